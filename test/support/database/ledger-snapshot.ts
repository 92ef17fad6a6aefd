import type { Tx } from "~/adapters/db/connect/tenant.server";

type Row = Record<string, unknown>;

const ROLLUP_KEYS = {
  rollup_sales_day: ["day", "buyer", "is_whole", "channel", "country", "discount"],
  rollup_purchase_gap: ["day", "previous_day"],
  rollup_acquisition: ["first_day", "is_whole", "channel", "country", "discount"],
  rollup_cohort: ["grain", "cohort", "period", "is_whole", "channel", "country", "discount"],
  rollup_customer_spread: ["trait", "bucket", "is_whole", "channel", "country", "discount"],
  rollup_checkout_day: ["day", "shipping"],
} as const;

/** Every rollup of a shop, rows that add up to nothing left out. */
export async function readRollups(tx: Tx, shopId: string): Promise<Record<string, Row[]>> {
  const rollups: Record<string, Row[]> = {};
  for (const [table, keys] of Object.entries(ROLLUP_KEYS)) {
    const { rows } = await tx.query<Row>(`SELECT * FROM ${table} WHERE shop_id = $1 ORDER BY ${keys.join(", ")}`, [
      shopId,
    ]);
    const isKey = (column: string) => column === "shop_id" || (keys as readonly string[]).includes(column);
    rollups[table] = rows
      .map(({ shop_id: _, ...row }) => row)
      .filter((row) => Object.entries(row).some(([column, value]) => !isKey(column) && value !== "0"));
  }
  return rollups;
}

const FACT_ORDERS = {
  orders: "order_id",
  order_line: "order_id, line_id",
  sales_row: "order_id, sale_id",
  customer_facts: "customer_id",
  deleted_order: "order_id",
  checkout: "checkout_key",
  checkout_activity: "checkout_key, seen_at",
} as const;

/**
 * Every fact of a shop, derived columns included. Only the count of a customer's orders is left out: it stands as it was
 * when each order was read, and what follows from it are the purchase numbers.
 */
export async function readFacts(tx: Tx, shopId: string): Promise<Record<string, Row[]>> {
  const facts: Record<string, Row[]> = {};
  for (const [table, order] of Object.entries(FACT_ORDERS)) {
    const { rows } = await tx.query<Row>(`SELECT * FROM ${table} WHERE shop_id = $1 ORDER BY ${order}`, [shopId]);
    facts[table] = rows.map(({ shop_id: _, customer_order_count: __, ...row }) => row);
  }
  return facts;
}
