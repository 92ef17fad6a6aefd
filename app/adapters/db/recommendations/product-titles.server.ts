import type { ShopifyId } from "~/domain/orders/order";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Titles of products, as the catalogue or an order line has them. */
export async function readProductTitles(
  tx: Tx,
  shopId: string,
  productIds: readonly ShopifyId[],
): Promise<ReadonlyMap<ShopifyId, string>> {
  const { rows } = await tx.query<{ id: ShopifyId; title: string | null }>(
    `SELECT asked.id, COALESCE(p.title, (
              SELECT l.title FROM order_line l WHERE l.shop_id = $1 AND l.product_id = asked.id LIMIT 1)) AS title
     FROM unnest($2::bigint[]) AS asked (id)
     LEFT JOIN product p ON p.shop_id = $1 AND p.product_id = asked.id`,
    [shopId, productIds],
  );
  return new Map(rows.map(({ id, title }) => [id, title ?? `Product ${id}`]));
}
