/** What could not be used of the address of a page. */
export const problems = {
  noSuchRange: 'There is no date range called "{asked}".',
  noSuchComparison: 'There is no comparison called "{asked}".',
  firstDay: "Give the first day as year-month-day, such as 2026-01-31.",
  lastDay: "Give the last day as year-month-day, such as 2026-01-31.",
  lastBeforeFirst: "The last day is before the first. Swap them or choose a later one.",
  inFuture: "The first day is in the future. Choose today or an earlier day.",
  noSuchBuyer: 'There are no "{asked}" customers: choose new or returning ones.',
  longChannel: "This channel is longer than any name: choose one from the list.",
  longCountry: "This country is longer than any name: choose one from the list.",
  notAProduct: '"{asked}" is not a product: choose one from the list.',
  notADiscount: '"{asked}" says nothing about discounts: choose yes or no.',
} as const;
