import { FORECAST_MONTHS, type ForecastMonths } from "../../clv/forecast-months";
import type {
  MetricKey,
  ObservedValueKey,
  PredictedValueKey,
  RepurchaseKey,
  TotalValueKey,
  TrailingValueKey,
} from "../catalogue";
import type { LedgerAmount } from "../ledger-amounts";
import { REPURCHASE_HORIZONS_DAYS, VALUE_HORIZONS_DAYS, type Buyer, type ValueHorizon } from "../totals";
import type {
  AcquiredAmount,
  AcquiredBasis,
  Basis,
  BuyerAmount,
  BuyersBasis,
  CheckoutAmount,
  CheckoutsBasis,
  ForecastAmount,
  ForecastBasis,
  LedgerBasis,
  LedgerPart,
  OrderAmount,
  OrdersBasis,
  TopBasis,
} from "./basis";

const ORDERS = "placed orders";
const BUYERS = "customers with a purchase in the range";

const perOrder = (numerator: OrderAmount, words: string): OrdersBasis => ({
  facts: "orders",
  reading: "share",
  numerator,
  denominator: "orders",
  words: [words, ORDERS],
});
/** Of an order counted in the average. */
const meanValue = (words: string, buyers?: readonly Buyer[]): OrdersBasis => ({
  ...perOrder("orderValue", words),
  denominator: "countedOrders",
  ...(buyers && { buyers }),
});
const orderSum = (numerator: OrderAmount, words: string): OrdersBasis => ({
  facts: "orders",
  reading: "sum",
  numerator,
  denominator: null,
  words: [words, null],
});
const ledgerSum = (numerator: LedgerAmount, words: string, buyers?: readonly Buyer[]): LedgerBasis => ({
  facts: "ledger",
  reading: "sum",
  numerator,
  denominator: null,
  words: [words, null],
  ...(buyers && { buyers }),
});
const NET_SALES = ["grossSales", "-discounts", "-returns"] as const satisfies readonly LedgerPart[];
const netSales = (words: string, buyers?: readonly Buyer[]): LedgerBasis => ({
  ...ledgerSum("netSales", words, buyers),
  madeOf: NET_SALES,
});
const growth = (base: "previous_period" | "previous_year", words: string): LedgerBasis => ({
  facts: "ledger",
  reading: "growth",
  numerator: "netSales",
  denominator: "netSales",
  words: ["net sales of the range", words],
  base,
});
const buyerCount = (numerator: BuyerAmount, words: string): BuyersBasis => ({
  facts: "buyers",
  reading: "sum",
  numerator,
  denominator: null,
  words: [words, null],
});
const buyerShare = (numerator: BuyerAmount, words: string, of = BUYERS): BuyersBasis => ({
  facts: "buyers",
  reading: "share",
  numerator,
  denominator: "one",
  words: [words, of],
});
const everyCustomer = (numerator: AcquiredAmount, words: string): AcquiredBasis => ({
  facts: "acquired",
  reading: "share",
  acquired: "ever",
  horizonDays: null,
  numerator,
  denominator: "one",
  words: [words, "customers with at least one purchase"],
});
const topCustomers = (share: number, words: string): TopBasis => ({
  facts: "ranked",
  reading: "values",
  share,
  numerator: "topValue",
  denominator: "restValue",
  words: [`order value of the purchases of ${words}`, "order value of the purchases of the rest"],
  how: "Both sums are divided by their number of purchases, then the first mean by the second.",
});
const checkoutShare = (
  numerator: CheckoutAmount,
  denominator: CheckoutAmount,
  words: readonly [string, string],
): CheckoutsBasis => ({ facts: "checkouts", reading: "share", numerator, denominator, words });
const checkoutSum = (numerator: CheckoutAmount, words: string): CheckoutsBasis => ({
  facts: "checkouts",
  reading: "sum",
  numerator,
  denominator: null,
  words: [words, null],
});

const forecast = (numerator: ForecastAmount, months: ForecastMonths, words: string): ForecastBasis => ({
  facts: "forecast",
  reading: "share",
  months,
  numerator,
  denominator: "one",
  words: [words, "customers when the forecast was made"],
});

const SETTLED = "checkouts that ended: completed, recovered or abandoned";
const MERCHANDISE = "merchandise sold, before discounts and tax";

/**
 * The basis of every metric that can be explained down to its orders. The table is read twice, by the folds over a
 * history beside this file and by the queries of the database, and tests hold the two equal.
 */
