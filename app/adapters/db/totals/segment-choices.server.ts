import type { ShopifyId } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import { LEAD_PRODUCT } from "~/adapters/db/sql/segment-sql.server";

/** What a segment can be chosen from, most used first. */
export interface SegmentChoices {
  readonly channels: readonly string[];
  readonly countries: readonly string[];
  readonly firstProducts: readonly { readonly productId: ShopifyId; readonly title: string }[];
}

const MOST_CHOICES = 20;
/** Choices come from the newest orders alone, so that a large shop's pages do not read months of orders for a menu. */
const LOOKED_AT_ORDERS = 2_000;

/**
 * The channels and countries of the newest placed orders of `recent`, and the products that opened a first purchase
 * among them.
 */
export async function readSegmentChoices(tx: Tx, shopId: string, recent: DayRange): Promise<SegmentChoices> {
  const { rows } = await tx.query<{ kind: "channel" | "country" | "product"; name: string }>(
    `WITH recent AS MATERIALIZED (
       SELECT o.order_id, o.channel, o.country, o.purchase_number FROM orders o
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed
       ORDER BY o.day DESC LIMIT ${LOOKED_AT_ORDERS}
     ), choice AS (
       SELECT 'channel' AS kind, channel AS name, count(*) AS uses FROM recent WHERE channel IS NOT NULL GROUP BY 2
       UNION ALL
       SELECT 'country', country, count(*) FROM recent WHERE country IS NOT NULL GROUP BY 2
       UNION ALL
       SELECT 'product', product_id::text, count(*) FROM (
         SELECT ${LEAD_PRODUCT} AS product_id FROM recent o WHERE o.purchase_number = 1
       ) lead WHERE product_id IS NOT NULL GROUP BY 2
     ), ranked AS (
       SELECT kind, name, row_number() OVER (PARTITION BY kind ORDER BY uses DESC, name) AS rank FROM choice
     )
     SELECT kind, name FROM ranked WHERE rank <= ${MOST_CHOICES} ORDER BY kind, rank`,
    [shopId, recent.from, recent.to],
  );
  const named = (kind: string) => rows.filter((row) => row.kind === kind).map(({ name }) => name);
  const products = named("product");
  const titles = await readProductTitles(tx, shopId, products);
  return {
    channels: named("channel"),
    countries: named("country"),
    firstProducts: products.map((productId) => ({ productId, title: titles.get(productId) ?? `Product ${productId}` })),
  };
}
