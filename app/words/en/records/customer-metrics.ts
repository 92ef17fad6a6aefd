/** What metrics of customers are called and mean, as `metrics` is written. */
export const customerMetrics = {
  customers: {
    label: "Customers",
    definition: "Customers with a purchase in the range, each counted once.",
    numerator: "customers with a purchase in the range",
  },
  new_customers: {
    label: "New customers",
    definition: "Customers whose first purchase falls in the range.",
    numerator: "customers whose first purchase falls in the range",
  },
  returning_customers: {
    label: "Returning customers",
    definition: "Customers with a second or later purchase in the range.",
    numerator: "customers with a second or later purchase in the range",
  },
  purchase_frequency: {
    label: "Purchases per customer",
    definition: "Purchases of known customers in the range, per customer.",
    numerator: "purchases of known customers in the range",
    denominator: "customers with a purchase in the range",
  },
  retention_rate: {
    label: "Retention",
    definition: "Customers of one year who bought again in the year after it, which ends with the range.",
    numerator: "customers of the year before who bought in the 365 days that end with the range",
    denominator: "customers with a purchase in the 365 days before those",
  },
  lapse_point: {
    label: "Win-back day",
    definition:
      "Days after the last purchase when only one in ten customers still comes back; 180 while there is too little data.",
    numerator: "days between neighboring purchases",
    denominator: "gaps between neighboring purchases",
    how: "Nine in ten of these gaps are this long or shorter. With fewer than 30 gaps it is 180 days.",
  },
  churn_rate: {
    label: "Lapsed customers",
    definition:
      "Customers who passed the win-back day in the range, as a share of customers active at its start; inferred, because customers never cancel.",
    numerator: "customers who passed the win-back day in the range",
    denominator: "customers active when the range began",
  },
  reactivated: {
    label: "Reactivated customers",
    definition: "Lapsed customers who bought in the range.",
    numerator: "customers who bought in the range after passing the win-back day",
  },
  time_to_first_purchase: {
    label: "Time to first purchase",
    definition:
      "Median days from the customer's record to the first purchase, for new customers whose record predates that purchase.",
    numerator: "new customers of the range who were known to Shopify before they first bought",
    how: "Half of these customers bought sooner after Shopify first knew them, half later.",
  },
  order_value_top10: {
    label: "Order value of the top 10%",
    definition: "How much more your best tenth of customers spends per order than the rest, ranked by value to date.",
    numerator: "order value of the purchases of the best tenth of customers",
    denominator: "order value of the purchases of the rest",
    how: "Both sums are divided by their number of purchases, then the first mean by the second.",
  },
  order_value_top1: {
    label: "Order value of the top 1%",
    definition:
      "How much more your best hundredth of customers spends per order than the rest, ranked by value to date.",
    numerator: "order value of the purchases of the best hundredth of customers",
    denominator: "order value of the purchases of the rest",
    how: "Both sums are divided by their number of purchases, then the first mean by the second.",
  },
  identified_share: {
    label: "Purchases with a known customer",
    definition: "Purchases whose customer is known, as a share of all purchases.",
    numerator: "purchases with a known customer",
    denominator: "purchases",
  },
  clv_to_date: {
    label: "Value to date",
    definition: "Net revenue per customer from all purchases so far; it grows as the shop ages.",
    numerator: "kept value of all purchases",
    denominator: "customers with at least one purchase",
  },
  clv_observed: {
    label: "{horizon}-day customer value",
    definition:
      "Net revenue per new customer of the range within {horizon} days of the first purchase. Only customers old enough are counted.",
    numerator: "kept value of their purchases within {horizon} days of the first",
    denominator: "new customers of the range at least {horizon} days old",
  },
  clv_observed_trailing: {
    label: "{horizon}-day customer value",
    definition:
      "Net revenue per customer within {horizon} days of the first purchase, over customers acquired in the 365 days that ended {horizon} days ago.",
    numerator: "kept value of their purchases within {horizon} days of the first",
    denominator: "customers who first bought in the 365 days that ended {horizon} days ago",
  },
  churn_probability: {
    label: "Probability of having left",
    definition: "The share of past customers who are probably gone; a model estimate, because customers never cancel.",
    numerator: "probabilities of having left",
    denominator: "customers when the forecast was made",
  },
  clv_predicted: {
    label: "Expected next {horizon} months",
    definition:
      "What a customer will likely spend after returns in the next {horizon} months, averaged over all customers.",
    numerator: "expected value of the next {horizon} months",
    denominator: "customers when the forecast was made",
  },
  clv_total: {
    label: "Value to date + expected, {horizon} months",
    definition:
      "Net revenue per customer to date and likely in the next {horizon} months, averaged over all customers.",
    numerator: "value to date and of the next {horizon} months",
    denominator: "customers when the forecast was made",
  },
  expected_value: {
    label: "Expected value, next {horizon} months",
    definition:
      "What all customers together will likely spend after returns in the next {horizon} months: those you have and those still to come.",
    numerator: "expected value of customers you have",
    denominator: "customers when the forecast was made",
    how: "What customers you have are expected to spend, and what customers still to come are expected to bring. The list holds the first part.",
  },
  expected_value_existing: {
    label: "Expected value of customers you have, next {horizon} months",
    definition:
      "What customers who have bought before will likely spend after returns in the next {horizon} months, all together.",
    numerator: "expected value of the next {horizon} months",
  },
  expected_value_new: {
    label: "Expected value of customers still to come, next {horizon} months",
    definition:
      "What customers who have not bought yet will likely spend after returns in the next {horizon} months, their first purchase included.",
    numerator: "customers when the forecast was made",
    denominator: "customers when the forecast was made",
    how: "New customers of each month to come, times what a new customer brings until the end. Both are read from when the customers of the list first bought, and what they spent.",
  },
  expected_new_customers: {
    label: "Expected new customers, next {horizon} months",
    definition: "How many customers will likely buy for the first time in the next {horizon} months.",
    numerator: "customers when the forecast was made",
    denominator: "customers when the forecast was made",
    how: "Read from how many customers first bought in each month so far: their level, its growth and the season.",
  },
} as const;
