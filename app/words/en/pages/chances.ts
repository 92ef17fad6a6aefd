/** Whether chances to buy came true. */
export const chances = {
  title: "Does the chance to buy within {days} days come true?",
  untested: "The history is too short to test it, so the chance to buy within {days} days is not shown.",
  answer: {
    yes: "Yes: {expected} were expected to buy, {actual} bought.",
    nearly: "Nearly: {expected} were expected to buy, {actual} bought ({bias} over all).",
    no: "Not over all: {expected} were expected to buy, {actual} bought ({bias}).",
  },
  bias: { many: "{share} too many", few: "{share} too few" },
  beats: "On your own past it erred {less} less than giving everybody the same chance of {share}.",
  hidden: "Not better than giving everybody the same chance of {share}, so it is not shown for single customers.",
  caption: "Chance to buy within {days} days, and who did",
  column: { chance: "Chance given", customers: "Customers", expected: "Expected to buy", actual: "Bought" },
  bin: "{from} to {to}",
  total: "Together",
  counted: "{count} ({share})",
  analysts: "Details for analysts",
  tested:
    "All customers of {count, plural, one {one back-test} other {{shown} back-tests}}, each with what was known then.",
  brier: "Brier score {brier}; {base} with the share who bought for everybody.",
  asModelled: "The model's own chances: recalibrating them would not have helped.",
  recalibrated:
    "The model's chances were off, so they are recalibrated: logit = {intercept} + {slope} times the model's logit, learned on earlier back-tests.",
} as const;
