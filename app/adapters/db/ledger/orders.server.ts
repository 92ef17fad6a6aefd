import { IS_RETURNED, IS_SOLD, ledgerSum, NET } from "~/adapters/db/sql/ledger-sums.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { numbered, TIMELINE_COLUMNS } from "./purchase-numbers.server";
import type { ShopRules } from "./shop-rules.server";
import { ORDER_COLUMNS } from "~/adapters/db/staging/staged-orders.server";

/** Removes what is stored of the touched orders, to be replaced as a whole. */
export async function removeTouchedOrders(tx: Tx, shopId: string, batchId: string): Promise<void> {
  const remove = (table: "sales_row" | "order_line" | "orders") =>
    `DELETE FROM ${table} r USING touched_order t
     WHERE t.shop_id = $1 AND t.batch_id = $2 AND r.shop_id = $1 AND r.order_id = t.order_id`;
  await tx.query(
    `WITH sales AS (${remove("sales_row")}), lines AS (${remove("order_line")})
     ${remove("orders")}`,
    [shopId, batchId],
  );
}

const DERIVED_COLUMNS = [
  "day",
  "is_counted",
  "is_placed",
  "is_in_sales",
  "is_purchase",
  "units",
  "order_value",
  "original_discount",
  "shipping_price",
  "kept_value",
  "returned_value",
  "is_refunded",
] as const;
const NUMBER_COLUMNS = ["purchase_number", "previous_purchase_day", "previous_repeat_day"] as const;

/** Rows of what was bought when the order was placed; goods brought back in exchange are returns. */
const IS_BOUGHT = `s.is_original AND ${IS_SOLD}`;

/**
 * The touched orders of `source` as they count by the rules in force: what the pure functions of the domain's
 * order sets and order value say, for all of them at once.
 *
 * Parameters from $3: time zone, currency, leave out cancelled, channels, tags, fully refunded is a purchase,
 * renewals are repeat.
 */
function countedOrders(source: string): string {
  return `
    ledger AS MATERIALIZED (
      SELECT s.order_id,
             bool_or(s.is_original AND s.line_type = 'PRODUCT' AND s.action = 'ORDER') AS has_product,
             bool_or(s.is_original AND s.line_type = 'PRODUCT') AS moves_product,
             COALESCE(sum(s.quantity) FILTER (WHERE ${IS_BOUGHT}), 0)::int AS units,
             COALESCE(sum(${NET}) FILTER (WHERE ${IS_BOUGHT}), 0)::bigint AS order_value,
             COALESCE(sum(s.discount) FILTER (WHERE ${IS_BOUGHT}), 0)::bigint AS original_discount,
             COALESCE(sum(${NET}) FILTER (WHERE s.is_original AND s.line_type = 'SHIPPING' AND s.action <> 'RETURN'), 0)::bigint
               AS shipping_price,
             ${ledgerSum("netSales")}::bigint AS kept_value, ${ledgerSum("returns")}::bigint AS returned_value,
             bool_or(${IS_RETURNED}) AS is_refunded
      FROM touched_order t
      JOIN sales_row s ON s.shop_id = $1 AND s.order_id = t.order_id
      WHERE t.shop_id = $1 AND t.batch_id = $2
      GROUP BY s.order_id
    ), counted AS (
      SELECT o.*, COALESCE(l.has_product, false) AS has_product,
             COALESCE(l.moves_product, false) AS moves_product, COALESCE(l.units, 0) AS ledger_units,
             COALESCE(l.order_value, 0) AS ledger_value, COALESCE(l.original_discount, 0) AS ledger_discount, COALESCE(l.shipping_price, 0) AS ledger_shipping,
             COALESCE(l.kept_value, 0) AS ledger_kept, COALESCE(l.returned_value, 0) AS ledger_returned,
             COALESCE(l.is_refunded, false) AS ledger_refunded,
             NOT o.is_test
               AND o.currency_code = $4
               AND NOT ($5 AND o.cancelled_at IS NOT NULL)
               AND ($6::text[] IS NULL OR COALESCE(o.channel, '') = ANY ($6))
               AND NOT COALESCE(o.tags && $7::text[], false) AS counts
      FROM ${source} o
      LEFT JOIN ledger l ON l.order_id = o.order_id
    ), fresh AS MATERIALIZED (
      SELECT order_id, ${ORDER_COLUMNS.join(", ")},
             (processed_at AT TIME ZONE $3)::date AS day, counts AS is_counted, counts AND has_product AS is_placed,
             counts AND moves_product AS is_in_sales,
             counts AND has_product AND cancelled_at IS NULL
               AND COALESCE(financial_status, '') NOT IN ('VOIDED', 'EXPIRED')
               AND ledger_value > 0 AND ($8 OR ledger_kept > 0) AS is_purchase,
             ledger_units AS units, ledger_value AS order_value, ledger_discount AS original_discount,
             ledger_shipping AS shipping_price, ledger_kept AS kept_value, ledger_returned AS returned_value, ledger_refunded AS is_refunded
      FROM counted
    )`;
}

