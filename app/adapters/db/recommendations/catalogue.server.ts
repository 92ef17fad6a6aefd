import type { ShelfProduct } from "~/domain/recommendations/showing/list-rules";
import type { Tx } from "~/adapters/db/connect/tenant.server";

export interface StoredProduct extends ShelfProduct {
  readonly title: string;
}

/** The products of the shop, by id: all, or those named. What lists are made of besides purchases. */
export async function readCatalogue(
  tx: Tx,
  shopId: string,
  productIds: readonly string[] | null = null,
): Promise<StoredProduct[]> {
  const { rows } = await tx.query<StoredProduct>(
    `SELECT product_id AS "productId", title, product_type AS "productType", category, vendor, tags, status,
            is_published AS "isPublished", is_gift_card AS "isGiftCard", has_stock AS "hasStock",
            lowest_price::float8 AS "lowestPrice", COALESCE(c.ids, '{}') AS "collectionIds",
            (SELECT count(*) > 1 FROM product_variant v
              WHERE v.shop_id = $1 AND v.product_id = product.product_id) AS "hasChoice"
       FROM product
       LEFT JOIN (SELECT product_id AS member_id, array_agg(collection_id::text ORDER BY collection_id) AS ids
                    FROM product_collection
                   WHERE shop_id = $1 AND ($2::bigint[] IS NULL OR product_id = ANY($2))
                   GROUP BY product_id) c ON member_id = product_id
      WHERE shop_id = $1 AND ($2::bigint[] IS NULL OR product_id = ANY($2))
      ORDER BY product_id`,
    [shopId, productIds],
  );
  return rows;
}

export interface StoredBasket {
  readonly at: Date;
  readonly customerId: string | null;
  readonly productIds: readonly string[];
}

const BASKETS_PER_FETCH = 20_000;

/**
 * Streams the baskets of purchases through a cursor, so that memory holds one fetch whatever the shop's size.
 * Gift cards are no products to recommend beside others.
 */
export async function* readBaskets(tx: Tx, shopId: string): AsyncGenerator<StoredBasket> {
  await tx.query(
    `DECLARE baskets NO SCROLL CURSOR FOR
     SELECT o.processed_at AS at, o.customer_id AS "customerId", array_agg(DISTINCT l.product_id)::text[] AS "productIds"
       FROM orders o
       JOIN order_line l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
      WHERE o.shop_id = $1 AND o.is_purchase AND l.product_id IS NOT NULL AND NOT l.is_gift_card
      GROUP BY o.order_id, o.processed_at, o.customer_id`,
    [shopId],
  );
  for (;;) {
    const { rows } = await tx.query<StoredBasket>(`FETCH ${BASKETS_PER_FETCH} FROM baskets`);
    if (rows.length === 0) break;
    yield* rows;
  }
  await tx.query("CLOSE baskets");
}

export interface ListedProductRow {
  readonly productId: string;
  readonly title: string;
}

/** One page of the products shoppers can open, by title, or the last page when there are not so many; `search` narrows to titles that contain it. */
export async function findVisibleProducts(
  tx: Tx,
  shopId: string,
  { search, limit, offset }: { search: string; limit: number; offset: number },
): Promise<{ products: ListedProductRow[]; total: number }> {
  const { rows } = await tx.query<ListedProductRow & { total: number }>(
    `WITH found AS (
       SELECT product_id, title FROM product
        WHERE shop_id = $1 AND status = 'ACTIVE' AND is_published AND strpos(lower(title), lower($2)) > 0)
     SELECT product_id AS "productId", title, (SELECT count(*)::int FROM found) AS total
       FROM found ORDER BY title, product_id LIMIT $3
     OFFSET (SELECT LEAST($4::bigint, GREATEST(count(*) - 1, 0) / $3::bigint * $3::bigint) FROM found)`,
    [shopId, search, limit, offset],
  );
  return { products: rows, total: rows[0]?.total ?? 0 };
}

export interface PreviewFacts {
  readonly imageUrl: string | null;
  readonly lowestPrice: number | null;
  readonly highestPrice: number | null;
}

/** What a storefront shows of products besides their titles, by id. */
export async function readPreviewFacts(
  tx: Tx,
  shopId: string,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, PreviewFacts>> {
  const { rows } = await tx.query<PreviewFacts & { productId: string }>(
    `SELECT product_id AS "productId", image_url AS "imageUrl", lowest_price::float8 AS "lowestPrice",
            highest_price::float8 AS "highestPrice"
       FROM product WHERE shop_id = $1 AND product_id = ANY($2::bigint[])`,
    [shopId, productIds],
  );
  return new Map(rows.map(({ productId, ...facts }) => [productId, facts]));
}
