/** What a card says of its number besides the number itself. */
export const cards = {
  updated: "Updated",
  few: "Too little data",
  nothing: "There is nothing to measure in this range.",
  since: "Counted from {day} on",
  explain: "Explain",
  interval: "Likely between {low} and {high} ({confidence} confidence).",
  range: "Likely between {low} and {high}, meant to hold 8 times in 10.",
  swings:
    "Fewer than {few} {observed, select, order {orders} customer {customers} session {sessions} search {searches} view {views} cart {carts} other {checkouts}}: expect this number to swing.",
  partOf: "{part} of {of}",
  equals: "{parts} = {result}",
  division: "{numerator} / {denominator} = {result}",
  counted: {
    order: "{count, plural, one {{shown} order} other {{shown} orders}}",
    customer: "{count, plural, one {{shown} customer} other {{shown} customers}}",
    checkout: "{count, plural, one {{shown} checkout} other {{shown} checkouts}}",
    session: "{count, plural, one {{shown} session} other {{shown} sessions}}",
    search: "{count, plural, one {{shown} search} other {{shown} searches}}",
    view: "{count, plural, one {{shown} view} other {{shown} views}}",
    cart: "{count, plural, one {{shown} cart} other {{shown} carts}}",
  },
} as const;
