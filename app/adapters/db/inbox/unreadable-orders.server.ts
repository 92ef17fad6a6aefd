import type { ShopifyId } from "~/domain/orders/order";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** An order of which Shopify's newest version cannot be used. */
export interface UnreadableOrder {
  readonly orderId: ShopifyId;
  /** As in "#1001"; null when not even that could be read. */
  readonly name: string | null;
  readonly reason: string;
  readonly foundAt: Date;
  readonly triedAt: Date;
  /** Whether an older version is among the numbers; otherwise nothing of the order is. */
  readonly isStale: boolean;
}

/** How many orders the numbers lack, and of how many they hold an older version. */
export interface OrdersNotRead {
  readonly missing: number;
  readonly stale: number;
}

/** The newest found first. */
export async function listUnreadableOrders(tx: Tx, shopId: string, limit: number): Promise<UnreadableOrder[]> {
  const { rows } = await tx.query<UnreadableOrder>(
    `SELECT u.order_id AS "orderId", COALESCE(u.name, o.name) AS name, u.reason, u.found_at AS "foundAt",
            u.tried_at AS "triedAt", o.order_id IS NOT NULL AS "isStale"
     FROM unreadable_order u
     LEFT JOIN orders o ON o.shop_id = $1 AND o.order_id = u.order_id
     WHERE u.shop_id = $1
     ORDER BY u.found_at DESC, u.order_id DESC LIMIT $2`,
    [shopId, limit],
  );
  return rows;
}

export async function countOrdersNotRead(tx: Tx, shopId: string): Promise<OrdersNotRead> {
  const { rows } = await tx.query<OrdersNotRead>(
    `SELECT count(*) FILTER (WHERE o.order_id IS NULL)::int AS missing, count(o.order_id)::int AS stale
     FROM unreadable_order u
     LEFT JOIN orders o ON o.shop_id = $1 AND o.order_id = u.order_id
     WHERE u.shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { missing: 0, stale: 0 };
}

/** Those tried longest ago, to be read again. */
export async function unreadableOrderIds(tx: Tx, shopId: string, limit: number): Promise<ShopifyId[]> {
  const { rows } = await tx.query<{ order_id: ShopifyId }>(
    "SELECT order_id FROM unreadable_order WHERE shop_id = $1 ORDER BY tried_at, order_id LIMIT $2",
    [shopId, limit],
  );
  return rows.map(({ order_id }) => order_id);
}

/** Takes orders off the list that Shopify does not show any more. */
export async function unlistOrders(tx: Tx, shopId: string, orderIds: readonly ShopifyId[]): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.query("DELETE FROM unreadable_order WHERE shop_id = $1 AND order_id = ANY ($2::bigint[])", [
    shopId,
    orderIds,
  ]);
}
