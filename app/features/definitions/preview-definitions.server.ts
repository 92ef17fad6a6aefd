import { readCheckoutsAsIf, readOrdersAsIf } from "~/adapters/db/totals/as-if.server";
import { readForecast } from "~/adapters/db/forecast/forecasts.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { shopProfileOf, type ShopProfile } from "~/adapters/db/shop/profile.server";
import {
  readCheckoutTotals,
  readCustomerTotals,
  readMatureCustomers,
  readSalesTotals,
} from "~/adapters/db/totals/rollups.server";
import { withShopSnapshot, type Tx } from "~/adapters/db/connect/tenant.server";
import type { Definitions } from "~/domain/orders/definitions";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { checkoutTotals, movedCheckouts } from "~/domain/metrics/totals/checkout-totals";
import { headlineCustomers } from "~/domain/metrics/totals/headline-customers";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import { allBuyers, untoldBuyers } from "~/domain/metrics/totals/sales-totals";
import type { ForecastTotals } from "~/domain/metrics/totals/forecast-totals";
import { rediscountedTotals } from "~/domain/metrics/totals/rediscounted-totals";
import { isReason } from "~/domain/metrics/confidence/reason";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import type {
  CheckoutCounts,
  CheckoutTotals,
  CustomerTotals,
  MatureCustomers,
  SalesTotals,
} from "~/domain/metrics/totals/totals";
import type { DayRange } from "~/domain/time/reporting-window";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { contextAsOf } from "../totals/context-as-of";
import { metricLabel } from "~/ui/format/metric-words";
import { readShownForecast } from "../totals/stored-forecast.server";
import { totalsOfNow } from "../totals/totals-of-now.server";
import type { DefinitionsPreview, PreviewedMetric, PreviewResult } from "./definitions";
import { parseWantedDefinitions } from "./wanted-definitions";
import { readRules } from "./wanted-rules.server";

/**
 * The headline numbers of a range as they are and as they would be with some switches set otherwise: what the pages
 * show once the change is rebuilt. Nothing is written.
 *
 * @param changes - only the switches to set, on top of what is already on its way; untrusted.
 */
export async function previewDefinitions(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  changes: unknown,
  range: DayRange,
  now: EpochMs = context.now(),
): Promise<PreviewResult> {
  const parsed = parseWantedDefinitions(changes);
  if (!parsed.ok) return { status: "invalid", errors: parsed.errors };
  return withShopSnapshot(context.db, shopId, async (tx) => {
    const rules = await readRules(tx, shopId);
    const after = { ...rules.wanted.definitions, ...parsed.changes };
    return { status: "ready", preview: await readPreview(tx, shopId, rules.inForce.definitions, after, range, now) };
  });
}

const ALL_DAYS: DayRange = { from: "0001-01-01", to: "9999-12-31" };

async function readPreview(
  tx: Tx,
  shopId: string,
  before: Definitions,
  after: Definitions,
  range: DayRange,
  now: EpochMs,
): Promise<DefinitionsPreview> {
  const profile = await shopProfileOf(tx, shopId);
  const { isHistoryLimited, timeZone } = profile;
  // The customer value the overview shows now: its horizon stays, so that before and after are of the same one.
  const value = await headlineCustomers(dayOf(now, timeZone), (acquired, horizon) =>
    readMatureCustomers(tx, shopId, acquired, horizon, now),
  );
  const is: Totals = {
    sales: allBuyers(await readSalesTotals(tx, shopId, range)),
    customers: await readCustomerTotals(tx, shopId, range),
    checkouts: await readCheckoutTotals(tx, shopId, range, now),
    mature: value.mature,
  };
  const orders = await readOrdersAsIf(tx, shopId, {
    range,
    definitions: after,
    isHistoryLimited,
    now,
    acquired: value.acquired,
    horizonDays: value.horizon,
  });
  const checkouts = await checkoutsAsIf(tx, shopId, range, profile, { before, after }, now);
  const { added, ...counted } = orders.sales;
  const would: Totals = {
    sales: {
      ...is.sales,
      ...counted,
      grossSales: is.sales.grossSales + added.grossSales,
      discounts: is.sales.discounts + added.discounts,
      returns: is.sales.returns + added.returns,
    },
    customers: orders.customers,
    checkouts: { ...checkouts.totals, cut: is.checkouts.cut },
    mature: orders.mature,
  };
  const contextBy = (definitions: Definitions) => contextAsOf({ ...profile, definitions }, now);
  const stored = totalsOfNow(tx, shopId, profile, contextBy(before));
  const read = (key: MetricKey, totals: Totals, definitions: Definitions) =>
    readMetric(key, readerOf(totals, stored), range, contextBy(definitions));
  const keys: readonly MetricKey[] = [
    "repeat_rate",
    "aov",
    "checkout_abandonment_rate",
    `clv_observed_${value.horizon}_trailing`,
    "net_sales",
    "orders",
    "customers",
    "new_customers",
  ];
  const metrics: PreviewedMetric[] = [];
  for (const key of keys) {
    metrics.push({
      key,
      label: metricLabel(key),
      before: await read(key, is, before),
      after: await read(key, would, after),
    });
  }
  if (before.annualDiscountPercent !== after.annualDiscountPercent) {
    metrics.push(...(await discountedMetrics(tx, shopId, profile, stored, after.annualDiscountPercent, now)));
  }
  return {
    range,
    asOf: now,
    before,
    after,
    metrics,
    moved: { ...orders.moved, checkouts: checkouts.moved },
    movedEver: { ...orders.movedEver, checkouts: checkouts.movedEver },
    setApart: await customersSetApart(tx, shopId, profile),
  };
}

