import type {
  CustomerTotals,
  LifetimeTotals,
  MatureCustomers,
  SalesTotalsByBuyer,
  ValueHorizon,
} from "~/domain/metrics/totals/totals";
import { isWholeShop, type Segment } from "~/domain/orders/segment";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import {
  readCustomerTotals,
  readLifetimeTotals,
  readMatureCustomers,
  readRepeatersInRange,
  readSalesTotals,
} from "./rollups.server";
import {
  readFilteredCustomerTotals,
  readFilteredLifetimeTotals,
  readFilteredMatureCustomers,
} from "./segment-customers.server";
import { readFilteredSalesTotals } from "./segment-sales.server";

/*
 * Totals of a segment. The rollups tell buyers, channels, countries and discounts apart; what they do not tell, such as
 * first products and distinct customers, is added up from the facts of the range, found by their day: the time taken
 * follows the length of the range and not that of the history.
 */

/** The same whatever the segment: read from the rollups unless it names a first product. */
export function readMatureCustomersIn(
  tx: Tx,
  shopId: string,
  range: Partial<DayRange>,
  horizonDays: ValueHorizon,
  asOf: EpochMs,
  segment: Segment,
): Promise<MatureCustomers> {
  return segment.firstProductId === undefined
    ? readMatureCustomers(tx, shopId, range, horizonDays, asOf, segment)
    : readFilteredMatureCustomers(tx, shopId, range, horizonDays, asOf, segment);
}

export function readLifetimeTotalsIn(tx: Tx, shopId: string, segment: Segment): Promise<LifetimeTotals> {
  return segment.firstProductId === undefined
    ? readLifetimeTotals(tx, shopId, segment)
    : readFilteredLifetimeTotals(tx, shopId, segment);
}

/** Without those who bought twice in the range, whom the rollups do not know. */
export function readBuyersIn(tx: Tx, shopId: string, range: DayRange, segment: Segment): Promise<CustomerTotals> {
  return isWholeShop(segment)
    ? readCustomerTotals(tx, shopId, range)
    : readFilteredCustomerTotals(tx, shopId, range, segment);
}

export async function readCustomersIn(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
): Promise<CustomerTotals & { readonly repeaters: number }> {
  if (!isWholeShop(segment)) return readFilteredCustomerTotals(tx, shopId, range, segment);
  const customers = await readCustomerTotals(tx, shopId, range);
  return { ...customers, repeaters: await readRepeatersInRange(tx, shopId, range) };
}

export async function readSalesTotalsIn(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
): Promise<SalesTotalsByBuyer> {
  return isWholeShop(segment)
    ? readSalesTotals(tx, shopId, range)
    : readFilteredSalesTotals(tx, shopId, range, segment);
}
