import { readCheckoutsOfPart, readCustomersAddedByPart, readSalesOfPart } from "~/adapters/db/part-of-day.server";
import { readCheckoutTotals, readCustomerTotals, readSalesTotals } from "~/adapters/db/rollups.server";
import type { Tx } from "~/adapters/db/tenant.server";
import { addTotals } from "~/domain/metrics/add-totals";
import { addSalesTotalsByBuyer } from "~/domain/metrics/sales-totals";
import type { CheckoutTotals, CustomerTotals, SalesTotalsByBuyer } from "~/domain/metrics/totals";
import type { ComparisonRange } from "~/domain/reporting-window";
import { addDays, type EpochMs } from "~/domain/shop-time";

/** What the cards of the overview are read from. */
export interface RangeTotals {
  readonly sales: SalesTotalsByBuyer;
  readonly customers: CustomerTotals;
  readonly checkouts: CheckoutTotals;
  /** Of the part of the last day alone, when the range ends within a day. */
  readonly lastPart: SalesTotalsByBuyer | null;
}

/** The totals of whole days from the rollups, and of a last day's part from its own rows. */
export async function readRangeTotals(
  tx: Tx,
  shopId: string,
  range: ComparisonRange,
  now: EpochMs,
  thresholdMinutes: number,
): Promise<RangeTotals> {
  const { until } = range;
  const whole = until === null ? range : { from: range.from, to: addDays(range.to, -1) };
  const sales = await readSalesTotals(tx, shopId, whole);
  const customers = await readCustomerTotals(tx, shopId, whole);
  const checkouts = await readCheckoutTotals(tx, shopId, whole, now);
  if (until === null) return { sales, customers, checkouts, lastPart: null };
  const part = { day: range.to, until };
  const lastPart = await readSalesOfPart(tx, shopId, part);
  return {
    sales: addSalesTotalsByBuyer(sales, lastPart),
    customers: addTotals(customers, await readCustomersAddedByPart(tx, shopId, range, until)),
    checkouts: addTotals(checkouts, await readCheckoutsOfPart(tx, shopId, part, now, thresholdMinutes)),
    lastPart,
  };
}
