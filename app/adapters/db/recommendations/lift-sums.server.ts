import type { Tx } from "~/adapters/db/connect/tenant.server";
import { ORDERS_OF_CHECKOUT } from "~/adapters/db/sql/recommended-sales.server";
import { FUNNEL_STEPS } from "~/domain/measurement/funnel";
import { because } from "~/domain/metrics/confidence/reason";
import type { MeasuredLiftTotals } from "~/domain/metrics/totals/measured-totals";
import { measuredLift } from "~/domain/recommendations/lift/measured-lift";
import type { DaySums, ProductSums } from "~/domain/recommendations/lift/product-days";
import { WASHOUT_MS } from "~/domain/recommendations/lift/washout";
import type { DayRange } from "~/domain/time/reporting-window";
import { readHoldOutDraw } from "./hold-outs.server";

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

/** The products drawn by a salt on days $2 to $3, each day of them with its side. */
export const drawnProducts = (salt: string) => `
  SELECT d.day, side.product_id, side.is_held_out
  FROM hold_out_day d
  CROSS JOIN LATERAL (
    SELECT unnest(d.shown_ids) AS product_id, false AS is_held_out
    UNION ALL
    SELECT unnest(d.held_out_ids), true
  ) side
  WHERE d.shop_id = $1 AND d.salt = ${salt} AND d.day BETWEEN $2 AND $3`;

/**
 * The sessions that count in the draw of a salt on days $2 to $3, each with what it bought. Each is found by the index
 * of its day, and what it bought by its client, whatever is known of the tables' sizes: right after a first large fold
 * nothing is, and the database must not guess.
 */
export const countedSessions = (salt: string) => `
  SELECT s.*, CASE WHEN s.depth < ${FUNNEL_STEPS.length} THEN 0 ELSE COALESCE((
           SELECT sum(o.kept_value) FROM completed_checkout c
           CROSS JOIN LATERAL (${ORDERS_OF_CHECKOUT}) o
           WHERE c.shop_id = $1 AND c.client_hash = s.client_hash AND c.completed_at BETWEEN s.started_at AND s.ended_at
         ), 0) END AS net_sales
  FROM hold_out_day d
  CROSS JOIN LATERAL (
    SELECT s.* FROM storefront_session s
    WHERE s.shop_id = $1 AND s.day = d.day AND s.started_at >= d.written_at + make_interval(secs => ${WASHOUT_MS / 1000})
    OFFSET 0
  ) s
  WHERE d.shop_id = $1 AND d.salt = ${salt} AND d.day BETWEEN $2 AND $3`;

/** The products a session `s` viewed. */
export const PRODUCTS_VIEWED = `(
  SELECT (part ->> 'productId')::bigint AS product_id FROM jsonb_array_elements(s.products) AS part
  WHERE part ->> 'productId' IS NOT NULL AND (part ->> 'views')::int > 0)`;

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
  const values = [shopId, from, to, salt];
  const { rows } = await tx.query<SumsRow>(
    `WITH product_day AS (
       SELECT product_id, bool_or(is_held_out) AS is_held_out, COALESCE(sum(sessions), 0)::float8 AS sessions,
              COALESCE(sum(net_sales), 0)::float8 AS net_sales
       FROM (
         SELECT day, product_id, is_held_out, NULL::float8 AS sessions, NULL::float8 AS net_sales
         FROM (${drawnProducts("$4")}) drawn
         UNION ALL
         SELECT s.day, view.product_id, NULL, 1, s.net_sales
         FROM (${countedSessions("$4")}) s CROSS JOIN LATERAL ${PRODUCTS_VIEWED} view
       ) told
       GROUP BY day, product_id
       HAVING bool_or(is_held_out) IS NOT NULL
     )
     SELECT count(*)::int AS days, (count(*) FILTER (WHERE is_held_out))::int AS "heldOutDays",
            ${sumsOf("shown", "NOT is_held_out")}, ${sumsOf("heldOut", "is_held_out")}
     FROM product_day
     GROUP BY product_id
     HAVING sum(sessions) > 0`,
    values,
  );
  const { rows: counted } = await tx.query<{ days: number }>(
    `SELECT count(*)::int AS days FROM hold_out_day WHERE shop_id = $1 AND salt = $4 AND day BETWEEN $2 AND $3`,
    values,
  );
  return { days: counted[0]?.days ?? 0, products: rows.map(productSums) };
}

/** What lists were found to add on the drawn days of the range, or why nobody can say. */
export async function readLiftOfRange(tx: Tx, shopId: string, range: DayRange) {
  const draw = await readHoldOutDraw(tx, shopId);
  if (draw === null) return because("nothingHeldOut");
  const { products } = await readLiftSums(tx, shopId, draw.salt, range);
  const found = measuredLift(products);
  if (found === null) return because("heldOutWithoutSales");
  const { lift, interval, shown, heldOut } = found;
  return { lift, interval, views: shown.sessions + heldOut.sessions } satisfies MeasuredLiftTotals;
}

function productSums(row: SumsRow): ProductSums {
  const side = (name: "shown" | "heldOut") =>
    Object.fromEntries(
      Object.keys(SUMS).map((sum) => [sum, row[`${name}_${sum as keyof DaySums}`]]),
    ) as unknown as DaySums;
  return { days: row.days, heldOutDays: row.heldOutDays, shown: side("shown"), heldOut: side("heldOut") };
}
