import type { Reason } from "~/words/records/reasons";
import type { DayRange } from "~/domain/time/reporting-window";
import { ratioFrom, rateOf, shareOf, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import {
  COMPARED_PRIOR_PURCHASES,
  largestSource,
  sessionsWhere,
  type MeasuredSessions,
  type SessionCell,
  type SessionCount,
} from "~/domain/metrics/totals/measured-totals";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { sessionShare } from "./bases";
import { ofMeasuredDays } from "./measured-days";
import { GOAL_OF_QUARTER, metric, ofOrders, ofSessions, rate, ratio, shareOfMoney } from "./metric-record";

const NO_SESSIONS = because("noSessions");

const sessionsOfRange = (reader: TotalsReader, range: DayRange) => reader.sessions(range);

/** What is read from the sessions of a range. */
const ofSessionsOfRange = {
  ...rate,
  ...ofSessions,
  section: "conversion",
  goal: GOAL_OF_QUARTER,
  totals: sessionsOfRange,
} as const;

/** One count of all sessions as a share of another. */
const shareOfCounts =
  (part: SessionCount, whole: SessionCount, whenNone: Reason) =>
  (sessions: MeasuredSessions): MetricValue => {
    const all = sessionsWhere(sessions);
    return ofMeasuredDays(sessions, rateOf(all[part], all[whole], whenNone));
  };

/** Conversion of the sessions that are of one kind. */
const conversionAmong =
  (isAmong: (cell: SessionCell) => boolean, whenNone: Reason) =>
  (sessions: MeasuredSessions): MetricValue => {
    const among = sessionsWhere(sessions, isAmong);
    return ofMeasuredDays(sessions, rateOf(among.completed, among.sessions, whenNone));
  };

/** What shoppers do in the storefront, of sessions that the web pixel saw. */
export const FUNNEL_RECORDS = {
  conversion_rate: metric({
    ...ofSessionsOfRange,
    better: "higher",
    formula: shareOfCounts("completed", "sessions", NO_SESSIONS),
    basis: sessionShare("isCompleted", "one"),
  }),
  conversion_rate_mobile: metric({
    ...ofSessionsOfRange,
    better: "higher",
    // Tablets are none.
    formula: conversionAmong(({ device }) => device === "mobile", because("noMobileSessions")),
    basis: sessionShare("isMobileCompleted", "isMobile"),
  }),
  add_to_cart_rate: metric({
    ...ofSessionsOfRange,
    better: "higher",
    formula: shareOfCounts("cart", "sessions", NO_SESSIONS),
    basis: sessionShare("hasCart", "one"),
  }),
  reached_checkout_rate: metric({
    ...ofSessionsOfRange,
    better: "higher",
    formula: shareOfCounts("checkout", "sessions", NO_SESSIONS),
    basis: sessionShare("hasCheckout", "one"),
  }),
  completed_checkout_rate: metric({
    ...ofSessionsOfRange,
    better: "higher",
    formula: shareOfCounts("completed", "sessions", NO_SESSIONS),
    basis: sessionShare("isCompleted", "one"),
  }),
  search_conversion_rate: metric({
    ...ofSessionsOfRange,
    better: "higher",
    formula: shareOfCounts("searchingCompleted", "searching", because("noSearches")),
    basis: sessionShare("isSearchingCompleted", "isSearching"),
  }),
  search_zero_result_rate: metric({
    ...ofSessionsOfRange,
    observed: "search",
    better: "lower",
    formula: shareOfCounts("searchesWithoutResult", "searches", because("noSearches")),
    basis: sessionShare("searchesWithoutResult", "searches"),
  }),
  traffic_concentration: metric({
    ...ofSessionsOfRange,
    better: "lower",
    formula(sessions) {
      const largest = largestSource(sessions);
      const among = sessionsWhere(sessions, ({ source }) => source === largest);
      return ofMeasuredDays(sessions, rateOf(among.sessions, sessionsWhere(sessions).sessions, NO_SESSIONS));
    },
    basis: sessionShare("isOfLargestSource", "one"),
  }),
  social_conversion_rate: metric({
    ...ofSessionsOfRange,
    better: "higher",
    formula: conversionAmong(({ source }) => source === "social", because("noSocialSessions")),
    basis: sessionShare("isSocialCompleted", "isSocial"),
  }),
  mobile_revenue_share: metric({
    ...shareOfMoney,
    ...ofOrders,
    knowsSegments: false,
    better: "neither",
    section: "conversion",
    goal: GOAL_OF_QUARTER,
    totals: (reader, range) => reader.measuredSales(range),
    formula: (sales) =>
      ofMeasuredDays(sales, shareOf(sales.mobile, sales.known, sales.orders, because("noKnownDevice"))),
    basis: { facts: "deviceSales", reading: "share", numerator: "mobileSales", denominator: "knownSales" },
  }),
  oos_hits: metric({
    ...ofSessionsOfRange,
    observed: "view",
    better: "lower",
    formula: shareOfCounts("soldOutViews", "knownViews", because("noKnownViews")),
    basis: sessionShare("soldOutViews", "knownViews"),
  }),
  conversion_by_prior_purchases: metric({
    ...ratio,
    ...ofSessions,
    needsFirstPurchase: true,
    better: "higher",
    section: "conversion",
    goal: GOAL_OF_QUARTER,
    totals: (reader, range) => reader.priorPurchases(range),
    // Sessions of customers with two earlier purchases against those of customers with none.
    formula(prior) {
      const [none, twice] = COMPARED_PRIOR_PURCHASES.map((number) => prior.groups[number]);
      const conversion = (group: typeof none) =>
        group && group.sessions > 0 ? group.completed / group.sessions : null;
      const [first, third] = [conversion(none), conversion(twice)];
      if (first === null || third === null || first === 0) {
        return ofMeasuredDays(prior, unavailable("ratio", because("tooFewKnownSessions")));
      }
      return ofMeasuredDays(prior, ratioFrom(third / first, (none?.sessions ?? 0) + (twice?.sessions ?? 0)));
    },
    basis: { facts: "priorPurchases", reading: "values", numerator: "isCompleted", denominator: "one" },
  }),
  pixel_coverage: metric({
    ...rate,
    ...ofOrders,
    knowsSegments: false,
    better: "higher",
    section: "conversion",
    goal: null,
    totals: (reader, range) => reader.measuredOrders(range),
    formula: (orders) => ofMeasuredDays(orders, rateOf(orders.seen, orders.orders, because("noOnlineOrders"))),
    basis: { facts: "onlineOrders", reading: "share", numerator: "wasSeen", denominator: "one" },
  }),
};
