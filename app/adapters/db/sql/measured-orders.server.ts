import { IS_MERCHANDISE, ledgerAmount } from "./ledger-sums.server";
import { isMeasuredDay } from "./measured-days.server";
import { isOutside } from "./online-store.server";

/** The online store's orders with a checkout token placed on the measured days of $2 to $3; $4 are its other sources. */
export const ORDERS_WITH_TOKEN = `
  FROM orders o
  LEFT JOIN completed_checkout c ON c.shop_id = $1 AND c.checkout = o.checkout_token
  WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND ${isMeasuredDay("o.day")} AND o.checkout_token IS NOT NULL
    AND o.is_counted AND (o.source_name IS NULL OR NOT (${isOutside("o.source_name", "$4")}))`;

/**
 * Rows of merchandise that happened on the measured days of $2 to $3, of counted orders in sales whose device is known.
 * Original rows happened when their order was placed, so they are found by its day.
 */
export const SALES_OF_KNOWN_DEVICE = `
  FROM (
    SELECT s.order_id, s.line_type, s.action, s.total, s.tax, s.discount, s.day FROM orders o
    JOIN sales_row s ON s.shop_id = $1 AND s.order_id = o.order_id AND s.is_original
    WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.checkout_token IS NOT NULL
    UNION ALL
    SELECT s.order_id, s.line_type, s.action, s.total, s.tax, s.discount, s.day FROM sales_row s
    WHERE s.shop_id = $1 AND NOT s.is_original AND s.day BETWEEN $2 AND $3
  ) s
  JOIN orders o ON o.shop_id = $1 AND o.order_id = s.order_id AND o.is_counted AND o.is_in_sales
  JOIN completed_checkout c ON c.shop_id = $1 AND c.checkout = o.checkout_token AND c.device <> 'unknown'
  WHERE ${isMeasuredDay("s.day")} AND ${IS_MERCHANDISE}`;

export const NET_SALES = `sum(${ledgerAmount("netSales")})`;
