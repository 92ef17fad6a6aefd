import { rebuildShop } from "~/adapters/db/ledger/apply.server";
import { ROLLUPS } from "~/adapters/db/ledger/rollup-reset.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { BenchDatabase } from "./bench-database";
import { timed } from "./stopwatch";

export const TIME_ZONE = "Europe/Berlin";
export const CURRENCY = "EUR";
/** The moment all shops of the bench are looked at; their history ends here. */
export const NOW = Date.parse("2026-11-15T11:00:00Z");
const HISTORY_DAYS = 1_095;
/** Product ids run from 1 to this. */
export const PRODUCTS = 2_000;
/** Orders per shopper the draft below comes to. */
const ORDERS_PER_SHOPPER = 1.65;

/**
 * Pseudo-random and the same in every run: `chance(n, salt)` lies in [0, 1).
 */
const CHANCE = `
  CREATE FUNCTION pg_temp.chance(n bigint, salt bigint) RETURNS float8 IMMUTABLE PARALLEL SAFE
  RETURN (hashint8extended(n, salt) & 2147483647) / 2147483648.0`;

/**
 * Shoppers come evenly over three years; 45% of them come again after each purchase, on average 75 days later. One
 * order in twenty names no customer, one in a hundred is cancelled; two in five hold a second product, six in a
 * hundred give half of the first one back. Seven in ten are online; three in five are sent within the country; one line
 * in thirteen is of the best-selling of 2,000 products.
 */
const DRAFT = `
  CREATE TEMP TABLE draft AS
  SELECT id, CASE WHEN pg_temp.chance(shopper, 4) >= 0.05 THEN shopper END AS customer_id, processed_at,
         (processed_at AT TIME ZONE '${TIME_ZONE}')::date AS day,
         CASE WHEN pg_temp.chance(id, 5) < 0.01 THEN processed_at + interval '1 hour' END AS cancelled_at,
         pg_temp.chance(id, 6) < 0.7 AS is_online,
         (ARRAY['DE', 'AT', 'CH', 'FR', NULL])[1 + floor(5 * power(pg_temp.chance(shopper, 16), 3))::int] AS country,
         (ARRAY['direct', 'Google', 'Instagram', NULL])[1 + floor(4 * pg_temp.chance(shopper, 17))::int]
           AS first_visit_source,
         1000 + floor(9000 * pg_temp.chance(id, 7))::bigint AS first_value,
         CASE WHEN pg_temp.chance(id, 8) < 0.4 THEN 500 + floor(5000 * pg_temp.chance(id, 9))::bigint ELSE 0 END
           AS second_value,
         CASE WHEN pg_temp.chance(id, 10) < 0.15 THEN 200 ELSE 0 END AS discount,
         pg_temp.chance(id, 11) < 0.06 AS is_returned,
         LEAST(processed_at + interval '1 day' * (3 + 20 * pg_temp.chance(id, 12)), to_timestamp($1)) AS returned_at
  FROM (
    SELECT shopper, processed_at, row_number() OVER (ORDER BY processed_at, shopper, nth) AS id
    FROM (
      SELECT shopper, nth, to_timestamp($1) - interval '1 day' * ($3::float8 * pg_temp.chance(shopper, 1)
               - sum(CASE WHEN nth = 1 THEN 0 ELSE -75 * ln(1 - pg_temp.chance(shopper * 64 + nth, 2)) END)
                   OVER (PARTITION BY shopper ORDER BY nth)) AS processed_at
      FROM generate_series(1, $2::bigint) AS shopper,
           generate_series(1, LEAST(40, 1 + floor(ln(1 - pg_temp.chance(shopper, 3)) / ln(0.45)))::int) AS nth
    ) planned
    WHERE processed_at < to_timestamp($1)
  ) numbered`;

