import { readMedianOrderValue } from "~/adapters/db/order-values.server";
import {
  readCheckoutTotals,
  readCustomerTotals,
  readLifetimeTotals,
  readMatureCustomers,
  readRepeatersInRange,
  readSalesTotals,
} from "~/adapters/db/rollups.server";
import type { Tx } from "~/adapters/db/tenant.server";
import { allMetrics, type ReportTotals } from "~/domain/metrics/all-metrics";
import type { MetricKey } from "~/domain/metrics/catalogue";
import type { Basis } from "~/domain/metrics/explain/basis";
import { acquisitionRange, baseRange } from "~/domain/metrics/explain/explained-rows";
import type { MetricContext } from "~/domain/metrics/metric-context";
import type { MetricValue } from "~/domain/metrics/metric-value";
import type { Purchaser } from "~/domain/metrics/purchase-book";
import { reportTotals, timelineTotals, trailing365 } from "~/domain/metrics/report-totals";
import { previousPeriod, type DayRange } from "~/domain/reporting-window";

const NOTHING = { orders: [], checkouts: [] };

/**
 * One metric of now as the pages show it: from the stored rollups, of which only those it needs are read.
 *
 * @param purchasers - for the metrics that are told by pauses and ranks.
 */
export async function readNumber(
  tx: Tx,
  shopId: string,
  key: MetricKey,
  basis: Basis,
  range: DayRange,
  purchasers: readonly Purchaser[],
  context: MetricContext,
): Promise<MetricValue> {
  const nothing = reportTotals(NOTHING, range, context);
  const totals = await readTotals(tx, shopId, basis, range, purchasers, context, nothing);
  return allMetrics({ ...nothing, ...totals }, context.definitions, context.isHistoryLimited)[key];
}

async function readTotals(
  tx: Tx,
  shopId: string,
  basis: Basis,
  range: DayRange,
  purchasers: readonly Purchaser[],
  context: MetricContext,
  nothing: ReportTotals,
): Promise<Partial<ReportTotals>> {
  const sales = () => readSalesTotals(tx, shopId, range);
  switch (basis.facts) {
    case "orders":
      return { sales: await sales(), medianOrderValue: await readMedianOrderValue(tx, shopId, range) };
    case "ledger": {
      const before = await readSalesTotals(tx, shopId, baseRange(basis, range) ?? previousPeriod(range));
      return { sales: await sales(), salesBefore: before, salesYearBefore: before };
    }
    case "shipping":
      return { sales: await sales() };
    case "buyers":
      return {
        sales: await sales(),
        customers: await readCustomerTotals(tx, shopId, range),
        repeatersInRange: await readRepeatersInRange(tx, shopId, range),
        customersTrailing365: await readCustomerTotals(tx, shopId, trailing365(range)),
      };
    case "acquired": {
      const { horizonDays } = basis;
      if (basis.acquired === "ever") return { lifetime: await readLifetimeTotals(tx, shopId) };
      if (horizonDays === null) return timelineTotals(purchasers, range, context);
      const acquired = acquisitionRange(basis, range, context.asOf, context.timeZone) ?? {};
      const mature = await readMatureCustomers(tx, shopId, acquired, horizonDays, context.asOf);
      const ofHorizon = { ...nothing.mature, [horizonDays]: mature };
      return { mature: ofHorizon, matureTrailing: ofHorizon };
    }
    case "checkouts":
      return { checkouts: await readCheckoutTotals(tx, shopId, range, context.asOf) };
    default:
      return timelineTotals(purchasers, range, context);
  }
}
