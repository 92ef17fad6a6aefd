import type { ApplyResult } from "~/adapters/db/ledger/apply.server";
import { readOrderWriters } from "~/adapters/db/ledger/order-writers.server";
import { lockShop } from "~/adapters/db/ledger/shop-rules.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { type OrdersRead, readOrders } from "~/adapters/shopify/read/read-orders.server";
import type { AppContext } from "~/context/context.server";
import { applyRead } from "./apply-rows.server";

/** Many come only when the app reads more of an order than it did; each by itself would take too long. */
const MOST_READ_AGAIN = 250;
/** Each further one needs somebody else to have written the same orders while they were read. */
const MAX_READINGS = 5;

/** Two versions of these orders have one `updated_at`, and none of them was read last for certain. */
class UnsettledTies extends Error {
  readonly orderIds: readonly string[];

  constructor(orderIds: readonly string[]) {
    super(`Versions of the orders ${orderIds.slice(0, 5).join(", ")} with one time keep changing while they are read.`);
    this.orderIds = orderIds;
  }
}

/** What Shopify says of orders, and who had written what was stored of them before it was asked. */
interface Reading {
  readonly orderIds: readonly string[];
  readonly writers: ReadonlyMap<string, string>;
  readonly read: OrdersRead;
}

/** Brings a batch in by `apply`, and after it what Shopify says of the orders it leaves undecided. */
export type Settled = <R extends ApplyResult | null>(apply: () => Promise<R>) => Promise<R>;

/**
 * A transaction of the shop that decides between versions of orders with one `updated_at`, which has whole seconds: what
 * Shopify says last is the newest. No lock is held while it is asked: the transaction that finds such orders is rolled
 * back, they are read, and it runs again; where nobody else has written them since, the reading is the newest there is.
 */
export async function withSettledTies<T>(
  { db }: Pick<AppContext, "db">,
  shopId: string,
  admin: AdminClient,
  signal: AbortSignal,
  work: (tx: Tx, settled: Settled) => Promise<T>,
): Promise<T> {
  let reading: Reading | null = null;
  for (let readings = 0; ; readings++) {
    try {
      const known: Reading | null = reading;
      return await withShop(db, shopId, (tx) => work(tx, (apply) => settle(tx, shopId, known, apply)));
    } catch (error) {
      if (!(error instanceof UnsettledTies) || readings === MAX_READINGS) throw error;
      const { orderIds } = error;
      const writers = await withShop(db, shopId, (tx) => readOrderWriters(tx, shopId, orderIds));
      reading = { orderIds, writers, read: await readOrders(admin, orderIds, signal) };
    }
  }
}

async function settle<R extends ApplyResult | null>(
  tx: Tx,
  shopId: string,
  reading: Reading | null,
  apply: () => Promise<R>,
): Promise<R> {
  if (reading !== null) {
    await lockShop(tx, shopId);
    const writers = await readOrderWriters(tx, shopId, reading.orderIds);
    const isNewest = reading.orderIds.every((id) => writers.get(id) === reading.writers.get(id));
    if (!isNewest) throw new UnsettledTies(reading.orderIds);
  }
  const applied = await apply();
  const conflicting = applied?.conflictingOrderIds ?? [];
  const isKnown = conflicting.every((id) => reading?.orderIds.includes(id));
  if (!isKnown && conflicting.length <= MOST_READ_AGAIN) throw new UnsettledTies(conflicting);
  if (reading !== null) await applyRead(tx, shopId, reading.read, "staged");
  return applied;
}