export const BASES: Readonly<Partial<Record<MetricKey, Basis>>> = {
  repeat_rate: buyerShare("isReturning", "customers with a second or later purchase in the range"),
  repeat_rate_in_window: buyerShare("boughtTwice", "customers with at least two purchases in the range"),
  repeat_rate_lifetime: everyCustomer("cameBack", "customers with at least two purchases so far"),
  repeat_rate_trailing_365: {
    ...buyerShare(
      "isReturning",
      "customers with a second or later purchase in the 365 days",
      "customers with a purchase in the 365 days",
    ),
    isTrailing365: true,
  },
  aov: meanValue("order value of the placed orders"),
  aov_net: perOrder("keptValue", "kept value of the placed orders"),
  aov_total: perOrder("totalPaid", "paid for the placed orders, shipping and tax included"),
  aov_new: meanValue("order value of first purchases", ["new"]),
  aov_returning: meanValue("order value of second and later purchases", ["returning"]),
  aov_median: {
    ...perOrder("orderValue", "order value of the placed orders"),
    reading: "values",
    how: "The middle of these order values: half of the orders reach it.",
  },
  units_per_order: perOrder("units", "product units as ordered"),
  discounted_order_share: perOrder("discountedOrders", "placed orders with a discount on products"),
  cancel_rate: perOrder("cancelledOrders", "placed orders that were cancelled"),
  return_rate_value: {
    ...perOrder("returnedValue", "merchandise of these orders that came back, whenever it did"),
    denominator: "orderValue",
    words: ["merchandise of these orders that came back, whenever it did", "order value of the placed orders"],
  },
  identified_share: {
    ...perOrder("identifiedPurchases", "purchases with a known customer"),
    denominator: "purchases",
    words: ["purchases with a known customer", "purchases"],
  },
  orders: orderSum("orders", ORDERS),
  units_sold: orderSum("units", "product units as ordered"),
  gross_sales: ledgerSum("grossSales", MERCHANDISE),
  discounts: ledgerSum("discounts", "discounts on merchandise sold"),
  returns: ledgerSum("returns", "merchandise returned and money refunded beyond it"),
  net_sales: netSales("merchandise sold after discounts, less returns"),
  net_sales_new: netSales("net sales of first purchases", ["new"]),
  net_sales_returning: netSales("net sales of second and later purchases", ["returning"]),
  net_sales_other: netSales("net sales of orders that are neither", ["other"]),
  shipping: ledgerSum("shipping", "shipping before tax, less what was given back"),
  duties: ledgerSum("duties", "duties before tax, less what was given back"),
  tips: ledgerSum("tips", "tips"),
  fees: ledgerSum("fees", "fees before tax, less what was given back"),
  taxes: ledgerSum("taxes", "taxes, less what was given back"),
  total_sales: {
    ...ledgerSum("totalSales", "net sales with shipping, taxes, duties and fees"),
    madeOf: [...NET_SALES, "shipping", "taxes", "duties", "fees"],
  },
  gift_cards_sold: ledgerSum("giftCardsSold", "gift cards sold, less what was given back"),
  discount_rate: {
    ...ledgerSum("discounts", ""),
    reading: "share",
    denominator: "grossSales",
    words: ["discounts on merchandise sold", MERCHANDISE],
  },
  repeat_revenue_share: {
    ...ledgerSum("netSales", "", ["new", "returning"]),
    reading: "share",
    denominator: "netSales",
    numeratorBuyers: ["returning"],
    words: ["net sales of second and later purchases", "net sales of first and later purchases"],
  },
  revenue_growth_mom: growth("previous_period", "net sales of the same number of days before"),
  revenue_growth_yoy: growth("previous_year", "net sales of the same dates a year before"),
  shipping_cost_charged: {
    facts: "shipping",
    reading: "share",
    numerator: "shipping",
    denominator: "one",
    words: ["shipping charged in the range, less what was given back", ORDERS],
  },
  customers: buyerCount("one", BUYERS),
  new_customers: buyerCount("isNew", "customers whose first purchase falls in the range"),
  returning_customers: buyerCount("isReturning", "customers with a second or later purchase in the range"),
  purchase_frequency: buyerShare("purchases", "purchases of known customers in the range"),
  time_to_first_purchase: {
    facts: "acquired",
    reading: "values",
    acquired: "range",
    horizonDays: null,
    numerator: "hadRecord",
    denominator: null,
    words: ["new customers of the range who were known to Shopify before they first bought", null],
    how: "Half of these customers bought sooner after Shopify first knew them, half later.",
  },
  time_to_second_purchase: {
    facts: "acquired",
    reading: "values",
    acquired: "range",
    horizonDays: null,
    numerator: "cameBack",
    denominator: "one",
    words: ["new customers of the range who came back so far", "new customers of the range"],
    how: "Estimated after Kaplan and Meier: a customer still away counts as not back for as long as is known.",
  },
  retention_rate: {
    facts: "retention",
    reading: "share",
    numerator: "cameBack",
    denominator: "one",
    words: [
      "of these, customers with a purchase in the 365 days that end with the range",
      "customers with a purchase in the 365 days before those",
    ],
  },
  lapse_point: {
    facts: "gaps",
    reading: "values",
    numerator: "days",
    denominator: "one",
    words: ["days between neighbouring purchases", "pauses between neighbouring purchases"],
    how: "Nine in ten of these pauses are no longer; while there are fewer than 30 of them, 180 days stand in.",
  },
  churn_rate: {
    facts: "active",
    reading: "share",
    numerator: "lapsed",
    denominator: "one",
    words: ["of these, customers who passed the lapse point in the range", "customers active when the range began"],
  },
  reactivated: {
    facts: "reactivated",
    reading: "sum",
    numerator: "one",
    denominator: null,
    words: ["customers who bought in the range after a pause longer than the lapse point", null],
  },
  order_value_top10: topCustomers(0.1, "the tenth of customers with the highest value to date"),
  order_value_top1: topCustomers(0.01, "the hundredth of customers with the highest value to date"),
  churn_probability: forecast("hasLeft", 12, "probabilities of having left"),
  clv_to_date: everyCustomer("keptValue", "kept value of all purchases so far"),
  checkout_abandonment_rate: checkoutShare("isAbandoned", "isSettled", ["abandoned checkouts", SETTLED]),
  checkout_abandonment_gross: checkoutShare("wasLeft", "isSettled", ["abandoned and recovered checkouts", SETTLED]),
  recovery_rate: checkoutShare("isRecovered", "wasLeft", ["recovered checkouts", "abandoned and recovered checkouts"]),
  abandoned_value: checkoutSum("abandonedValue", "merchandise after discounts in abandoned checkouts"),
  recovered_value: checkoutSum("recoveredValue", "order value of recovered checkouts"),
  ...repurchaseRates(),
  ...observedValues(),
  ...expectedValues(),
};

