import { readOrdersById } from "~/adapters/db/facts/facts.server";
import { readOrderIdsBetween, readStoredVersions, readTimelines } from "~/adapters/db/totals/reconciliation.server";
import type { ShopProfile } from "~/adapters/db/shop/profile.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { readOrders } from "~/adapters/shopify/read/read-orders.server";
import { readOrderVersions } from "~/adapters/shopify/read/read-report.server";
import type { CountedCause, Fraction } from "~/domain/reconciliation/reconciliation";
import {
  NOT_REPORTED,
  reportedOrder,
  returningByOrders,
  type CustomerOrder,
  type ReportableOrder,
} from "~/domain/reconciliation/reported-order";
import type { DayRange } from "~/domain/time/reporting-window";
import { endOfDay, startOfDay } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { ordersOfRows } from "./orders-of-rows";

/** Orders whose versions are compared, and those of them that are read whole. */
const MAX_COMPARED = 5_000;
const MAX_READ = 200;

export interface NotReceived {
  readonly cause: CountedCause;
  /** Shopify has a newer version of these, or we have none. */
  readonly orderIds: readonly string[];
}

/**
 * The orders of which Shopify has another version than is stored, read from Shopify and held against what is stored:
 * what they make up of each number. Whatever happened in the range raised its order's `updatedAt` since the range began.
 */
export async function ordersNotReceived(
  context: Pick<AppContext, "db">,
  admin: AdminClient,
  shopId: string,
  range: DayRange,
  profile: ShopProfile,
  signal?: AbortSignal,
): Promise<NotReceived> {
  const { timeZone, currencyCode } = profile;
  const [from, before] = [startOfDay(range.from, timeZone), endOfDay(range.to, timeZone)].map((at) => new Date(at));
  if (!from || !before) throw new RangeError("a range has two ends");
  const processed = await readOrderVersions(
    admin,
    `processed_at:>='${from.toISOString()}' processed_at:<'${before.toISOString()}'`,
    MAX_COMPARED,
    signal,
  );
  const changed = await readOrderVersions(admin, `updated_at:>='${from.toISOString()}'`, MAX_COMPARED, signal);
  const versions = new Map([...processed.versions, ...changed.versions]);
  const { stored, inRange } = await withShop(context.db, shopId, async (tx) => ({
    stored: await readStoredVersions(tx, shopId, [...versions.keys()]),
    inRange: await readOrderIdsBetween(tx, shopId, from, before),
  }));
  const newer = [...versions].flatMap(([orderId, updatedAt]) => {
    const known = stored.get(orderId);
    return known !== undefined && known >= updatedAt ? [] : [orderId];
  });
  // Orders that Shopify no longer shows, unless it hides them from the app for their age.
  const canSeeAll = processed.isComplete && !profile.isHistoryLimited;
  const gone = canSeeAll ? inRange.filter((orderId) => !versions.has(orderId)) : [];
  const looked = newer.slice(0, MAX_READ);
  const theirs = ordersOfRows((await readOrders(admin, looked, signal)).rows);
  const isComplete = processed.isComplete && changed.isComplete && looked.length === newer.length;
  return withShop(context.db, shopId, async (tx) => {
    const ours = await readOrdersById(tx, shopId, [...looked, ...gone]);
    const sums = (orders: readonly ReportableOrder[]) =>
      orders
        .map((order) => reportedOrder(order, range, timeZone, currencyCode))
        .reduce(
          (total, each) => ({
            orders: total.orders + each.orders,
            placedOrders: total.placedOrders + each.placedOrders,
            orderValue: total.orderValue + each.orderValue,
            grossSales: total.grossSales + each.grossSales,
            discounts: total.discounts + each.discounts,
            netSales: total.netSales + each.netSales,
          }),
          NOT_REPORTED,
        );
    const [here, there] = [sums(ours), sums(theirs)];
    const customerIds = [...new Set([...ours, ...theirs].flatMap(({ customerId }) => customerId ?? []))];
    const timelines = (await readTimelines(tx, shopId, customerIds)).map((order) => ({
      ...order,
      processedAt: order.processedAt.getTime(),
    }));
    const sum = (numerator: number): Fraction => ({ numerator, denominator: 0 });
    return {
      orderIds: newer,
      cause: {
        cause: "orders_not_received",
        count: newer.length + gone.length,
        isComplete,
        deltas: {
          orders: sum(there.orders - here.orders),
          gross_sales: sum(there.grossSales - here.grossSales),
          discounts: sum(there.discounts - here.discounts),
          net_sales: sum(there.netSales - here.netSales),
          average_order_value: {
            numerator: there.orderValue - here.orderValue,
            denominator: there.placedOrders - here.placedOrders,
          },
          returning_customer_rate: returningDelta(timelines, theirs, new Set([...looked, ...gone]), range, timeZone),
        },
      },
    };
  });
}

/** How the customers of the orders concerned count with Shopify's versions instead of the stored ones. */
function returningDelta(
  stored: readonly CustomerOrder[],
  theirs: readonly ReportableOrder[],
  replaced: ReadonlySet<string>,
  range: DayRange,
  timeZone: string,
): Fraction {
  const current = theirs.flatMap(({ id, customerId, processedAt, isTest }) =>
    customerId === null ? [] : [{ orderId: id, customerId, processedAt, isTest }],
  );
  const before = returningByOrders(stored, range, timeZone);
  const kept = stored.filter(({ orderId }) => !replaced.has(orderId));
  const after = returningByOrders([...kept, ...current], range, timeZone);
  return {
    numerator: after.numerator - before.numerator,
    denominator: after.denominator - before.denominator,
  };
}
