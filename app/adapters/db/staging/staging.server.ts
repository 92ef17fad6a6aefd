import { copyThrough, type CopyValue } from "~/adapters/db/connect/copy-rows.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { StagedRows } from "./staged-rows";
import {
  AGREEMENTS,
  CHECKOUTS,
  CUSTOMERS,
  FAULTS,
  GIFT_CARDS,
  LINES,
  ORDERS,
  SALES,
  type TableSpec,
} from "./staging-tables";

const TABLES_OF_PART = {
  orders: [ORDERS.table, LINES.table, AGREEMENTS.table, SALES.table, FAULTS.table],
  customers: [CUSTOMERS.table],
  checkouts: [CHECKOUTS.table, GIFT_CARDS.table],
  products: [],
} as const;

/** Puts rows into staging. A row that is there already is replaced, unless the one there is newer. */
export async function stageRows(
  tx: Tx,
  shopId: string,
  batch: { readonly id: string; readonly chunk: number },
  rows: StagedRows,
): Promise<void> {
  await stage(tx, shopId, batch, ORDERS, rows.orders);
  await stage(tx, shopId, batch, LINES, rows.lines);
  await stage(tx, shopId, batch, AGREEMENTS, rows.agreements);
  await stage(tx, shopId, batch, SALES, rows.sales);
  await stage(tx, shopId, batch, FAULTS, rows.faults);
  await stage(tx, shopId, batch, CUSTOMERS, rows.customers);
  await stage(tx, shopId, batch, CHECKOUTS, rows.checkouts);
  await stage(tx, shopId, batch, GIFT_CARDS, rows.giftCards);
}

async function stage<Row extends object>(
  tx: Tx,
  shopId: string,
  batch: { readonly id: string; readonly chunk: number },
  { table, columns, key, lastWins, combine }: TableSpec<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = ["shop_id", "batch_id", "chunk", ...columns.map(([column]) => column)];
  const fields = columns.map(([, field]) => field);
  const keyColumns = columns.filter(([, field]) => key.includes(field)).map(([column]) => column);
  const changed = names.slice(2).filter((column) => !keyColumns.includes(column));
  await copyThrough(
    tx,
    table,
    names,
    oneOfEach(rows, key, lastWins, combine).map((row) => [
      shopId,
      batch.id,
      batch.chunk,
      ...fields.map((field) => row[field] as CopyValue),
    ]),
    {
      text: `INSERT INTO ${table} (${names.join(", ")}) SELECT ${names.join(", ")} FROM incoming_${table}
             ON CONFLICT (shop_id, batch_id, ${keyColumns.join(", ")}) DO UPDATE
             SET ${changed.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}
             ${lastWins ? "" : `WHERE ${table}.updated_at <= EXCLUDED.updated_at`}`,
      values: [],
    },
  );
}

/** One statement cannot write the same row twice. */
function oneOfEach<Row extends object>(
  rows: readonly Row[],
  key: readonly (keyof Row)[],
  lastWins: boolean,
  combine?: (one: Row, other: Row) => Row,
): Row[] {
  const kept = new Map<string, Row>();
  const time = (row: Row) => ("updatedAt" in row && row.updatedAt instanceof Date ? row.updatedAt.getTime() : 0);
  for (const row of rows) {
    const id = key.map((field) => String(row[field] instanceof Date ? row[field].getTime() : row[field])).join(" ");
    const other = kept.get(id);
    if (other !== undefined && combine) kept.set(id, combine(other, row));
    else if (other === undefined || lastWins || time(other) <= time(row)) kept.set(id, row);
  }
  return [...kept.values()];
}

/** Forgets what a part of a batch has staged, to begin it again. */
export async function clearStagedPart(
  tx: Tx,
  shopId: string,
  batchId: string,
  objectKind: keyof typeof TABLES_OF_PART,
): Promise<void> {
  for (const table of TABLES_OF_PART[objectKind]) {
    await tx.query(`DELETE FROM ${table} WHERE shop_id = $1 AND batch_id = $2`, [shopId, batchId]);
  }
}
