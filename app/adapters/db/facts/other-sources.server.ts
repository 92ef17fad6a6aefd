import { sortedSources, type OtherSource } from "~/domain/metrics/totals/other-sources";
import type { DayRange } from "~/domain/time/reporting-window";
import { isKnownDay } from "~/adapters/db/shop/known-checkouts.server";
import { isOutside } from "~/adapters/db/sql/online-store.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** What of the known days of `range` another source than the online store's checkout made; see the domain's fold. */
export async function readOtherSources(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  checkoutSources: readonly string[],
): Promise<OtherSource[]> {
  const { rows } = await tx.query<OtherSource>(
    `SELECT source_name AS "sourceName", sum(count)::float8 AS count
     FROM (
       SELECT o.source_name, count(*) AS count
       FROM orders o
       JOIN shop_profile p ON p.shop_id = $1 AND p.currency_code = o.currency_code
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND ${isKnownDay("o.day")}
         AND NOT o.is_test AND ${isOutside("o.source_name", "$4")}
       GROUP BY 1
       UNION ALL
       SELECT c.source_name, count(*)
       FROM checkout c
       LEFT JOIN orders o ON o.shop_id = $1 AND o.order_id = c.order_id
       WHERE c.shop_id = $1 AND c.is_outside AND c.state = 'outside' AND c.day BETWEEN $2 AND $3
         AND ${isKnownDay("c.day")} AND COALESCE(NOT (${isOutside("o.source_name", "$4")}), true)
       GROUP BY 1
     ) source
     GROUP BY 1`,
    [shopId, from, to, checkoutSources],
  );
  return sortedSources(rows);
}