const ORDERS = `
  INSERT INTO orders (shop_id, order_id, name, customer_id, processed_at, created_at, updated_at, cancelled_at, is_test,
                      financial_status, source_name, channel, country, currency_code, checkout_token, discount_codes,
                      tags, first_visit_source, is_renewal, total_paid, is_rebuilt, day, is_counted, is_in_sales,
                      is_placed, is_purchase, units, order_value, original_discount, kept_value, returned_value,
                      purchase_number, previous_purchase_day, previous_repeat_day)
  SELECT $1, id, '#' || id, customer_id, processed_at, processed_at, processed_at, cancelled_at, false, 'PAID',
         CASE WHEN is_online THEN 'web' ELSE 'pos' END,
         CASE WHEN is_online THEN 'Online Store' ELSE 'Point of Sale' END, country, '${CURRENCY}',
         CASE WHEN is_online THEN md5(id::text) END, '{}', '{}', first_visit_source, false,
         (first_value + second_value) * 6 / 5 + 490, false, day, true, true, true, is_purchase, 1 + (second_value > 0)::int,
         first_value + second_value, discount, first_value + second_value - returned, returned,
         CASE WHEN is_numbered THEN number END,
         CASE WHEN is_numbered THEN lag(day) OVER series END,
         CASE WHEN is_numbered AND number >= 3 THEN lag(day) OVER series END
  FROM (
    SELECT *, (is_returned AND cancelled_at IS NULL)::int * (first_value / 2) AS returned, cancelled_at IS NULL AS is_purchase,
           cancelled_at IS NULL AND customer_id IS NOT NULL AS is_numbered,
           row_number() OVER (PARTITION BY customer_id, cancelled_at IS NULL ORDER BY processed_at, id) AS number
    FROM draft
  ) numbered
  WINDOW series AS (PARTITION BY customer_id, is_purchase ORDER BY processed_at, id)
  ORDER BY id`;

const LINES = `
  INSERT INTO order_line (shop_id, order_id, line_id, product_id, variant_id, title, quantity, is_gift_card)
  SELECT $1, id, id * 4 + n, product, product * 10, 'Product ' || product, 1, false
  FROM draft, generate_series(1, 1 + (second_value > 0)::int) AS n,
       LATERAL (SELECT 1 + floor(${PRODUCTS} * power(pg_temp.chance(id * 2 + n, 13), 3))::bigint AS product) p`;

const SALES = `
  INSERT INTO sales_row (shop_id, order_id, sale_id, line_id, happened_at, day, is_original, action, line_type, quantity,
                         total, tax, discount)
  SELECT $1, id, id * 8 + n, CASE WHEN n <> 3 THEN id * 4 + n % 2 + 1 END,
         CASE WHEN n = 4 THEN returned_at ELSE processed_at END,
         CASE WHEN n = 4 THEN (returned_at AT TIME ZONE '${TIME_ZONE}')::date ELSE day END, n < 4,
         CASE WHEN n = 4 THEN 'RETURN' ELSE 'ORDER' END, CASE WHEN n = 3 THEN 'SHIPPING' ELSE 'PRODUCT' END,
         CASE WHEN n = 4 THEN -1 ELSE 1 END, net + net / 5, net / 5, CASE WHEN n = 1 THEN discount ELSE 0 END
  FROM draft,
       LATERAL (VALUES (1, first_value), (2, second_value), (3, 490::bigint),
                       (4, CASE WHEN is_returned AND cancelled_at IS NULL THEN -(first_value / 2) ELSE 0 END)) AS sale (n, net)
  WHERE net <> 0
  ORDER BY id, n`;

const CUSTOMERS = `
  INSERT INTO customer (shop_id, customer_id, created_at, updated_at)
  SELECT $1, customer_id, min(processed_at) - interval '1 day' * 3 * pg_temp.chance(customer_id, 18), max(processed_at)
  FROM draft WHERE customer_id IS NOT NULL GROUP BY customer_id`;

