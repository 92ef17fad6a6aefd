/** What changes on a page while it is open. */
export const live = {
  changed: "Numbers changed: {numbers}.",
  number: "{label} {value}",
  partDone: "{done}, done",
  partOf: "{done} of about {expected}",
} as const;
