import { daysMetric, rateOf, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { REPURCHASE_HORIZONS_DAYS, type CustomerTotals, type RepurchaseHorizon } from "~/domain/metrics/totals/totals";
import { trailing365 } from "~/domain/time/trailing-year";
import { buyerShare, everyCustomer, horizonBasis } from "./bases";
import {
  byHorizon,
  days,
  GOAL_OF_WHOLE_QUARTER,
  GOAL_OF_YEAR,
  MEDIAN_SHOWN_FROM,
  metric,
  ofBuyers,
  ofCustomers,
  rate,
  withoutPath,
  type MetricRecord,
} from "./metric-record";

export type RepurchaseKey = `repurchase_rate_${RepurchaseHorizon}d`;

const NO_CUSTOMERS = because("noCustomers");

/**
 * Of the customers who bought, how many had bought before, or bought again within the range. The reading behind
 * Shopify's returning customer rate; not the chance that a new customer returns.
 */
const repeatRate = ({ returningCustomers, customers }: CustomerTotals): MetricValue =>
  rateOf(returningCustomers, customers, NO_CUSTOMERS);

/** Who comes back, by several readings. */
export const REPEAT_RECORDS = {
  repeat_rate: metric({
    ...rate,
    ...ofBuyers,
    better: "higher",
    section: "repeat",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: (reader, range) => reader.customers(range),
    formula: repeatRate,
    basis: buyerShare("isReturning"),
  }),
  repeat_rate_in_window: metric({
    ...rate,
    ...ofBuyers,
    better: "higher",
    section: "repeat",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: async (reader, range) => ({
      repeaters: await reader.repeaters(range),
      customers: await reader.customers(range),
    }),
    formula: ({ repeaters, customers }) => rateOf(repeaters, customers.customers, NO_CUSTOMERS),
    basis: buyerShare("boughtTwice"),
  }),
  repeat_rate_lifetime: metric({
    ...rate,
    ...ofCustomers,
    better: "higher",
    section: "repeat",
    compared: "nothing",
    goal: null,
    totals: (reader) => reader.lifetime(),
    formula: ({ repeaters, customers }) => rateOf(repeaters, customers, because("noCustomersEver")),
    basis: everyCustomer("cameBack"),
  }),
  repeat_rate_trailing_365: metric({
    ...rate,
    ...ofBuyers,
    better: "higher",
    section: "repeat",
    goal: GOAL_OF_YEAR,
    totals: (reader, range) => reader.customers(trailing365(range)),
    formula: repeatRate,
    basis: {
      ...buyerShare("isReturning"),
      isTrailing365: true,
    },
  }),
  time_to_second_purchase: metric({
    ...days,
    ...ofCustomers,
    better: "lower",
    section: "repeat",
    shownFrom: MEDIAN_SHOWN_FROM,
    goal: withoutPath(GOAL_OF_YEAR),
    totals: (reader, range) => reader.secondPurchases(range),
    // Days by which half came back; a quarter, while fewer than half did.
    formula({ customers, median, quarter }) {
      const reached = median ?? quarter;
      if (reached !== null) return daysMetric(reached, customers);
      const reason = customers === 0 ? because("noNewCustomers") : because("tooFewCameBack");
      return { ...unavailable("days", reason), n: customers };
    },
    basis: {
      facts: "acquired",
      reading: "values",
      acquired: "range",
      horizonDays: null,
      numerator: "cameBack",
      denominator: "one",
    },
  }),
};

/** New customers with a second purchase within a horizon. */
export const REPURCHASE_RECORDS: Readonly<Record<RepurchaseKey, MetricRecord>> = byHorizon(
  REPURCHASE_HORIZONS_DAYS,
  (horizon) => [
    `repurchase_rate_${horizon}d`,
    metric({
      ...rate,
      ...ofCustomers,
      better: "higher",
      section: "repeat",
      goal: withoutPath(GOAL_OF_YEAR),
      totals: (reader, range) => reader.mature(range, horizon),
      formula: ({ repeaters, customers }) =>
        rateOf(repeaters, customers, because("noCustomersOldEnough", { days: horizon })),
      basis: horizonBasis("cameBackInTime", horizon, "range"),
    }),
  ],
);
