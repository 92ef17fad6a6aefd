/** The form that chooses the days of a page and what they are compared with. */
export const range = {
  dateRange: "Date range",
  compareWith: "Compare with",
  customDates: "Custom dates",
  chooseDates: "Choose dates",
  from: "From",
  to: "To",
  apply: "Apply",
  instead: "Showing the last 30 days instead: {days}.",
} as const;
