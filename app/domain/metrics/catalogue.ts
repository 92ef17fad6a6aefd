import { FORECAST_MONTHS, type ForecastMonths } from "../clv/forecast-months";
import type { MetricUnit } from "./metric-value";
import { REPURCHASE_HORIZONS_DAYS, VALUE_HORIZONS_DAYS, type RepurchaseHorizon, type ValueHorizon } from "./totals";

/** What is said of a metric wherever it is shown. */
export interface MetricDescription {
  readonly label: string;
  readonly unit: MetricUnit;
  /** What its numerator and denominator count. */
  readonly numerator: "money" | "count";
  readonly denominator: "money" | "count";
  /** One sentence. */
  readonly definition: string;
}

const amount = (label: string, definition: string) =>
  ({ label, unit: "money", numerator: "money", denominator: "count", definition }) as const;
const count = (label: string, definition: string) =>
  ({ label, unit: "count", numerator: "count", denominator: "count", definition }) as const;
const rate = (label: string, definition: string) =>
  ({ label, unit: "rate", numerator: "count", denominator: "count", definition }) as const;
const moneyShare = (label: string, definition: string) =>
  ({ label, unit: "rate", numerator: "money", denominator: "money", definition }) as const;
const ratio = (label: string, definition: string) =>
  ({ label, unit: "ratio", numerator: "count", denominator: "count", definition }) as const;
const days = (label: string, definition: string) =>
  ({ label, unit: "days", numerator: "count", denominator: "count", definition }) as const;

const FIXED_METRICS = {
  repeat_rate: rate(
    "Repeat rate",
    "Customers with a second or later purchase in the range, of all customers with a purchase in it.",
  ),
  repeat_rate_in_window: rate(
    "Repeat rate within the range",
    "Customers who bought at least twice in the range, of all customers who bought in it.",
  ),
  repeat_rate_lifetime: rate(
    "Customers who came back",
    "Customers with at least two purchases so far, of all customers.",
  ),
  repeat_rate_trailing_365: rate(
    "Repeat rate, 365 days",
    "The repeat rate of the 365 days that end with the range: steady enough to set a goal on.",
  ),
  aov: amount(
    "Average order value",
    "Products after discounts, before tax, per order as placed; later edits, returns and cancellations change nothing.",
  ),
  aov_net: amount("Average kept value", "What was kept of an order after edits and returns, per placed order."),
  aov_total: amount("Average paid", "What customers paid when ordering, shipping and tax included, per placed order."),
  aov_new: amount("Average order value, first purchases", "Average order value of first purchases."),
  aov_returning: amount("Average order value, repeat purchases", "Average order value of second and later purchases."),
  aov_median: amount("Median order value", "The order value that half of the placed orders reach."),
  units_per_order: ratio("Units per order", "Product units as ordered, per placed order."),
  checkout_abandonment_rate: rate(
    "Checkout abandonment",
    "Checkouts with contact details that were left without buying, of all that ended.",
  ),
  checkout_abandonment_gross: rate(
    "Checkout abandonment before recovery",
    "Checkouts with contact details that were left, bought later or not, of all that ended.",
  ),
  recovery_rate: rate("Recovery rate", "Checkouts that were left and bought later, of all that were left."),
  abandoned_value: amount("Abandoned value", "Merchandise after discounts in abandoned checkouts."),
  recovered_value: amount("Recovered value", "Order value of recovered checkouts."),
  clv_to_date: amount(
    "Value to date",
    "What all purchases so far kept, per customer; it grows with the age of the shop.",
  ),
  gross_sales: amount("Gross sales", "Products sold in the range, before discounts and tax."),
  discounts: amount("Discounts", "Discounts on the products sold in the range."),
  returns: amount("Returns", "Merchandise returned or refunded in the range, cancellations included."),
  net_sales: amount("Net sales", "Gross sales less discounts and returns."),
  shipping: amount("Shipping", "Shipping charged in the range, before tax, less what was given back."),
  duties: amount("Duties", "Duties charged in the range, less what was given back."),
  tips: amount("Tips", "Tips received in the range; they are no sales."),
  fees: amount("Fees", "Fees charged in the range, less what was given back."),
  taxes: amount("Taxes", "Taxes charged in the range, less what was given back."),
  total_sales: amount("Total sales", "Net sales with shipping, taxes, duties and fees."),
  gift_cards_sold: amount("Gift cards sold", "Gift cards sold in the range: a liability, in no sales total."),
  orders: count("Orders", "Orders with at least one product, dated in the range; test and deleted orders left out."),
  units_sold: count("Units sold", "Product units of the orders placed in the range."),
  revenue_growth_mom: moneyShare(
    "Growth on the period before",
    "Net sales against the same number of days before, less one.",
  ),
  revenue_growth_yoy: moneyShare(
    "Growth on the year before",
    "Net sales against the same dates a year before, less one.",
  ),
  net_sales_new: amount("Net sales, first purchases", "Net sales of orders that are their customer's first purchase."),
  net_sales_returning: amount("Net sales, repeat purchases", "Net sales of second and later purchases."),
  net_sales_other: amount(
    "Net sales, other orders",
    "Net sales of orders without a known customer and of orders that are no purchases.",
  ),
  repeat_revenue_share: moneyShare(
    "Share of sales from repeat purchases",
    "Net sales of repeat purchases, of first and repeat ones.",
  ),
  discount_rate: moneyShare("Discount rate", "Discounts as a share of gross sales."),
  discounted_order_share: rate(
    "Discounted orders",
    "Placed orders with any discount on products, of all placed orders.",
  ),
  return_rate_value: moneyShare(
    "Return rate by value",
    "Merchandise that came back of the orders placed in the range, whenever it did, of their order value.",
  ),
  cancel_rate: rate("Cancelled orders", "Placed orders that were cancelled, of all placed orders."),
  shipping_cost_charged: amount("Shipping per order", "Shipping charged per placed order."),
  customers: count("Customers", "Customers with a purchase in the range, each counted once."),
  new_customers: count("New customers", "Customers whose first purchase falls in the range."),
  returning_customers: count("Returning customers", "Customers with a second or later purchase in the range."),
  purchase_frequency: ratio("Purchases per customer", "Purchases of known customers in the range, per customer."),
  time_to_first_purchase: days(
    "Time to first purchase",
    "Median days from the customer's record to the first purchase, over new customers of the range whose record is older.",
  ),
  time_to_second_purchase: days(
    "Time to second purchase",
    "Days by which half the new customers of the range came back, those still away included; a quarter, if fewer do.",
  ),
  retention_rate: rate(
    "Retention",
    "Customers of one year who bought again in the year after it, which ends with the range.",
  ),
  lapse_point: days(
    "Lapse point",
    "Days since the last purchase after which nine in ten repeat purchases have happened; 180 while gaps are few.",
  ),
  churn_rate: rate(
    "Lapsed customers",
    "Customers who passed the lapse point in the range, of those active at its start; inferred, as nobody cancels.",
  ),
  churn_probability: rate(
    "Probability of having left",
    "How likely it is that a customer has left for good, averaged over all customers; a model's belief, as nobody cancels.",
  ),
  reactivated: count("Reactivated customers", "Lapsed customers who bought in the range."),
  order_value_top10: ratio(
    "Order value of the top 10 %",
    "Mean order value of the tenth of customers with the highest value to date, against that of the rest.",
  ),
  order_value_top1: ratio(
    "Order value of the top 1 %",
    "Mean order value of the hundredth of customers with the highest value to date, against that of the rest.",
  ),
  identified_share: rate("Purchases with a known customer", "Purchases whose customer is known, of all purchases."),
} as const satisfies Record<string, MetricDescription>;