/** One order in ten had a checkout beside it that came to nothing, of a shopper or of somebody unknown. */
const CHECKOUTS = `
  WITH started AS (
    SELECT id, customer_id, processed_at - interval '1 day' * (2 + 20 * pg_temp.chance(id, 14)) AS started_at,
           first_value
    FROM draft WHERE pg_temp.chance(id, 15) < 0.1
  ), activity AS (
    INSERT INTO checkout_activity (shop_id, checkout_key, seen_at)
    SELECT $1, 'c' || id, started_at + interval '3 minutes' FROM started
  )
  INSERT INTO checkout (shop_id, checkout_key, checkout_id, token, customer_id, customer_seen_at, has_contact, origin,
                        started_at, last_activity_at, value, currency_code, day, state)
  SELECT $1, 'c' || id, id, md5('c' || id), customer_id, started_at, customer_id IS NOT NULL, 'webhook', started_at,
         started_at + interval '3 minutes', first_value, '${CURRENCY}',
         (started_at AT TIME ZONE '${TIME_ZONE}')::date, 'unfinished'
  FROM started`;

const FACT_TABLES = ["orders", "order_line", "sales_row", "customer", "checkout", "checkout_activity"] as const;

/** Writes an installed shop without orders. */
export async function writeEmptyShop(
  { app, owner }: BenchDatabase,
  shopId: string,
  domain = `bench-${shopId}.myshopify.com`,
): Promise<void> {
  await owner.pool.query("INSERT INTO shop (id, domain, installed_at) VALUES ($1, $2, $3)", [
    shopId,
    domain,
    new Date(NOW),
  ]);
  await withShop(app, shopId, (tx) =>
    tx.query(
      `INSERT INTO shop_profile (shop_id, name, iana_timezone, currency_code, taxes_included, granted_scopes,
                                 checkouts_known_from)
       VALUES ($1, 'Bench', $2, $3, true, '{read_orders,read_all_orders}', '2000-01-01')`,
      [shopId, TIME_ZONE, CURRENCY],
    ),
  );
}

/**
 * Fills a shop with about `orders` orders straight into the fact tables, and builds everything derived.
 *
 * @returns how long the rebuild took, and how many orders there are.
 */
export async function fillShop(
  database: BenchDatabase,
  shopId: string,
  orders: number,
): Promise<{ rebuildMs: number; orders: number }> {
  await writeEmptyShop(database, shopId);
  const client = await database.owner.pool.connect();
  try {
    await client.query("SET work_mem TO '256MB'; SET maintenance_work_mem TO '512MB'; SET synchronous_commit TO off");
    await client.query(CHANCE);
    await client.query("BEGIN");
    await client.query("DROP TABLE IF EXISTS draft");
    // CREATE TABLE AS takes no parameters.
    const draft = DRAFT.replaceAll("$1", String(NOW / 1_000))
      .replaceAll("$2", String(Math.ceil(orders / ORDERS_PER_SHOPPER)))
      .replaceAll("$3", String(HISTORY_DAYS));
    await client.query(draft);
    for (const insert of [ORDERS, LINES, SALES, CUSTOMERS, CHECKOUTS]) await client.query(insert, [shopId]);
    const { rows } = await client.query<{ orders: number }>("SELECT count(*)::int AS orders FROM draft");
    await client.query("DROP TABLE draft");
    await client.query("COMMIT");
    await client.query(`VACUUM ANALYZE ${FACT_TABLES.join(", ")}`);
    const { ms } = await timed(() => withShop(database.app, shopId, (tx) => rebuildShop(tx, shopId)));
    await client.query("VACUUM ANALYZE");
    return { rebuildMs: ms, orders: rows[0]?.orders ?? 0 };
  } finally {
    client.release(true);
  }
}

/** Bytes on disk, indexes included: the facts of all shops, and the rollups made of them. */
export async function tableSizes({ owner }: BenchDatabase): Promise<{ raw: number; rollups: number }> {
  const sizeOf = async (tables: readonly string[]) => {
    const { rows } = await owner.pool.query<{ bytes: string }>(
      "SELECT sum(pg_total_relation_size(name::regclass)) AS bytes FROM unnest($1::text[]) AS name",
      [tables],
    );
    return Number(rows[0]?.bytes ?? 0);
  };
  return { raw: await sizeOf(FACT_TABLES), rollups: await sizeOf(ROLLUPS) };
}
