import { readPulse } from "~/adapters/db/data-status.server";
import { hasOrders } from "~/adapters/db/order-values.server";
import { readDailySeries, readMatureCustomers, readShopProfile, type DailyTotals } from "~/adapters/db/rollups.server";
import { findShop } from "~/adapters/db/shops.server";
import { readValueByMonth } from "~/adapters/db/value-by-month.server";
import { withShop, type Tx } from "~/adapters/db/tenant.server";
import type { Definitions } from "~/domain/definitions";
import { HISTORY_LIMITED } from "~/domain/metrics/all-metrics";
import { averageOrderValue } from "~/domain/metrics/average-order-value";
import { METRICS, type MetricKey, type TrailingValueKey } from "~/domain/metrics/catalogue";
import { changeOf } from "~/domain/metrics/change";
import { checkoutAbandonmentRate } from "~/domain/metrics/checkout-abandonment";
import { FEW_DATA } from "~/domain/metrics/confidence";
import {
  HEADLINE_HORIZONS_DAYS,
  isHeadline,
  trailingCustomerValue,
  trailingRange,
  type HeadlineHorizon,
} from "~/domain/metrics/customer-value";
import { newCustomers } from "~/domain/metrics/customers";
import { unavailable, type MetricValue } from "~/domain/metrics/metric-value";
import { repeatRate } from "~/domain/metrics/repeat-rate";
import { netSales, orders } from "~/domain/metrics/sales";
import { allBuyers, netSalesOf } from "~/domain/metrics/sales-totals";
import type { MatureCustomers } from "~/domain/metrics/totals";
import {
  parseReportingWindow,
  type ComparisonRange,
  type DayRange,
  type ParsedWindow,
} from "~/domain/reporting-window";
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  firstDayOfMonth,
  monthOf,
  type EpochMs,
  type ShopDay,
} from "~/domain/shop-time";
import type { AppContext } from "../context.server";
import type { ChartPoint, Overview, OverviewCard } from "./overview";
import { readRangeTotals, type RangeTotals } from "./range-totals.server";

const TREND_MONTHS = 12;

/**
 * The numbers of the overview for the range its address asks for, as of now.
 *
 * @throws {Error} when the app has never read the shop.
 */
export async function loadOverview(
  context: Pick<AppContext, "db">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = Date.now(),
): Promise<Overview> {
  const directory = await findShop(context.db, shopId);
  return withShop(context.db, shopId, async (tx) => {
    // All numbers of one page are of one moment, whatever is applied meanwhile.
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const profile = await readShopProfile(tx, shopId);
    if (!directory || !profile) throw new Error(`Shop ${shopId} has no profile: install the app in it first.`);
    const { timeZone, definitions, isHistoryLimited } = profile;
    const installedAt = directory.installedAt?.getTime() ?? null;
    const parsed = parseReportingWindow(params, { timeZone, now, installedAt });
    const { range } = parsed.window;
    const earlier = parsed.comparisonRange;
    const threshold = definitions.abandonmentThresholdMinutes;
    const totals = await readRangeTotals(tx, shopId, { ...range, until: null }, now, threshold);
    const before = earlier && (await readRangeTotals(tx, shopId, earlier, now, threshold));
    const days = await readDailySeries(tx, shopId, range, now);
    const daysBefore = earlier ? await readDailySeries(tx, shopId, earlier, now) : [];
    const value = await readCustomerValue(tx, shopId, dayOf(now, timeZone), range, earlier, now);
    const pulse = await readPulse(tx, shopId);
    return {
      shop: {
        name: profile.name,
        domain: directory.domain,
        currencyCode: profile.currencyCode,
        timeZone,
        isHistoryLimited,
      },
      window: windowOf(parsed),
      asOf: now,
      newestEventAt: profile.newestEventAt,
      dataVersion: profile.dataVersion,
      pending: pulse?.pending ?? 0,
      hasOrders: await hasOrders(tx, shopId),
      cards: [...mainCards(totals, before, days, definitions), valueCard(value, isHistoryLimited)],
      secondRow: secondRow(totals, before, days),
      chart: {
        key: "net_sales",
        label: METRICS.net_sales.label,
        unit: "money",
        points: days.map(({ day, netSales: sold }) => ({ day, value: sold })),
        comparison: earlier ? comparisonPoints(days, daysBefore, earlier, before) : [],
        isLastIncomplete: parsed.isRunning,
      },
    };
  });
}

function windowOf({ window, preset, comparison, comparisonRange, errors }: ParsedWindow): Overview["window"] {
  return { range: window.range, preset, comparison, comparisonRange, errors };
}

function card(
  key: MetricKey,
  valueIn: (totals: RangeTotals) => MetricValue,
  totals: RangeTotals,
  before: RangeTotals | null,
  trend: readonly (number | null)[],
  errorOf?: (totals: RangeTotals) => number,
): OverviewCard {
  const value = valueIn(totals);
  const previous = before && valueIn(before);
  const error = errorOf && before ? { now: errorOf(totals), before: errorOf(before) } : undefined;
  const { label, definition } = METRICS[key];
  return { key, label, value, previous, change: changeOf(value, previous, error), trend, definition };
}