function repurchaseRates(): Partial<Record<RepurchaseKey, Basis>> {
  return Object.fromEntries(
    REPURCHASE_HORIZONS_DAYS.map((days): [RepurchaseKey, AcquiredBasis] => [
      `repurchase_rate_${days}d`,
      {
        facts: "acquired",
        reading: "share",
        acquired: "range",
        horizonDays: days,
        numerator: "cameBackInTime",
        denominator: "one",
        words: [
          `of these, customers with a second purchase within ${days} days of the first`,
          `new customers of the range at least ${days} days old`,
        ],
      },
    ]),
  );
}

function observedValues(): Partial<Record<ObservedValueKey | TrailingValueKey, Basis>> {
  const valueOf = (days: ValueHorizon, acquired: "range" | "trailing"): AcquiredBasis => ({
    facts: "acquired",
    reading: "share",
    acquired,
    horizonDays: days,
    numerator: "valueInTime",
    denominator: "one",
    words: [
      `kept value of their purchases within ${days} days of the first`,
      acquired === "range"
        ? `new customers of the range at least ${days} days old`
        : `customers who first bought in the 365 days that ended ${days} days ago`,
    ],
  });
  return Object.fromEntries(
    VALUE_HORIZONS_DAYS.flatMap((days): [ObservedValueKey | TrailingValueKey, Basis][] => [
      [`clv_observed_${days}`, valueOf(days, "range")],
      [`clv_observed_${days}_trailing`, valueOf(days, "trailing")],
    ]),
  );
}

function expectedValues(): Partial<Record<PredictedValueKey | TotalValueKey, Basis>> {
  return Object.fromEntries(
    FORECAST_MONTHS.flatMap((months): [PredictedValueKey | TotalValueKey, Basis][] => [
      [`clv_predicted_${months}`, forecast("expectedValue", months, `expected value of the next ${months} months`)],
      [`clv_total_${months}`, forecast("totalValue", months, `value to date and of the next ${months} months`)],
    ]),
  );
}
