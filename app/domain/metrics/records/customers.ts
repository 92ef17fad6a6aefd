import type { DayRange } from "~/domain/time/reporting-window";
import {
  countOf,
  daysMetric,
  rateOf,
  ratioFrom,
  ratioOf,
  unavailable,
  type MetricValue,
} from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { TopCustomers } from "~/domain/metrics/customers/top-customers";
import { allBuyers } from "~/domain/metrics/totals/sales-totals";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { buyerCount, buyerShare, perOrder, topCustomersBasis } from "./bases";
import {
  count,
  days,
  GOAL_OF_QUARTER,
  GOAL_OF_WHOLE_QUARTER,
  GOAL_OF_YEAR,
  MEDIAN_SHOWN_FROM,
  metric,
  ofBuyers,
  ofCustomers,
  ofOrders,
  rate,
  ratio,
  TOP_SHOWN_FROM,
  withoutPath,
  salesOfRange,
} from "./metric-record";

const customersOfRange = (reader: TotalsReader, range: DayRange) => reader.customers(range);
const rhythmOfRange = (reader: TotalsReader, range: DayRange) => reader.rhythm(range);

/** Mean order value of the best customers against that of the rest. */
function timesTheRest({ top, rest }: TopCustomers): MetricValue {
  if (rest.orderValue <= 0) return unavailable("ratio", because("tooFewCustomersToRank"));
  return ratioFrom(top.orderValue / top.orders / (rest.orderValue / rest.orders), top.customers);
}

/** Who buys, and how customers come and go. */
export const CUSTOMER_RECORDS = {
  customers: metric({
    ...count,
    ...ofBuyers,
    better: "higher",
    section: "customers",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: customersOfRange,
    formula: ({ customers }) => countOf(customers),
    basis: buyerCount("one"),
  }),
  new_customers: metric({
    ...count,
    ...ofBuyers,
    better: "higher",
    section: "customers",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: customersOfRange,
    formula: ({ newCustomers }) => countOf(newCustomers),
    basis: buyerCount("isNew"),
  }),
  returning_customers: metric({
    ...count,
    ...ofBuyers,
    better: "higher",
    section: "customers",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: customersOfRange,
    // A customer may be new and returning in one range.
    formula: ({ returningCustomers }) => countOf(returningCustomers),
    basis: buyerCount("isReturning"),
  }),
  purchase_frequency: metric({
    ...ratio,
    ...ofBuyers,
    better: "higher",
    section: "customers",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: async (reader, range) => ({
      sales: await reader.sales(range),
      customers: await reader.customers(range),
    }),
    formula({ sales, customers: { customers } }) {
      return ratioOf(allBuyers(sales).identifiedPurchases, customers, because("noCustomers"));
    },
    basis: buyerShare("purchases"),
  }),
  retention_rate: metric({
    ...rate,
    ...ofCustomers,
    better: "higher",
    section: "customers",
    goal: withoutPath(GOAL_OF_YEAR),
    totals: rhythmOfRange,
    formula: ({ retained, retainable }) => rateOf(retained, retainable, because("noCustomersYearBefore")),
    basis: {
      facts: "retention",
      reading: "share",
      numerator: "cameBack",
      denominator: "one",
    },
  }),
  lapse_point: metric({
    ...days,
    ...ofCustomers,
    better: "neither",
    section: "customers",
    goal: null,
    totals: rhythmOfRange,
    formula: ({ lapsePointDays, gaps }) => daysMetric(lapsePointDays, gaps),
    basis: {
      facts: "gaps",
      reading: "values",
      numerator: "days",
      denominator: "one",
    },
  }),
  churn_rate: metric({
    ...rate,
    ...ofCustomers,
    better: "lower",
    section: "customers",
    goal: withoutPath(GOAL_OF_QUARTER),
    totals: rhythmOfRange,
    formula: ({ lapsed, activeAtStart }) => rateOf(lapsed, activeAtStart, because("noCustomersActive")),
    basis: {
      facts: "active",
      reading: "share",
      numerator: "lapsed",
      denominator: "one",
    },
  }),
  reactivated: metric({
    ...count,
    ...ofCustomers,
    better: "higher",
    section: "customers",
    goal: withoutPath(GOAL_OF_QUARTER),
    totals: rhythmOfRange,
    formula: ({ reactivated }) => countOf(reactivated),
    basis: {
      facts: "reactivated",
      reading: "sum",
      numerator: "one",
      denominator: null,
    },
  }),
  time_to_first_purchase: metric({
    ...days,
    ...ofCustomers,
    better: "lower",
    section: "customers",
    shownFrom: MEDIAN_SHOWN_FROM,
    goal: withoutPath(GOAL_OF_QUARTER),
    totals: (reader, range) => reader.firstPurchases(range),
    formula({ recorded, recordedMedian }) {
      if (recordedMedian === null) return unavailable("days", because("noRecordBefore"));
      return daysMetric(recordedMedian, recorded);
    },
    basis: {
      facts: "acquired",
      reading: "values",
      acquired: "range",
      horizonDays: null,
      numerator: "hadRecord",
      denominator: null,
    },
  }),
  order_value_top10: metric({
    ...ratio,
    ...ofCustomers,
    better: "higher",
    section: "customers",
    compared: "nothing",
    shownFrom: TOP_SHOWN_FROM,
    goal: withoutPath(GOAL_OF_YEAR),
    totals: (reader) => reader.top(),
    formula: ({ tenth }) => timesTheRest(tenth),
    basis: topCustomersBasis(0.1),
  }),
  order_value_top1: metric({
    ...ratio,
    ...ofCustomers,
    better: "higher",
    section: "customers",
    compared: "nothing",
    shownFrom: TOP_SHOWN_FROM,
    goal: withoutPath(GOAL_OF_YEAR),
    totals: (reader) => reader.top(),
    formula: ({ hundredth }) => timesTheRest(hundredth),
    basis: topCustomersBasis(0.01),
  }),
  identified_share: metric({
    ...rate,
    ...ofOrders,
    better: "higher",
    section: "customers",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula(sales) {
      const { identifiedPurchases, purchases } = allBuyers(sales);
      return rateOf(identifiedPurchases, purchases, because("noPurchases"));
    },
    basis: {
      ...perOrder("identifiedPurchases"),
      denominator: "purchases",
    },
  }),
};
