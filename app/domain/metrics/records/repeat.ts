import { repeatRate, repeatRateInWindow, repeatRateLifetime } from "~/domain/metrics/formulas/repeat-rate";
import { repurchaseRate } from "~/domain/metrics/formulas/repurchase-rate";
import { timeToSecondPurchase } from "~/domain/metrics/customers/time-to-second-purchase";
import { REPURCHASE_HORIZONS_DAYS, type RepurchaseHorizon } from "~/domain/metrics/totals/totals";
import { trailing365 } from "~/domain/time/trailing-year";
import { buyerShare, everyCustomer, horizonBasis } from "./bases";
import {
  byHorizon,
  days,
  GOAL_OF_QUARTER,
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

/** Who comes back, by several readings. */
export const REPEAT_RECORDS = {
  repeat_rate: metric({
    ...rate,
    ...ofBuyers,
    label: "Repeat rate",
    definition: "Customers with a second or later purchase in the range, of all customers with a purchase in it.",
    better: "higher",
    section: "repeat",
    goal: GOAL_OF_QUARTER,
    totals: (reader, range) => reader.customers(range),
    formula: repeatRate,
    basis: buyerShare("isReturning", "customers with a second or later purchase in the range"),
  }),
  repeat_rate_in_window: metric({
    ...rate,
    ...ofBuyers,
    label: "Repeat rate within the range",
    definition: "Customers who bought at least twice in the range, of all customers who bought in it.",
    better: "higher",
    section: "repeat",
    goal: GOAL_OF_QUARTER,
    totals: async (reader, range) => ({
      repeaters: await reader.repeaters(range),
      customers: await reader.customers(range),
    }),
    formula: ({ repeaters, customers }) => repeatRateInWindow(repeaters, customers),
    basis: buyerShare("boughtTwice", "customers with at least two purchases in the range"),
  }),
  repeat_rate_lifetime: metric({
    ...rate,
    ...ofCustomers,
    label: "Customers who came back",
    definition: "Customers with at least two purchases so far, of all customers.",
    better: "higher",
    section: "repeat",
    compared: "nothing",
    goal: null,
    totals: (reader) => reader.lifetime(),
    formula: repeatRateLifetime,
    basis: everyCustomer("cameBack", "customers with at least two purchases so far"),
  }),
  repeat_rate_trailing_365: metric({
    ...rate,
    ...ofBuyers,
    label: "Repeat rate, 365 days",
    definition: "The repeat rate of the 365 days that end with the range: stable enough to set a goal against.",
    better: "higher",
    section: "repeat",
    goal: GOAL_OF_YEAR,
    totals: (reader, range) => reader.customers(trailing365(range)),
    formula: repeatRate,
    basis: {
      ...buyerShare(
        "isReturning",
        "customers with a second or later purchase in the 365 days",
        "customers with a purchase in the 365 days",
      ),
      isTrailing365: true,
    },
  }),
  time_to_second_purchase: metric({
    ...days,
    ...ofCustomers,
    label: "Time to second purchase",
    definition:
      "Days by which half the new customers of the range came back, counting those who have not returned; for a quarter of them if fewer than half have.",
    better: "lower",
    section: "repeat",
    shownFrom: MEDIAN_SHOWN_FROM,
    goal: withoutPath(GOAL_OF_YEAR),
    totals: (reader, range) => reader.secondPurchases(range),
    formula: timeToSecondPurchase,
    basis: {
      facts: "acquired",
      reading: "values",
      acquired: "range",
      horizonDays: null,
      numerator: "cameBack",
      denominator: "one",
      words: ["new customers of the range who came back so far", "new customers of the range"],
      how: "Estimated after Kaplan and Meier: a customer still away counts as not back for as long as is known.",
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
      label: `Back within ${horizon} days`,
      definition: `New customers of the range with a second purchase within ${horizon} days, of those at least ${horizon} days old.`,
      better: "higher",
      section: "repeat",
      goal: withoutPath(GOAL_OF_YEAR),
      totals: (reader, range) => reader.mature(range, horizon),
      formula: (mature) => repurchaseRate(mature, horizon),
      basis: horizonBasis("cameBackInTime", horizon, "range", [
        `of these, customers with a second purchase within ${horizon} days of the first`,
        `new customers of the range at least ${horizon} days old`,
      ]),
    }),
  ],
);
