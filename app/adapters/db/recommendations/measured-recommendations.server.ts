import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readMeasuredSince } from "~/adapters/db/shop/measured-from.server";
import { NET } from "~/adapters/db/sql/ledger-sums.server";
import { ASSISTED_LINES, BOUGHT_LINES, ROWS_OF_ASSISTED } from "~/adapters/db/sql/recommended-sales.server";
import type { MeasuredRecommendations } from "~/domain/metrics/totals/measured-totals";
import { cutOf } from "~/domain/orders/known-checkouts";
import type { DayRange } from "~/domain/time/reporting-window";

/**
 * What sessions did with recommendations, whatever list it was. The rollup holds what their events tell; those that
 * bought by a list's own button without another click of it are added.
 */
export async function readMeasuredRecommendations(
  tx: Tx,
  shopId: string,
  range: DayRange,
): Promise<MeasuredRecommendations> {
  const { rows } = await tx.query<Omit<MeasuredRecommendations, "cut">>(
    `WITH ${BOUGHT_LINES}, direct AS (
       SELECT DISTINCT ON (client_hash, started_at) recommendations FROM bought_line WHERE list IS NOT NULL
     ), assisted AS (
       SELECT a.order_id, sum(${NET}) AS sales
       FROM (${ASSISTED_LINES}) a CROSS JOIN LATERAL (${ROWS_OF_ASSISTED}) s
       GROUP BY a.order_id
     ), told AS (
       SELECT COALESCE(sum(recommended), 0) AS seen, COALESCE(sum(recommended_clicking), 0) AS clicking
       FROM rollup_session_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3
     ), added AS (
       SELECT count(*) FILTER (WHERE recommendations = '[]'::jsonb) AS seen,
              count(*) FILTER (WHERE NOT jsonb_path_exists(recommendations, '$[*] ? (@.clicks > 0)')) AS clicking
       FROM direct
     )
     SELECT (told.seen + added.seen)::float8 AS seen, (told.clicking + added.clicking)::float8 AS clicking,
            COALESCE(sum(a.sales), 0)::float8 AS sales, COALESCE(sum(a.sales * a.sales), 0)::float8 AS squares,
            count(a.order_id)::float8 AS orders
     FROM told CROSS JOIN added LEFT JOIN assisted a ON true
     GROUP BY told.seen, told.clicking, added.seen, added.clicking`,
    [shopId, range.from, range.to],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("sums without a group are one row");
  return { ...row, cut: cutOf(range, (await readMeasuredSince(tx, shopId)).measuredFrom) };
}
