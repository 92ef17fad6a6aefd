import {
  readCheckoutExclusions,
  readOrderExclusions,
  readTooYoung,
} from "~/adapters/db/facts/explain/exclusions.server";
import { explainedCheckouts } from "~/adapters/db/facts/explain/explained-checkouts.server";
import { explainedAcquired, explainedBuyers } from "~/adapters/db/facts/explain/explained-customers.server";
import { explainedLedger } from "~/adapters/db/facts/explain/explained-ledger.server";
import {
  explainedDeviceSales,
  explainedOnlineOrders,
} from "~/adapters/db/facts/explain/explained-measured-orders.server";
import { explainedOrders, explainedShipping } from "~/adapters/db/facts/explain/explained-orders.server";
import {
  explainedCarts,
  explainedPriorPurchases,
  explainedSessions,
} from "~/adapters/db/facts/explain/explained-visits.server";
import { explainedAssisted, explainedDrawnViews } from "~/adapters/db/facts/explain/explained-recommendations.server";
import {
  readListInParts,
  readListPage,
  readListTotals,
  type FactQuery,
} from "~/adapters/db/facts/explain/fact-list.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readMeasuredCarts } from "~/adapters/db/totals/measured-totals.server";
import type { Basis, ForecastBasis } from "~/domain/metrics/records/basis";
import { acquisitionRange, baseRange, coveredRange } from "~/domain/metrics/explain/covered-range";
import { listTotals, type ExplainedRow, type ListTotals } from "~/domain/metrics/explain/explained-row";
import { openCarts, orderScope, type Exclusions } from "~/domain/metrics/explain/exclusions";
import { compareRows, type ListOrder } from "~/domain/metrics/explain/list-order";
import type { PurchaserBasis } from "~/domain/metrics/explain/purchaser-rows";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";

/** Where the facts behind a number come from: the database, or a history held in memory. */
export interface FactSource {
  totals(): Promise<ListTotals>;
  page(order: ListOrder, limit: number, offset: number): Promise<ExplainedRow[]>;
  /** At most `most` rows, a few thousand at a time. */
  parts(order: ListOrder, most: number): AsyncIterable<ExplainedRow[]>;
}

export function sourceOfRows(rows: readonly ExplainedRow[], hasDenominator: boolean): FactSource {
  const sorted = (order: ListOrder) => [...rows].sort(compareRows(order));
  return {
    totals: async () => listTotals(rows, hasDenominator),
    page: async (order, limit, offset) => sorted(order).slice(offset, offset + limit),
    async *parts(order, most) {
      yield sorted(order).slice(0, most);
    },
  };
}

export function sourceOfQuery(tx: Tx, query: FactQuery): FactSource {
  return {
    totals: () => readListTotals(tx, query),
    page: (order, limit, offset) => readListPage(tx, query, order, limit, offset),
    parts: (order, most) => readListInParts(tx, query, order, most),
  };
}

/** The facts behind a number of now that the database can list by itself. */
export function factQuery(
  shopId: string,
  basis: Exclude<Basis, PurchaserBasis | ForecastBasis>,
  range: DayRange,
  segment: Segment,
  context: MetricContext,
): FactQuery {
  const { asOf, definitions, timeZone } = context;
  switch (basis.facts) {
    case "orders":
      return explainedOrders(shopId, basis, range, definitions.excludeZeroValueFromAov, segment);
    case "shipping":
      return explainedShipping(shopId, basis, range, segment);
    case "ledger":
      return explainedLedger(shopId, basis, range, baseRange(basis, range), segment);
    case "buyers":
      return explainedBuyers(shopId, basis, coveredRange(basis, range, context) ?? range, segment);
    case "acquired":
      return explainedAcquired(shopId, basis, acquisitionRange(basis, range, asOf, timeZone), asOf, segment);
    case "checkouts":
      return explainedCheckouts(shopId, basis, range, asOf, definitions.abandonmentThresholdMinutes);
    case "sessions":
      return explainedSessions(shopId, basis, range);
    case "priorPurchases":
      return explainedPriorPurchases(shopId, basis, range);
    case "carts":
      return explainedCarts(shopId, basis, range, asOf);
    case "onlineOrders":
      return explainedOnlineOrders(shopId, basis, range, definitions.checkoutSources);
    case "deviceSales":
      return explainedDeviceSales(shopId, basis, range);
    case "assisted":
      return explainedAssisted(shopId, range);
    case "drawnViews":
      return explainedDrawnViews(shopId, range);
  }
}

/** What was left out of a number of now. */
export async function readExclusions(
  tx: Tx,
  shopId: string,
  basis: Basis,
  range: DayRange,
  segment: Segment,
  context: MetricContext,
): Promise<Exclusions> {
  const { asOf, definitions } = context;
  if (basis.facts === "carts") return openCarts(await readMeasuredCarts(tx, shopId, range, asOf));
  const scope = orderScope(basis, range, context);
  if (!scope && basis.facts !== "checkouts") return {};
  if (!scope) return readCheckoutExclusions(tx, shopId, range, asOf, definitions);
  const ofOrders = await readOrderExclusions(tx, shopId, scope, segment);
  if (basis.facts !== "acquired" || basis.horizonDays === null) return ofOrders;
  return { ...ofOrders, ...(await readTooYoung(tx, shopId, scope.range, basis.horizonDays, asOf, segment)) };
}
