import { countedSessions, drawnProducts, PRODUCTS_VIEWED } from "~/adapters/db/recommendations/lift-sums.server";
import { NET } from "~/adapters/db/sql/ledger-sums.server";
import { ASSISTED_LINES, BOUGHT_LINES, ROWS_OF_ASSISTED } from "~/adapters/db/sql/recommended-sales.server";
import type { DayRange } from "~/domain/time/reporting-window";
import { sessionColumns } from "./explained-visits.server";
import type { FactQuery } from "./fact-list.server";

/** The sales rows of the order lines that recommendations assisted in sessions begun in the range. */
export function explainedAssisted(shopId: string, { from, to }: DayRange): FactQuery {
  return {
    sql: `WITH ${BOUGHT_LINES}
          SELECT o.order_id || ':' || s.sale_id AS key, o.order_id AS "orderId", o.name AS "orderName",
                 o.customer_id AS "customerId", s.happened_at AS at, o.channel, o.country,
                 o.purchase_number AS "purchaseNumber", s.action, s.line_type AS "lineType", l.title, s.quantity,
                 ${NET} AS numerator, 0 AS denominator
          FROM (${ASSISTED_LINES}) a
          CROSS JOIN LATERAL (${ROWS_OF_ASSISTED}) s
          JOIN orders o ON o.shop_id = $1 AND o.order_id = a.order_id
          JOIN order_line l ON l.shop_id = $1 AND l.order_id = a.order_id AND l.line_id = a.line_id`,
    values: [shopId, from, to],
    hasDenominator: false,
  };
}

/** Of the draw there is. */
const SALT = "(SELECT salt FROM hold_out_setting WHERE shop_id = $1)";

/** The sessions that viewed a drawn product on the days of the running draw, once for each product. */
export function explainedDrawnViews(shopId: string, { from, to }: DayRange): FactQuery {
  return {
    sql: `SELECT ${sessionColumns("':' || drawn.product_id")}, p.title,
                 CASE WHEN drawn.is_held_out THEN 'held_out' ELSE 'shown' END AS state,
                 s.net_sales AS numerator, 1 AS denominator
          FROM (${countedSessions(SALT)}) s
          CROSS JOIN LATERAL ${PRODUCTS_VIEWED} view
          JOIN (${drawnProducts(SALT)}) drawn ON drawn.day = s.day AND drawn.product_id = view.product_id
          LEFT JOIN product p ON p.shop_id = $1 AND p.product_id = drawn.product_id`,
    values: [shopId, from, to],
    hasDenominator: true,
  };
}