async function customersSetApart(tx: Tx, shopId: string, profile: ShopProfile): Promise<number | null> {
  const forecast = await readForecast(tx, shopId, profile.definitionVersion);
  if (!forecast) return null;
  const { setApart } = forecast.summary;
  return setApart ? setApart.frequency + setApart.value : 0;
}

/** What an annual rate moves: expected value. Nothing while there is no forecast. */
async function discountedMetrics(
  tx: Tx,
  shopId: string,
  profile: ShopProfile,
  stored: TotalsReader,
  percent: number,
  now: EpochMs,
): Promise<PreviewedMetric[]> {
  const shown = await readShownForecast(tx, shopId, profile, now);
  if (isReason(shown)) return [];
  const today = dayOf(now, profile.timeZone);
  const is = await stored.forecast();
  const would = rediscountedTotals(is, shown.summary, percent);
  const read = (key: MetricKey, totals: ForecastTotals) =>
    readMetric(
      key,
      { ...stored, forecast: () => Promise.resolve(totals) },
      { from: today, to: today },
      contextAsOf(profile, now),
    );
  const metrics: PreviewedMetric[] = [];
  for (const key of ["clv_predicted_12", "expected_value_12"] as const) {
    metrics.push({ key, label: metricLabel(key), before: await read(key, is), after: await read(key, would) });
  }
  return metrics;
}

interface CheckoutsAsIf {
  readonly totals: CheckoutCounts;
  /** Whose state would be another one, of the range and of all days. */
  readonly moved: number;
  readonly movedEver: number;
}

/**
 * Where checkouts would stand. Another threshold moves only ended ones, which the database tells; other sources join
 * and part orders and checkouts anew, so they are folded from the whole history.
 */
async function checkoutsAsIf(
  tx: Tx,
  shopId: string,
  range: DayRange,
  profile: ShopProfile,
  { before, after }: { readonly before: Definitions; readonly after: Definitions },
  now: EpochMs,
): Promise<CheckoutsAsIf> {
  if (String(before.checkoutSources) === String(after.checkoutSources)) {
    const thresholds = { before: before.abandonmentThresholdMinutes, after: after.abandonmentThresholdMinutes };
    const { totals, moved } = await readCheckoutsAsIf(tx, shopId, range, thresholds, now);
    // No state depends on anything else, so mostly there is nothing to look for.
    const isMoved = thresholds.before !== thresholds.after;
    const movedEver = isMoved ? (await readCheckoutsAsIf(tx, shopId, ALL_DAYS, thresholds, now)).moved : 0;
    return { totals, moved, movedEver };
  }
  const history = await readShopHistory(tx, shopId);
  const contextBy = (definitions: Definitions) => contextAsOf({ ...profile, definitions }, now);
  const movedIn = (days: DayRange) => movedCheckouts(history, days, contextBy(before), contextBy(after));
  return {
    totals: checkoutTotals(history, range, contextBy(after)),
    moved: movedIn(range),
    movedEver: movedIn(ALL_DAYS),
  };
}

interface Totals {
  readonly sales: SalesTotals;
  readonly customers: CustomerTotals;
  readonly checkouts: CheckoutTotals;
  readonly mature: MatureCustomers;
}

/** A reader of the range that answers with these totals. */
function readerOf({ sales, customers, checkouts, mature }: Totals, stored: TotalsReader): TotalsReader {
  return {
    ...stored,
    sales: () => Promise.resolve(untoldBuyers(sales)),
    customers: () => Promise.resolve(customers),
    checkouts: () => Promise.resolve(checkouts),
    mature: () => Promise.resolve(mature),
  };
}