const FRESH_ORDERS = `SELECT ${TIMELINE_COLUMNS.join(", ")} FROM fresh WHERE customer_id IS NOT NULL`;

/** Orders of touched customers that are not themselves in the batch. */
const OTHER_ORDERS = `
  SELECT ${TIMELINE_COLUMNS.map((column) => `o.${column}`).join(", ")}
  FROM touched_customer c
  JOIN orders o ON o.shop_id = $1 AND o.customer_id = c.customer_id
  WHERE c.shop_id = $1 AND c.batch_id = $2`;

/** Writes the staged orders, whose sales rows are stored already, with all that is derived of them. */
export async function insertStagedOrders(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<number> {
  const staged = `(SELECT * FROM staged_order WHERE shop_id = $1 AND batch_id = $2 AND NOT is_deleted)`;
  const columns = [...ORDER_COLUMNS, ...DERIVED_COLUMNS];
  const { rowCount } = await tx.query(
    `WITH ${countedOrders(staged)},
     number AS MATERIALIZED (${numbered(`${FRESH_ORDERS} UNION ALL ${OTHER_ORDERS}`, "$9", rules.isHistoryLimited)})
     INSERT INTO orders (shop_id, order_id, ${columns.join(", ")}, ${NUMBER_COLUMNS.join(", ")})
     SELECT $1, f.order_id, ${columns.map((column) => `f.${column}`).join(", ")},
            ${NUMBER_COLUMNS.map((column) => `n.${column}`).join(", ")}
     FROM fresh f
     LEFT JOIN number n ON n.order_id = f.order_id
     ORDER BY f.order_id`,
    [shopId, batchId, ...ruleParameters(rules)],
  );
  return rowCount ?? 0;
}

/** Derives every order of the shop again from what is stored; all of them must be touched. */
export async function rederiveOrders(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  const columns = [...DERIVED_COLUMNS, ...NUMBER_COLUMNS];
  const stored = `(SELECT * FROM orders WHERE shop_id = $1)`;
  await tx.query(
    `WITH ${countedOrders(stored)},
     number AS MATERIALIZED (${numbered(FRESH_ORDERS, "$9", rules.isHistoryLimited)}),
     derived AS (
       SELECT f.order_id, ${DERIVED_COLUMNS.map((column) => `f.${column}`).join(", ")},
              ${NUMBER_COLUMNS.map((column) => `n.${column}`).join(", ")}
       FROM fresh f LEFT JOIN number n ON n.order_id = f.order_id
     )
     UPDATE orders o SET ${columns.map((column) => `${column} = d.${column}`).join(", ")}
     FROM derived d
     WHERE o.shop_id = $1 AND o.order_id = d.order_id
       AND (${columns.map((column) => `o.${column}`).join(", ")})
         IS DISTINCT FROM (${columns.map((column) => `d.${column}`).join(", ")})`,
    [shopId, batchId, ...ruleParameters(rules)],
  );
}

/** Cuts the ledger into the days of the shop's time zone again. */
export async function redateSales(tx: Tx, shopId: string, timeZone: string): Promise<void> {
  await tx.query(
    `UPDATE sales_row SET day = (happened_at AT TIME ZONE $2)::date
     WHERE shop_id = $1 AND day <> (happened_at AT TIME ZONE $2)::date`,
    [shopId, timeZone],
  );
}

function ruleParameters({ timeZone, currencyCode, definitions }: ShopRules): unknown[] {
  return [
    timeZone,
    currencyCode,
    definitions.excludeCancelledFromOrders,
    definitions.channelsIncluded,
    definitions.excludeOrderTags,
    definitions.fullyRefundedIsPurchase,
    definitions.subscriptionRenewalsAreRepeat,
  ];
}
