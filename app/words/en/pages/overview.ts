/** The cards of the overview, its chart and what an empty shop reads in their place. */
export const overview = {
  customerValue: "Customer value (CLV)",
  customerValueOf: "{label} (CLV)",
  averageOrderValueOf: "{label} (AOV)",
  expected: {
    label: "Expected next 12 months",
    discounted: "Discounted at {rate} a year.",
    value: "On average, a customer will likely spend {value} more in the next 12 months.",
    between: "On average, a customer will likely spend {value} more in the next 12 months ({low} to {high}).",
  },
  chart: {
    title: "{metric} {period, select, day {per day} week {per week} other {per 30 days}}",
    count: "Count",
  },
  filterNote: "Checkout abandonment is not filtered: checkouts have no channel, country or first product.",
  welcome: "Welcome, {shop}",
  empty: {
    orders:
      "{shop} has no orders in Shopify yet. Net sales, orders and average order value appear with the first order, the repeat rate with the first returning customer.",
    customers:
      "Customer value needs at least 30 customers whose first order is 30 days old. Checkout abandonment counts checkouts from now on. This page updates automatically.",
  },
} as const;
