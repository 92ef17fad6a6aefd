import { readCohortCells } from "~/adapters/db/cohorts.server";
import { readShopHistory } from "~/adapters/db/facts.server";
import { readBaselines, type Baseline } from "~/adapters/db/goals.server";
import { readMedianOrderValue } from "~/adapters/db/order-values.server";
import { readPurchasers } from "~/adapters/db/purchasers.server";
import {
  readCheckoutTotals,
  readCustomerTotals,
  readLifetimeTotals,
  readMatureCustomers,
  readRepeatersInRange,
  readSalesTotals,
  readShopProfile,
} from "~/adapters/db/rollups.server";
import { withShop, type Tx } from "~/adapters/db/tenant.server";
import { allMetrics, type ReportTotals } from "~/domain/metrics/all-metrics";
import { METRICS, METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue";
import { cohortCells, cohortTable, type CohortCell } from "~/domain/metrics/cohorts";
import { trailingRange } from "~/domain/metrics/customer-value";
import type { MetricContext } from "~/domain/metrics/metric-context";
import { purchaseBook, type Purchaser } from "~/domain/metrics/purchase-book";
import { reportTotals, timelineTotals, trailing365 } from "~/domain/metrics/report-totals";
import { VALUE_HORIZONS_DAYS, type MatureCustomers, type ValueHorizon } from "~/domain/metrics/totals";
import { previousPeriod, previousYear, type DayRange } from "~/domain/reporting-window";
import { dayOf, isShopDay, startOfDay, type EpochMs } from "~/domain/shop-time";
import type { AppContext } from "../context.server";
import { reportedGoals } from "./report-goals";
import { reportTables, type ReportTables } from "./report-tables";
import { reportedMetric, type ReportedMetric } from "./reported-metric";

export interface ReportRequest {
  /** First day, in the shop's time zone. */
  readonly from: string;
  /** Last day, included. */
  readonly to: string;
  /** What was known at that moment, an ISO instant or a day's first moment; now when absent. */
  readonly asOf?: string;
}

/** Every metric of one range, and the lists beside them. */
export interface ShopReport {
  readonly metrics: Readonly<Record<MetricKey, ReportedMetric>>;
  readonly tables: ReportTables;
}

/**
 * The numbers of a shop for a range of days. Those of now are read from the stored rollups; those of an earlier
 * moment are folded from the shop's whole history, which is exact for any moment and slower.
 *
 * @throws {RangeError} naming what is wrong with the request.
 */
export async function shopReport(
  context: Pick<AppContext, "db">,
  shopId: string,
  { from, to, asOf }: ReportRequest,
): Promise<ShopReport> {
  const [report] = await shopReports(context, shopId, [{ from, to }], asOf);
  if (!report) throw new Error("one range was asked for and no report came back");
  return report;
}

/** The reports of several ranges, parallel to them, of one and the same state of the shop. */
export async function shopReports(
  context: Pick<AppContext, "db">,
  shopId: string,
  ranges: readonly DayRange[],
  asOf?: string,
): Promise<ShopReport[]> {
  const checked = ranges.map(checkedRange);
  return withShop(context.db, shopId, async (tx) => {
    // All numbers are of one moment, whatever is applied meanwhile.
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const shop = await readShopProfile(tx, shopId);
    if (!shop) throw new RangeError("The app has not read this shop yet: open it in Shopify once.");
    const { timeZone, currencyCode, definitions, isHistoryLimited } = shop;
    const moment = asOf === undefined ? Date.now() : momentOf(asOf, timeZone);
    const metricContext = { timeZone, asOf: moment, definitions, currencyCode, isHistoryLimited };
    const history = asOf === undefined ? null : await readShopHistory(tx, shopId);
    const cells = history ? cohortCells(history.orders, metricContext) : await readCohortCells(tx, shopId);
    const purchasers = history
      ? purchaseBook(history.orders, metricContext).purchasers
      : await readPurchasers(tx, shopId);
    const baselines = await readBaselines(tx, shopId);
    const reports: ShopReport[] = [];
    for (const range of checked) {
      const totals = history
        ? reportTotals(history, range, metricContext)
        : await readTotals(tx, shopId, range, purchasers, metricContext);
      reports.push(reportOf(totals, cells, baselines, metricContext, shop.definitionVersion));
    }
    return reports;
  });
}

function reportOf(
  totals: ReportTotals,
  cells: readonly CohortCell[],
  baselines: readonly Baseline[],
  { asOf, currencyCode, definitions, isHistoryLimited, timeZone }: MetricContext,
  definitionVersion: number,
): ShopReport {
  const metrics = allMetrics(totals, definitions, isHistoryLimited);
  const stamp = { currencyCode, asOf: new Date(asOf).toISOString(), definitionVersion };
  return {
    metrics: Object.fromEntries(
      METRIC_KEYS.map((key) => [key, reportedMetric(metrics[key], METRICS[key], stamp)]),
    ) as Record<MetricKey, ReportedMetric>,
    tables: reportTables(
      totals,
      isHistoryLimited ? [] : cohortTable(cells, asOf, timeZone),
      reportedGoals(metrics, baselines, currencyCode),
      currencyCode,
    ),
  };
}

/** The totals of a range from the stored rollups, as of now. */
async function readTotals(
  tx: Tx,
  shopId: string,
  range: DayRange,
  purchasers: readonly Purchaser[],
  context: MetricContext,
): Promise<ReportTotals> {
  const today = dayOf(context.asOf, context.timeZone);
  return {
    sales: await readSalesTotals(tx, shopId, range),
    salesBefore: await readSalesTotals(tx, shopId, previousPeriod(range)),
    salesYearBefore: await readSalesTotals(tx, shopId, previousYear(range)),
    customers: await readCustomerTotals(tx, shopId, range),
    repeatersInRange: await readRepeatersInRange(tx, shopId, range),
    customersTrailing365: await readCustomerTotals(tx, shopId, trailing365(range)),
    lifetime: await readLifetimeTotals(tx, shopId),
    mature: await readMatureBy(tx, shopId, () => range, context.asOf),
    matureTrailing: await readMatureBy(tx, shopId, (horizon) => trailingRange(today, horizon), context.asOf),
    checkouts: await readCheckoutTotals(tx, shopId, range, context.asOf),
    medianOrderValue: await readMedianOrderValue(tx, shopId, { ...range, until: null }),
    ...timelineTotals(purchasers, range, context),
  };
}

async function readMatureBy(
  tx: Tx,
  shopId: string,
  rangeOf: (horizon: ValueHorizon) => DayRange,
  asOf: EpochMs,
): Promise<Record<ValueHorizon, MatureCustomers>> {
  const entries: [ValueHorizon, MatureCustomers][] = [];
  for (const horizon of VALUE_HORIZONS_DAYS) {
    entries.push([horizon, await readMatureCustomers(tx, shopId, rangeOf(horizon), horizon, asOf)]);
  }
  return Object.fromEntries(entries) as Record<ValueHorizon, MatureCustomers>;
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
