/** Customers who may be gone. */
export const churnRisk = {
  title: "Churn risk",
  loss: "Expected loss",
  lossNote: "over 12 months, from {count, plural, one {the customer} other {the {shown} customers}} listed below",
  goneNote:
    "{tenths, plural, =0 {Hardly any past customers are probably gone.} =10 {Nearly all past customers are probably gone.} other {About {shown} of 10 past customers are probably gone.}}",
  winBackNote: "9 of 10 repeat purchases come sooner.",
  choice: { why: "Why", bought: "Bought" },
  reason: { any: "Either", lapsed: "Past the win-back day", unlikely: "Probably gone" },
  bought: { all: "All", repeat: "More than once", once: "Once" },
  list: "At risk: {count, plural, one {1 customer} other {{shown} customers}}",
  summary: "Past the win-back day, or less than {share} likely to be active.",
  lossYardstick:
    "Compared with everyone listed still being active: their value over the next 12 months, times the chance that they left. One mailing would not win all of it back.",
  analysts: {
    open: "Details for analysts",
    loss: "Expected loss is what 12 months would bring from an active customer, times the chance that this one has left.",
    next: "The next purchase comes by the first day given with a chance of 1 in 4, by the second with 3 in 4. The chance that it never comes is counted; a day beyond five years is not given.",
  },
  nobody: "No customers at risk match this selection.",
  caption: "Customers at risk",
  column: {
    last: "Last purchase",
    purchases: "Purchases",
    value: "Value to date",
    chance: "Chance still active",
    expected: "Expected next 12 months",
    loss: "Expected loss",
    within30: "Buys within 30 days",
    within90: "Buys within 90 days",
    next: "Next purchase expected",
  },
  pages: "Pages of customers at risk",
} as const;