function mainCards(
  totals: RangeTotals,
  before: RangeTotals | null,
  days: readonly DailyTotals[],
  definitions: Definitions,
): OverviewCard[] {
  const meanValue = ({ sales }: RangeTotals) => averageOrderValue(allBuyers(sales), definitions);
  const dailyMean = days.map((day) => {
    const counted = day.orders - (definitions.excludeZeroValueFromAov ? day.zeroValueOrders : 0);
    return counted === 0 ? null : day.orderValue / counted;
  });
  const aov = card("aov", meanValue, totals, before, dailyMean);
  return [
    card(
      "repeat_rate",
      ({ customers }) => repeatRate(customers),
      totals,
      before,
      days.map((day) => repeatRate(day).value),
    ),
    { ...aov, label: `${aov.label} (AOV)` },
    card(
      "checkout_abandonment_rate",
      ({ checkouts }) => checkoutAbandonmentRate(checkouts),
      totals,
      before,
      days.map(({ checkouts }) => checkoutAbandonmentRate(checkouts).value),
    ),
  ];
}

function secondRow(totals: RangeTotals, before: RangeTotals | null, days: readonly DailyTotals[]): OverviewCard[] {
  return [
    card(
      "net_sales",
      ({ sales }) => netSales(allBuyers(sales)),
      totals,
      before,
      days.map((day) => day.netSales),
      // Orders arrive by chance and differ in size: the variance of their sum is the sum of their squares.
      ({ sales }) => Math.sqrt(allBuyers(sales).orderValueSquares),
    ),
    card(
      "orders",
      ({ sales }) => orders(sales),
      totals,
      before,
      days.map((day) => day.orders),
    ),
    card(
      "new_customers",
      ({ customers }) => newCustomers(customers),
      totals,
      before,
      days.map((day) => day.newCustomers),
    ),
  ];
}

interface CustomerValue {
  /** Null while no horizon has enough customers. */
  readonly horizon: HeadlineHorizon | null;
  readonly mature: MatureCustomers;
  readonly before: MatureCustomers | null;
  /** Mean value by month of acquisition, oldest first. */
  readonly trend: readonly number[];
}

async function readCustomerValue(
  tx: Tx,
  shopId: string,
  today: ShopDay,
  range: DayRange,
  earlier: DayRange | null,
  now: EpochMs,
): Promise<CustomerValue> {
  const read = (acquired: DayRange, horizon: HeadlineHorizon) =>
    readMatureCustomers(tx, shopId, acquired, horizon, now);
  let mature: MatureCustomers = { customers: 0, keptValue: 0, keptValueSquares: 0, repeaters: 0 };
  let horizon: HeadlineHorizon | null = null;
  for (const longest of HEADLINE_HORIZONS_DAYS) {
    mature = await read(trailingRange(today, longest), longest);
    if (!isHeadline(mature)) continue;
    horizon = longest;
    break;
  }
  if (horizon === null) return { horizon, mature, before: null, trend: [] };
  const months = await readValueByMonth(tx, shopId, monthsToMaturity(today, horizon), horizon);
  const trend = months.map(({ customers, keptValue }) => keptValue / customers);
  // The same figure as it stood when the earlier range ended, with refunds known since.
  const shift = daysBetween(earlier?.to ?? range.to, range.to);
  const before = earlier && (await read(trailingRange(addDays(today, -shift), horizon), horizon));
  return { horizon, mature, before, trend };
}

/** The last months of acquisition of which every customer has reached the horizon, up to its last whole day. */
function monthsToMaturity(today: ShopDay, horizon: HeadlineHorizon): DayRange {
  const to = addDays(today, -horizon - 1);
  return { from: firstDayOfMonth(addMonths(monthOf(to), 1 - TREND_MONTHS)), to };
}

function valueCard({ horizon, mature, before, trend }: CustomerValue, isHistoryLimited: boolean): OverviewCard {
  const shown = horizon ?? 30;
  const key: TrailingValueKey = `clv_observed_${shown}_trailing`;
  const { definition } = METRICS[key];
  const label = horizon === null ? "Customer value (CLV)" : `${METRICS[key].label} (CLV)`;
  const reason = isHistoryLimited
    ? HISTORY_LIMITED
    : `Shown once ${FEW_DATA} customers bought first at least ${shown} days ago; so far ${mature.customers} did.`;
  if (horizon === null || isHistoryLimited) {
    const value = unavailable("money", reason);
    return { key, label, value, previous: null, change: changeOf(value, null), trend: [], definition };
  }
  const value = trailingCustomerValue(mature, horizon);
  const previous = before && trailingCustomerValue(before, horizon);
  return { key, label, value, previous, change: changeOf(value, previous), trend, definition };
}

/** One earlier day beside each day of the range; the last one as far as it is compared. */
function comparisonPoints(
  days: readonly DailyTotals[],
  daysBefore: readonly DailyTotals[],
  earlier: ComparisonRange,
  before: RangeTotals | null,
): ChartPoint[] {
  return days.map((_, index) => {
    const day = addDays(earlier.from, index);
    const isLastPart = earlier.until !== null && day === earlier.to;
    if (isLastPart && before?.lastPart) return { day, value: netSalesOf(allBuyers(before.lastPart)) };
    return { day, value: daysBefore[index]?.netSales ?? null };
  });
}
