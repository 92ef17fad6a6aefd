import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { DaySums, ProductSums } from "~/domain/recommendations/lift/product-days";
import { WASHOUT_MS } from "~/domain/recommendations/lift/washout";
import type { DayRange } from "~/domain/time/reporting-window";

/** A product of the experiment, its sums of each side named by a prefix. */
type SumsRow = { readonly days: number; readonly heldOutDays: number } & Readonly<
  Record<`${"shown" | "heldOut"}_${keyof DaySums}`, number>
>;

/** The sums of a day, by the SQL that makes them of its sessions and sales. */
const SUMS: Readonly<Record<keyof DaySums, string>> = {
  sessions: "sessions",
  netSales: "net_sales",
  squaredSessions: "sessions * sessions",
  squaredSales: "net_sales * net_sales",
  salesTimesSessions: "net_sales * sessions",
};

const sumsOf = (side: "shown" | "heldOut", condition: string) =>
  Object.entries(SUMS)
    .map(([name, sum]) => `COALESCE(sum(${sum}) FILTER (WHERE ${condition}), 0)::float8 AS "${side}_${name}"`)
    .join(", ");

/**
 * What `sumProductDays` makes of the days of a draw: for each product its sessions, and the net sales of the orders these
 * sessions completed, whatever came back of them taken off. Products drawn but never viewed add no sum and are left out.
 *
 * @returns also how many days of the draw lie in the range.
 */
export async function readLiftSums(
  tx: Tx,
  shopId: string,
  salt: string,
  { from, to }: DayRange,
): Promise<{ readonly days: number; readonly products: ProductSums[] }> {
  const values = [shopId, salt, from, to, WASHOUT_MS / 1000];
  const { rows } = await tx.query<SumsRow>(
    `WITH drawn_day AS (
       SELECT * FROM hold_out_day WHERE shop_id = $1 AND salt = $2 AND day BETWEEN $3 AND $4
     ), drawn AS (
       SELECT day, unnest(shown_ids) AS product_id, false AS is_held_out FROM drawn_day
       UNION ALL SELECT day, unnest(held_out_ids), true FROM drawn_day
     ), counted AS (
       SELECT s.* FROM drawn_day d
       JOIN storefront_session s ON s.shop_id = $1 AND s.day = d.day
         AND s.started_at >= d.written_at + make_interval(secs => $5)
     ), sold AS (
       SELECT s.client_hash, s.started_at, sum(o.kept_value) AS net_sales FROM counted s
       JOIN completed_checkout c ON c.shop_id = $1 AND c.client_hash = s.client_hash
         AND c.completed_at BETWEEN s.started_at AND s.ended_at
       JOIN orders o ON o.shop_id = $1 AND o.checkout_token = c.checkout AND o.is_counted AND o.is_in_sales
       GROUP BY s.client_hash, s.started_at
     ), viewed AS (
       SELECT s.day, (part ->> 'productId')::bigint AS product_id, count(*)::float8 AS sessions,
              COALESCE(sum(sold.net_sales), 0)::float8 AS net_sales
       FROM counted s
       CROSS JOIN LATERAL jsonb_array_elements(s.products) AS part
       LEFT JOIN sold USING (client_hash, started_at)
       WHERE part ->> 'productId' IS NOT NULL AND (part ->> 'views')::int > 0
       GROUP BY 1, 2
     )
     SELECT count(*)::int AS days, (count(*) FILTER (WHERE is_held_out))::int AS "heldOutDays",
            ${sumsOf("shown", "NOT is_held_out")}, ${sumsOf("heldOut", "is_held_out")}
     FROM drawn LEFT JOIN viewed USING (day, product_id)
     GROUP BY product_id
     HAVING count(sessions) > 0`,
    values,
  );
  const { rows: counted } = await tx.query<{ days: number }>(
    `SELECT count(*)::int AS days FROM hold_out_day WHERE shop_id = $1 AND salt = $2 AND day BETWEEN $3 AND $4`,
    values.slice(0, 4),
  );
  return { days: counted[0]?.days ?? 0, products: rows.map(productSums) };
}

function productSums(row: SumsRow): ProductSums {
  const side = (name: "shown" | "heldOut") =>
    Object.fromEntries(
      Object.keys(SUMS).map((sum) => [sum, row[`${name}_${sum as keyof DaySums}`]]),
    ) as unknown as DaySums;
  return { days: row.days, heldOutDays: row.heldOutDays, shown: side("shown"), heldOut: side("heldOut") };
}
