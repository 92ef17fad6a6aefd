import { readListResults } from "~/adapters/db/recommendations/list-results.server";
import { readShopifySessions } from "~/adapters/db/measurement/shopify-sessions.server";
import { readCohortCells } from "~/adapters/db/totals/cohorts.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { readBaselines, readGoalSettings } from "~/adapters/db/shop/goals.server";
import { readOtherSources } from "~/adapters/db/facts/other-sources.server";
import { readPurchasers } from "~/adapters/db/facts/purchasers.server";
import { readShopProfile, type ShopProfile } from "~/adapters/db/shop/profile.server";
import { countOrdersNotRead, type OrdersNotRead } from "~/adapters/db/inbox/unreadable-orders.server";
import { readOrderSources } from "~/adapters/db/totals/order-sources.server";
import { storedTotals } from "~/adapters/db/totals/stored-totals.server";
import { readCustomerQuality } from "~/adapters/db/facts/first-purchases.server";
import { readRfmCuts } from "~/adapters/db/facts/groups.server";
import { readOrderValues } from "~/adapters/db/totals/value-distributions.server";
import { withShopSnapshot, type Tx } from "~/adapters/db/connect/tenant.server";
import { METRICS, METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { cohortCells, cohortTable } from "~/domain/metrics/cohorts/cohorts";
import { customerQuality } from "~/domain/metrics/splits/customer-quality";
import { otherSources } from "~/domain/metrics/totals/other-sources";
import { orderValuesIn } from "~/domain/metrics/totals/order-values";
import { rfmCuts, rfmSubject } from "~/domain/groups/rfm";
import { acquiredIn, ordersWhere } from "~/domain/metrics/history/segmented-book";
import { orderSources as orderSourcesOf } from "~/domain/metrics/splits/order-sources";
import { valueDistribution } from "~/domain/metrics/splits/value-distribution";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import { forecastOfBook, forecastTotals, type ForecastTotals } from "~/domain/metrics/totals/forecast-totals";
import { customerSegment, isInSegment, isWholeShop, type Segment } from "~/domain/orders/segment";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { foldedTotals } from "~/domain/metrics/totals/folded-totals";
import { readEveryEarlierMetric, readEveryMetric } from "~/domain/metrics/catalogue/read-metric";
import { purchaseBook, type PurchaseBook } from "~/domain/metrics/history/purchase-book";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { previousPeriod, type DayRange } from "~/domain/time/reporting-window";
import { dayOf, isShopDay, startOfDay, type EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { contextAsOf, contextOfHistory } from "../totals/context-as-of";
import { readForecastTotals, readShownForecast } from "../totals/stored-forecast.server";
import { reportedForecasts, type ReportedForecasts } from "./report-forecast";
import { reportedGoals } from "./report-goals";
import { reportedGroups, type ReportedGroups } from "./report-groups";
import { reportedStorefront, type ReportedStorefront } from "./report-storefront";
import { reportedLists, type ReportedList } from "./report-recommendations";
import { reportTables, type ReportTables } from "./report-tables";
import { reportedMetric, type ReportedMetric, type ReportStamp } from "./reported-metric";
import { because, isReason } from "~/domain/metrics/confidence/reason";
import type { Reason } from "~/words/records/reasons";

export interface ReportRequest {
  /** First day, in the shop's time zone. */
  readonly from: string;
  /** Last day, included. */
  readonly to: string;
  /** What was known at that moment, an ISO instant or a day's first moment; now when absent. */
  readonly asOf?: string;
  /** The whole shop when absent. */
  readonly segment?: Segment;
}

/** Every metric of one range, and the lists beside them. */
export interface ShopReport {
  readonly metrics: Readonly<Record<MetricKey, ReportedMetric>>;
  readonly tables: ReportTables &
    ReportedGroups &
    ReportedForecasts &
    ReportedStorefront & {
      /** What each list of recommendations brought in each place. */
      readonly recommendations: readonly ReportedList[];
      /** Orders of the whole shop that the numbers lack or hold an older version of, as of now. */
      readonly ordersNotRead: OrdersNotRead;
    };
}

/**
 * The numbers of a shop for a range of days. Those of now are read from the stored rollups; those of an earlier
 * moment are folded from the shop's whole history, which is exact for any moment and slower.
 *
 * @throws {RangeError} naming what is wrong with the request.
 */
export async function shopReport(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  { from, to, asOf, segment }: ReportRequest,
): Promise<ShopReport> {
  const [report] = await shopReports(context, shopId, [{ from, to }], asOf, segment);
  if (!report) throw new Error("one range was asked for and no report came back");
  return report;
}

/** The reports of several ranges, parallel to them, of one and the same state of the shop. */
export async function shopReports(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  ranges: readonly DayRange[],
  asOf?: string,
  segment: Segment = {},
): Promise<ShopReport[]> {
  const checked = ranges.map(checkedRange);
  return withShopSnapshot(context.db, shopId, async (tx) => {
    const shop = await readShopProfile(tx, shopId);
    if (!shop) throw new RangeError("The app has not read this shop yet: open it in Shopify once.");
    const { timeZone, currencyCode, definitions, isHistoryLimited } = shop;
    const moment = asOf === undefined ? context.now() : momentOf(asOf, timeZone);
    const metricContext = asOf === undefined ? contextAsOf(shop, moment) : contextOfHistory(shop, moment);
    const history = asOf === undefined ? null : await readShopHistory(tx, shopId);
    const cells = history
      ? cohortCells(history.orders, metricContext, segment)
      : await readCohortCells(tx, shopId, segment);
    const book = history && purchaseBook(history.orders, metricContext);
    const acquired = book && acquiredIn(book, segment);
    const purchasers = acquired ?? (await readPurchasers(tx, shopId, segment));
    const cuts = book ? rfmCuts(book.purchasers.map(rfmSubject)) : await readRfmCuts(tx, shopId);
    const keptGoals = {
      settings: await readGoalSettings(tx, shopId),
      baselines: await readBaselines(tx, shopId),
      currencyCode,
    };
    const ordersNotRead = await countOrdersNotRead(tx, shopId);
    const forecast = book
      ? forecastAsOf(book, segment, metricContext)
      : await readForecastNow(tx, shopId, shop, moment, segment);
    const reports: ShopReport[] = [];
    const reader = history
      ? foldedTotals(history, metricContext, segment)
      : storedTotals(tx, shopId, metricContext, segment, {
          purchasers: () => Promise.resolve(purchasers),
          forecast: () => Promise.resolve(forecast.totals),
        });
    for (const range of checked) {
      const firstPurchases = await reader.firstPurchases(range);
      const orderValues = history
        ? valueDistribution(orderValuesIn(history.orders, range, metricContext, segment))
        : await readOrderValues(tx, shopId, range, segment);
      const quality = acquired
        ? customerQuality(acquired, range, metricContext)
        : await readCustomerQuality(tx, shopId, range, moment, segment);
      const groups = isHistoryLimited
        ? { purchasers: [], cuts: null, quality: [], orderValues, firstPurchases }
        : { purchasers, cuts, quality, orderValues, firstPurchases };
      const others = history
        ? otherSources(history, range, metricContext)
        : await readOtherSources(tx, shopId, range, definitions.checkoutSources);
      const metrics = await readEveryMetric(reader, range, metricContext);
      const comparison = await comparisonOf(reader, range, metricContext);
      const cohorts = isHistoryLimited ? [] : cohortTable(cells, moment, timeZone);
      const totals = { sales: await reader.sales(range), checkouts: await reader.checkouts(range) };
      const goals = reportedGoals(metrics, keptGoals);
      const orderSources = book
        ? orderSourcesOf(
            ordersWhere(book, (order) => isInSegment(order, segment)),
            range,
          )
        : await readOrderSources(tx, shopId, range, segment);
      // What Shopify counted is known as of now alone.
      const shopifySessions = await readShopifySessions(tx, shopId, range);
      const prior = isHistoryLimited ? null : await reader.priorPurchases(range);
      // Each list's part is known as of now alone.
      const { lists } = history ? { lists: [] } : await readListResults(tx, shopId, range);
      const stamp = { currencyCode, asOf: new Date(moment).toISOString(), definitionVersion: shop.definitionVersion };
      reports.push({
        metrics: reportedMetrics(metrics, comparison, forecast, stamp),
        tables: {
          ...reportTables(totals, cohorts, goals, others, currencyCode),
          ...reportedGroups(groups, range, metricContext),
          ...reportedForecasts(forecast.shown, currencyCode),
          ...reportedStorefront(await reader.sessions(range), prior, orderSources, shopifySessions, currencyCode),
          recommendations: reportedLists(lists, currencyCode),
          ordersNotRead,
        },
      });
    }
    return reports;
  });
}

/** What the numbers of a range are compared with. */
interface Comparison {
  readonly earlier: DayRange;
  readonly metrics: Readonly<Record<MetricKey, MetricValue | null>>;
}

/** The same number of days just before, as on the pages; nothing while the last day runs, for days then differ in length. */
async function comparisonOf(reader: TotalsReader, range: DayRange, context: MetricContext): Promise<Comparison | null> {
  if (range.to >= dayOf(context.asOf, context.timeZone)) return null;
  const earlier = previousPeriod(range);
  return { earlier, metrics: await readEveryEarlierMetric(reader, range, earlier, context) };
}

function reportedMetrics(
  metrics: Readonly<Record<MetricKey, MetricValue>>,
  comparison: Comparison | null,
  forecast: ForecastAndTotals,
  stamp: ReportStamp,
): Record<MetricKey, ReportedMetric> {
  const ofForecast = { ...stamp, asOf: new Date(forecast.asOf).toISOString() };
  const stampOf = (key: MetricKey) => (METRICS[key].isForecast ? ofForecast : stamp);
  return Object.fromEntries(
    METRIC_KEYS.map((key) => {
      const previous = comparison?.metrics[key];
      const before = comparison && previous ? { previous, range: comparison.earlier } : null;
      return [key, reportedMetric(metrics[key], METRICS[key], stampOf(key), before)];
    }),
  ) as Record<MetricKey, ReportedMetric>;
}

/** A forecast and the moment it is of, or why there is none. */
type ShownForecast = { readonly summary: ForecastSummary; readonly asOf: EpochMs } | Reason;

interface ForecastAndTotals {
  /** When the forecast was made; the report's own moment without one. */
  readonly asOf: EpochMs;
  readonly shown: ShownForecast;
  readonly totals: ForecastTotals;
}

const WHOLE_SHOP_ONLY = because("forecastOfShop");

async function readForecastNow(
  tx: Tx,
  shopId: string,
  shop: ShopProfile,
  now: EpochMs,
  segment: Segment,
): Promise<ForecastAndTotals> {
  const shown = await readShownForecast(tx, shopId, shop, now);
  const totals = await readForecastTotals(tx, shopId, shown, segment);
  const asOf = isReason(shown) ? now : shown.asOf;
  return { asOf, shown: isWholeShop(customerSegment(segment)) ? shown : WHOLE_SHOP_ONLY, totals };
}

function forecastAsOf(book: PurchaseBook, segment: Segment, context: MetricContext): ForecastAndTotals {
  const forecast = forecastOfBook(book, context);
  const shown = isReason(forecast) ? forecast : { summary: forecast.summary, asOf: context.asOf };
  return {
    asOf: context.asOf,
    shown: isWholeShop(customerSegment(segment)) ? shown : WHOLE_SHOP_ONLY,
    totals: forecastTotals(book, segment, context),
  };
}

function checkedRange({ from, to }: DayRange): DayRange {
  for (const day of [from, to]) {
    if (!isShopDay(day)) throw new RangeError(`"${day}" is no day: write it as year-month-day, such as 2026-01-31.`);
  }
  if (from > to) throw new RangeError(`The range ends on ${to}, before it starts on ${from}.`);
  return { from, to };
}

function momentOf(text: string, timeZone: string): EpochMs {
  if (isShopDay(text)) return startOfDay(text, timeZone);
  const moment = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) {
    throw new RangeError(`"${text}" is no moment: write it like 2026-01-31T18:00:00Z, or give a day.`);
  }
  return moment;
}