export type FixedMetricKey = keyof typeof FIXED_METRICS;
export type RepurchaseKey = `repurchase_rate_${RepurchaseHorizon}d`;
export type ObservedValueKey = `clv_observed_${ValueHorizon}`;
export type TrailingValueKey = `clv_observed_${ValueHorizon}_trailing`;
export type PredictedValueKey = `clv_predicted_${ForecastMonths}`;
export type TotalValueKey = `clv_total_${ForecastMonths}`;

/** The stable name of a metric in code, exports and reports. */
export type MetricKey =
  FixedMetricKey | RepurchaseKey | ObservedValueKey | TrailingValueKey | PredictedValueKey | TotalValueKey;

/** Every metric that can be asked for, in the order reports print them. */
export const METRICS: Readonly<Record<MetricKey, MetricDescription>> = {
  ...FIXED_METRICS,
  ...byHorizon(REPURCHASE_HORIZONS_DAYS, (horizon): [RepurchaseKey, MetricDescription] => [
    `repurchase_rate_${horizon}d`,
    rate(
      `Back within ${horizon} days`,
      `New customers of the range with a second purchase within ${horizon} days, of those at least ${horizon} days old.`,
    ),
  ]),
  ...byHorizon(VALUE_HORIZONS_DAYS, (horizon): [ObservedValueKey, MetricDescription] => [
    `clv_observed_${horizon}`,
    amount(
      `${horizon}-day customer value`,
      `What new customers of the range kept within ${horizon} days of their first purchase, over those at least ${horizon} days old.`,
    ),
  ]),
  ...byHorizon(VALUE_HORIZONS_DAYS, (horizon): [TrailingValueKey, MetricDescription] => [
    `clv_observed_${horizon}_trailing`,
    amount(
      `${horizon}-day customer value`,
      `What customers kept within ${horizon} days of their first purchase, over those acquired in the 365 days that ended ${horizon} days ago.`,
    ),
  ]),
  ...byHorizon(FORECAST_MONTHS, (months): [PredictedValueKey, MetricDescription] => [
    `clv_predicted_${months}`,
    amount(
      `Expected next ${months} months`,
      `What a customer is expected to buy and keep in the next ${months} months, averaged over all customers; its interval holds 8 times of 10.`,
    ),
  ]),
  ...byHorizon(FORECAST_MONTHS, (months): [TotalValueKey, MetricDescription] => [
    `clv_total_${months}`,
    amount(
      `Value to date + expected, ${months} months`,
      `What a customer kept so far and is expected to in the next ${months} months, averaged over all customers; its interval holds 8 times of 10.`,
    ),
  ]),
};

export const METRIC_KEYS = Object.keys(METRICS) as MetricKey[];

/** Whether a metric is expected by a model, not counted. */
export function isForecast(key: MetricKey): boolean {
  return key === "churn_probability" || intervalPercent(key) === 80;
}

/** How often of 100 times the interval of a metric holds. */
export function intervalPercent(key: MetricKey): 80 | 95 {
  return key.startsWith("clv_predicted_") || key.startsWith("clv_total_") ? 80 : 95;
}

function byHorizon<Horizon extends number, Key extends MetricKey>(
  horizons: readonly Horizon[],
  describe: (horizon: Horizon) => [Key, MetricDescription],
): Record<Key, MetricDescription> {
  return Object.fromEntries(horizons.map(describe)) as Record<Key, MetricDescription>;
}
