/** What the formatters write after a number where `Intl` has no unit for it. */
export const units = {
  days: "{count, plural, one {{shown} day} other {{shown} days}}",
  points: "{shown} points",
} as const;
