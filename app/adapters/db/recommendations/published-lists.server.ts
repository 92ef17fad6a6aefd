import type { ListKind } from "~/domain/recommendations/showing/list-kinds";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Which list of which product; of the shop as a whole, the product is `WHOLE_SHOP`. */
export interface ListKey {
  readonly productId: string;
  readonly list: ListKind;
}

/** A list as it was sent to Shopify. */
export interface SentList extends ListKey {
  readonly listedIds: readonly string[];
  /** Parallel to them in a cart's list, else empty. */
  readonly weights: readonly number[];
}

export interface StandingList extends SentList {
  readonly writtenAt: Date;
}

const FIELDS = `product_id AS "productId", list, listed_ids::text[] AS "listedIds", weights, written_at AS "writtenAt"`;

/** What stands in Shopify for these products. */
export async function readStanding(tx: Tx, shopId: string, productIds: readonly string[]): Promise<StandingList[]> {
  const { rows } = await tx.query<StandingList>(
    `SELECT ${FIELDS} FROM published_list WHERE shop_id = $1 AND product_id = ANY($2::bigint[])`,
    [shopId, productIds],
  );
  return rows;
}

/** Products with lists in Shopify. */
export async function readPublishedIds(tx: Tx, shopId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT DISTINCT product_id AS id FROM published_list WHERE shop_id = $1`,
    [shopId],
  );
  return rows.map(({ id }) => id);
}

/** How many products have a list in Shopify that goes well with them. */
export async function countPublished(tx: Tx, shopId: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM published_list WHERE shop_id = $1 AND list = 'together'`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

export async function markSent(tx: Tx, shopId: string, lists: readonly SentList[]): Promise<void> {
  if (lists.length === 0) return;
  await tx.query(
    `INSERT INTO published_list (shop_id, product_id, list, listed_ids, weights, written_at)
     SELECT $1, product_id, list, listed_ids::bigint[], weights::int[], app_now()
       FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) AS sent (product_id, list, listed_ids, weights)
     ON CONFLICT (shop_id, product_id, list)
       DO UPDATE SET listed_ids = EXCLUDED.listed_ids, weights = EXCLUDED.weights, written_at = EXCLUDED.written_at`,
    [
      shopId,
      lists.map(({ productId }) => productId),
      lists.map(({ list }) => list),
      lists.map(({ listedIds }) => `{${listedIds.join(",")}}`),
      lists.map(({ weights }) => `{${weights.join(",")}}`),
    ],
  );
}

export async function markWithdrawn(tx: Tx, shopId: string, lists: readonly ListKey[]): Promise<void> {
  if (lists.length === 0) return;
  await tx.query(
    `DELETE FROM published_list WHERE shop_id = $1
        AND (product_id, list) IN (SELECT * FROM unnest($2::bigint[], $3::text[]))`,
    [shopId, lists.map(({ productId }) => productId), lists.map(({ list }) => list)],
  );
}

/** Forgets what was sent for products that Shopify has no more: their metafields went with them. */
export async function forgetSent(tx: Tx, shopId: string, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return;
  await tx.query("DELETE FROM published_list WHERE shop_id = $1 AND product_id = ANY($2::bigint[])", [
    shopId,
    productIds,
  ]);
}
