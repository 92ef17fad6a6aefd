import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readCheckoutsKnownFrom } from "~/adapters/db/shop/known-checkouts.server";
import {
  readCheckoutsOfPart,
  readCustomersAddedByPart,
  readSalesOfPart,
} from "~/adapters/db/totals/part-of-day.server";
import {
  readCheckoutTotals,
  readCustomerTotals,
  readDailySeries,
  readSalesTotals,
  type DailyTotals,
} from "~/adapters/db/totals/rollups.server";
import { readFilteredCustomerDays, readFilteredCustomerTotals } from "~/adapters/db/totals/segment-customers.server";
import { readSegmentDays, totalsOfDays } from "~/adapters/db/totals/segment-sales.server";
import { addSalesTotalsByBuyer, allBuyers, netSalesOf } from "~/domain/metrics/totals/sales-totals";
import type {
  CheckoutCounts,
  CheckoutTotals,
  CustomerTotals,
  SalesTotalsByBuyer,
} from "~/domain/metrics/totals/totals";
import { addTotals } from "~/domain/numeric/add-totals";
import { cutOf } from "~/domain/orders/known-checkouts";
import { isWholeShop, type Segment } from "~/domain/orders/segment";
import type { ComparisonRange } from "~/domain/time/reporting-window";
import { addDays, type EpochMs } from "~/domain/time/shop-time";

/** What the cards and charts of a page are read from. */
export interface RangeTotals {
  readonly sales: SalesTotalsByBuyer;
  readonly customers: CustomerTotals;
  /** Of the whole shop, whatever the segment: a checkout knows no channel, country or discount. */
  readonly checkouts: CheckoutTotals;
  /** Of the part of the last day alone, when the range ends within a day. */
  readonly lastPart: SalesTotalsByBuyer | null;
  /** The same of its checkouts, of the whole shop. */
  readonly lastCheckouts: CheckoutCounts | null;
  /** Every day of the range, first to last. */
  readonly days: readonly DailyTotals[];
}

/**
 * The totals of a range. Those of the whole shop come from the rollups, with a last day's part from its own rows; those
 * of a segment from the facts of the range.
 */
export async function readRangeTotals(
  tx: Tx,
  shopId: string,
  range: ComparisonRange,
  now: EpochMs,
  thresholdMinutes: number,
  segment: Segment = {},
): Promise<RangeTotals> {
  const { until } = range;
  const whole = until === null ? range : { from: range.from, to: addDays(range.to, -1) };
  const days = await readDailySeries(tx, shopId, range, now);
  const { cut: _, ...wholeDays } = await readCheckoutTotals(tx, shopId, whole, now);
  const lastCheckouts =
    until === null ? null : await readCheckoutsOfPart(tx, shopId, { day: range.to, until }, now, thresholdMinutes);
  const checkouts = {
    ...(lastCheckouts ? addTotals(wholeDays, lastCheckouts) : wholeDays),
    cut: cutOf(range, await readCheckoutsKnownFrom(tx, shopId)),
  };
  if (!isWholeShop(segment)) {
    return { ...(await readSegmentTotals(tx, shopId, range, segment, days)), checkouts, lastCheckouts };
  }
  const sales = await readSalesTotals(tx, shopId, whole);
  const customers = await readCustomerTotals(tx, shopId, whole);
  if (until === null) return { sales, customers, checkouts, lastPart: null, lastCheckouts, days };
  const lastPart = await readSalesOfPart(tx, shopId, { day: range.to, until });
  return {
    sales: addSalesTotalsByBuyer(sales, lastPart),
    customers: addTotals(customers, await readCustomersAddedByPart(tx, shopId, range, until)),
    checkouts,
    lastPart,
    lastCheckouts,
    days,
  };
}

async function readSegmentTotals(
  tx: Tx,
  shopId: string,
  range: ComparisonRange,
  segment: Segment,
  days: readonly DailyTotals[],
): Promise<Omit<RangeTotals, "checkouts" | "lastCheckouts">> {
  const { until } = range;
  const segmentDays = await readSegmentDays(tx, shopId, range, segment, until);
  const { repeaters: _, ...customers } = await readFilteredCustomerTotals(tx, shopId, range, segment, until);
  const customersOf = new Map(
    (await readFilteredCustomerDays(tx, shopId, range, segment)).map(({ day, ...totals }) => [day, totals]),
  );
  return {
    sales: totalsOfDays(segmentDays),
    customers,
    lastPart: until === null ? null : totalsOfDays(segmentDays.filter(({ day }) => day === range.to)),
    days: days.map(({ day, checkouts }): DailyTotals => {
      const sales = allBuyers(totalsOfDays(segmentDays.filter((each) => each.day === day)));
      const { orders, purchases, orderValue, zeroValueOrders } = sales;
      const buyers = customersOf.get(day) ?? { customers: 0, newCustomers: 0, returningCustomers: 0 };
      return { day, orders, purchases, orderValue, zeroValueOrders, netSales: netSalesOf(sales), ...buyers, checkouts };
    }),
  };
}
