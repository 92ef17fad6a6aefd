/** How far a number moved, and how sure that is. */
export const changes = {
  up: "Up {amount} from {before}",
  down: "Down {amount} from {before}",
  level: "No change from {before}",
  unseen: "Did not change from {before}",
  since: "{said}, from {day} on",
  nothingBefore: "Nothing {when} to compare with",
  certainty: {
    sure: "{said}",
    usual: "{said}, within the usual ups and downs",
    tooFew: "{said}, too few to be sure",
    tooEarly: "{said}, too early to be sure",
    unknown: "{said}, its usual ups and downs are not known",
  },
} as const;
