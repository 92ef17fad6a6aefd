import type { ProductFacts } from "~/domain/recommendations/eligibility";
import type { Recommendation } from "~/domain/recommendations/lists/recommendation-lists";
import type { Tx } from "~/adapters/db/connect/tenant.server";

export interface StoredProduct extends ProductFacts {
  readonly productId: string;
  readonly title: string;
  readonly productType: string | null;
  readonly category: string | null;
  readonly vendor: string | null;
  readonly tags: readonly string[];
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
            lowest_price::float8 AS "lowestPrice"
       FROM product
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

export interface ListedRecommendation extends Omit<Recommendation, "product"> {
  readonly productId: string;
  readonly recommendedId: string;
  readonly rank: number;
}

/** Replaces every list of the shop. */
export async function replaceLists(tx: Tx, shopId: string, entries: readonly ListedRecommendation[]): Promise<void> {
  await tx.query(`DELETE FROM product_recommendation WHERE shop_id = $1`, [shopId]);
  await tx.query(
    `INSERT INTO product_recommendation
       (shop_id, product_id, rank, recommended_id, score, source, together, customers, lift)
     SELECT $1, product_id, rank, recommended_id, score, source, together, customers, lift
       FROM unnest($2::bigint[], $3::int[], $4::bigint[], $5::float8[], $6::text[], $7::int[], $8::int[], $9::float8[])
         AS entry (product_id, rank, recommended_id, score, source, together, customers, lift)`,
    [
      shopId,
      entries.map((entry) => entry.productId),
      entries.map((entry) => entry.rank),
      entries.map((entry) => entry.recommendedId),
      entries.map((entry) => entry.score),
      entries.map((entry) => entry.source),
      entries.map((entry) => entry.evidence?.together ?? null),
      entries.map((entry) => entry.evidence?.customers ?? null),
      entries.map((entry) => entry.evidence?.lift ?? null),
    ],
  );
}

/** Versions of the purchases that lists are made of. */
export interface ListSource {
  readonly dataVersion: number;
  readonly definitionVersion: number;
}

/** What lists built now are made of; null when the app was never installed in the shop. */
export async function readListSource(tx: Tx, shopId: string): Promise<ListSource | null> {
  const { rows } = await tx.query<ListSource>(
    `SELECT data_version::float8 AS "dataVersion", definition_version AS "definitionVersion"
       FROM shop_profile WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

export interface RecommendationBuild {
  readonly buildId: string;
  readonly status: "running" | "done" | "failed";
  readonly reason: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly baskets: number;
  readonly products: number;
  readonly covered: number;
  readonly published: number;
  /** Null when it did not get so far. */
  readonly source: ListSource | null;
}

/** Builds kept per shop, besides the one in force. */
const KEPT_BUILDS = 30;

export async function startBuild(tx: Tx, shopId: string, buildId: string): Promise<void> {
  // A build whose worker died never ends by itself; the one that follows it says so.
  await tx.query(
    `UPDATE recommendation_build SET status = 'failed', reason = 'The build was interrupted.', finished_at = app_now()
      WHERE shop_id = $1 AND status = 'running'`,
    [shopId],
  );
  await tx.query(
    `INSERT INTO recommendation_build (shop_id, build_id, status, settings) VALUES ($1, $2, 'running', '{}')`,
    [shopId, buildId],
  );
  await tx.query(
    `DELETE FROM recommendation_build
      WHERE shop_id = $1
        AND started_at < (SELECT min(started_at) FROM (
              SELECT started_at FROM recommendation_build WHERE shop_id = $1
               ORDER BY started_at DESC LIMIT ${KEPT_BUILDS}) newest)
        AND started_at IS DISTINCT FROM
            (SELECT max(started_at) FROM recommendation_build WHERE shop_id = $1 AND status = 'done')`,
    [shopId],
  );
}

export async function finishBuild(
  tx: Tx,
  shopId: string,
  buildId: string,
  outcome: {
    status: "done" | "failed";
    reason?: string;
    source?: ListSource | null;
    settings?: object;
    baskets?: number;
    products?: number;
    covered?: number;
    published?: number;
  },
): Promise<void> {
  await tx.query(
    `UPDATE recommendation_build
        SET status = $3, reason = $4, settings = $5, baskets = $6, products = $7, covered = $8, published = $9,
            data_version = $10, definition_version = $11, finished_at = app_now()
      WHERE shop_id = $1 AND build_id = $2`,
    [
      shopId,
      buildId,
      outcome.status,
      outcome.reason ?? null,
      outcome.settings ?? {},
      outcome.baskets ?? 0,
      outcome.products ?? 0,
      outcome.covered ?? 0,
      outcome.published ?? 0,
      outcome.source?.dataVersion ?? null,
      outcome.source?.definitionVersion ?? null,
    ],
  );
}

/** The newest build, and the newest one that succeeded, whose lists are in force. */
export async function readBuilds(
  tx: Tx,
  shopId: string,
): Promise<{ latest: RecommendationBuild | null; inForce: RecommendationBuild | null }> {
  const { rows } = await tx.query<RecommendationBuild>(
    `SELECT build_id AS "buildId", status, reason, started_at AS "startedAt", finished_at AS "finishedAt",
            baskets::float8 AS baskets, products, covered, published,
            CASE WHEN data_version IS NOT NULL THEN json_build_object(
              'dataVersion', data_version, 'definitionVersion', definition_version) END AS source
       FROM recommendation_build b
      WHERE shop_id = $1
        AND started_at IN (
          (SELECT max(started_at) FROM recommendation_build WHERE shop_id = $1),
          (SELECT max(started_at) FROM recommendation_build WHERE shop_id = $1 AND status = 'done'))
      ORDER BY started_at DESC`,
    [shopId],
  );
  return { latest: rows[0] ?? null, inForce: rows.find(({ status }) => status === "done") ?? null };
}

export interface ListEntry {
  readonly rank: number;
  readonly title: string;
  readonly productId: string;
  readonly source: Recommendation["source"];
  readonly together: number | null;
  readonly customers: number | null;
  readonly lift: number | null;
}

export interface ProductList {
  readonly productId: string;
  readonly title: string;
  readonly isEligible: boolean;
  readonly isPublished: boolean;
  readonly entries: readonly ListEntry[];
}

/** One page of products with their lists, by title; `search` narrows to titles that contain it. */
export async function readProductLists(
  tx: Tx,
  shopId: string,
  options: { search: string; limit: number; offset: number },
): Promise<{ products: ProductList[]; total: number }> {
  const { rows } = await tx.query<Omit<ProductList, "entries"> & { entries: ListEntry[] | null; total: string }>(
    `WITH found AS (
       SELECT p.product_id, p.title, p.has_stock AND NOT p.is_gift_card AND p.lowest_price IS NOT NULL AS is_eligible
         FROM product p
        WHERE p.shop_id = $1 AND p.status = 'ACTIVE' AND p.is_published AND strpos(lower(p.title), lower($2)) > 0),
     page AS (SELECT * FROM found ORDER BY title, product_id LIMIT $3 OFFSET $4)
     SELECT page.product_id AS "productId", page.title, page.is_eligible AS "isEligible",
            (pub.product_id IS NOT NULL) AS "isPublished",
            (SELECT count(*) FROM found) AS total,
            (SELECT json_agg(json_build_object('rank', r.rank, 'productId', r.recommended_id::text,
                      'title', other.title, 'source', r.source, 'together', r.together,
                      'customers', r.customers, 'lift', r.lift) ORDER BY r.rank)
               FROM product_recommendation r
               JOIN product other ON other.shop_id = $1 AND other.product_id = r.recommended_id
              WHERE r.shop_id = $1 AND r.product_id = page.product_id) AS entries
       FROM page
       LEFT JOIN published_recommendation pub ON pub.shop_id = $1 AND pub.product_id = page.product_id
      ORDER BY page.title, page.product_id`,
    [shopId, options.search, options.limit, options.offset],
  );
  const products = rows.map(({ total: _, entries, ...product }) => ({ ...product, entries: entries ?? [] }));
  return { products, total: Number(rows[0]?.total ?? 0) };
}

/** Content hashes of what stands in Shopify, by product id. */
export async function readPublishedHashes(tx: Tx, shopId: string): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ productId: string; contentHash: string }>(
    `SELECT product_id AS "productId", content_hash AS "contentHash" FROM published_recommendation WHERE shop_id = $1`,
    [shopId],
  );
  return new Map(rows.map(({ productId, contentHash }) => [productId, contentHash]));
}

export async function markPublished(
  tx: Tx,
  shopId: string,
  published: readonly { productId: string; contentHash: string }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO published_recommendation (shop_id, product_id, content_hash, published_at)
     SELECT $1, product_id, content_hash, app_now() FROM unnest($2::bigint[], $3::text[]) AS list (product_id, content_hash)
     ON CONFLICT (shop_id, product_id)
       DO UPDATE SET content_hash = excluded.content_hash, published_at = excluded.published_at`,
    [shopId, published.map((list) => list.productId), published.map((list) => list.contentHash)],
  );
}

export async function markWithdrawn(tx: Tx, shopId: string, productIds: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM published_recommendation WHERE shop_id = $1 AND product_id = ANY($2::bigint[])`, [
    shopId,
    productIds,
  ]);
}
