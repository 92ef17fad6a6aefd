import { moneyOf, rateOf, ratioFrom, unavailable } from "~/domain/metrics/confidence/metric-value";
import { because, isReason } from "~/domain/metrics/confidence/reason";
import { sessionShare } from "./bases";
import { ofMeasuredDays } from "./measured-days";
import { GOAL_OF_QUARTER, metric, money, ofOrders, ofSessions, rate } from "./metric-record";

/** What recommendations bring. Assisted sales are the most they can have brought; the lift is what they add. */
export const RECOMMENDATION_RECORDS = {
  rec_ctr: metric({
    ...rate,
    ...ofSessions,
    better: "higher",
    section: "recommendations",
    goal: GOAL_OF_QUARTER,
    totals: (reader, range) => reader.recommendations(range),
    formula: (brought) => ofMeasuredDays(brought, rateOf(brought.clicking, brought.seen, because("noListsSeen"))),
    basis: sessionShare("hasClickedList", "hasList"),
  }),
  rec_attributed_sales: metric({
    ...money,
    ...ofOrders,
    knowsSegments: false,
    better: "higher",
    section: "recommendations",
    goal: null,
    totals: (reader, range) => reader.recommendations(range),
    formula: (brought) => ofMeasuredDays(brought, moneyOf(brought.sales, brought.orders, brought.squares)),
    basis: { facts: "assisted", reading: "sum", numerator: "assistedSales", denominator: null },
  }),
  rec_lift: metric({
    ...rate,
    ...ofSessions,
    numerator: "money",
    better: "higher",
    // Each range is an experiment of its own; two of them are not told apart by their intervals.
    compared: "nothing",
    intervalPercent: 90,
    section: "recommendations",
    goal: null,
    totals: (reader, range) => reader.lift(range),
    formula: (found) =>
      isReason(found)
        ? unavailable("rate", found)
        : { ...ratioFrom(found.lift, found.views), unit: "rate", interval: found.interval },
    basis: { facts: "drawnViews", reading: "values", numerator: "sessionSales", denominator: "one" },
  }),
};
