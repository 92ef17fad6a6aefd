import { basename } from "node:path";
import { type BasketLog, basketLogBuilder } from "~/domain/recommendations/basket-log";
import { type CsvRow, csvRows } from "~/features/evaluation/csv-rows.server";

export interface OrderFileOptions {
  /** Names of columns that are called otherwise in this file. */
  readonly columns: Partial<Record<OrderColumn, string | undefined>>;
  /** Only orders whose ids match are sales; null for all. */
  readonly orders: RegExp | null;
  /** Only these ids are products; null for all, but for names in a file whose products are numbers. */
  readonly products: RegExp | null;
}

export type OrderColumn =
  "order_id" | "product_id" | "customer_id" | "timestamp" | "sequence" | "quantity" | "unit_price";

export interface OrderFile {
  readonly log: BasketLog;
  /** Ids, by the indexes of the log; products in the order of their code points. */
  readonly orders: readonly string[];
  readonly products: readonly string[];
  /** What tells earlier from later: a time, a number per customer, or nothing. */
  readonly order: "timestamp" | "sequence" | "none";
  readonly lines: number;
  /** Lines that are no goods really sold. */
  readonly leftOut: number;
}

interface Order {
  readonly id: string;
  customer: string;
  at: number;
  readonly products: Set<string>;
}

/**
 * Orders of a CSV file with one line per product of an order. Lines with a quantity or a price of zero or less are
 * refunds, corrections and gifts, and left out; an empty price is unknown.
 *
 * @throws {Error} one sentence with file and line, at the first row that cannot be understood.
 */
export async function readOrders(path: string, options: OrderFileOptions): Promise<OrderFile> {
  const file = basename(path);
  const orders = new Map<string, Order>();
  let lines = 0;
  let leftOut = 0;
  let at: Record<OrderColumn, number> | null = null;
  for await (const row of csvRows(path)) {
    if (at === null) {
      at = positionsOf(file, row, options.columns);
      continue;
    }
    lines += 1;
    const id = neededCell(row, at, "order_id", file);
    const product = neededCell(row, at, "product_id", file);
    const customer = row.cells[at.customer_id] ?? "";
    const isSold =
      isPositive(row, at.quantity, file) &&
      isPositive(row, at.unit_price, file) &&
      (options.orders?.test(id) ?? true) &&
      (options.products?.test(product) ?? true);
    if (!isSold) {
      leftOut += 1;
      continue;
    }
    const time = timeOf(row, at, file);
    const order = orders.get(id) ?? { id, customer, at: time, products: new Set() };
    orders.set(id, order);
    order.products.add(product);
    order.at = Math.min(order.at, time);
    if (order.customer === "") order.customer = customer;
  }
  if (at === null) throw new Error(`${file} is empty: a first line with the names of the columns is needed.`);
  if (options.products === null) leftOut += dropServices(orders);
  const order = at.timestamp >= 0 ? "timestamp" : at.sequence >= 0 && at.customer_id >= 0 ? "sequence" : "none";
  return { ...packed([...orders.values()]), order, lines, leftOut };
}

/** Product ids that are numbers say what is a product: names among them are postage, fees and the like. */
const MOSTLY = 0.95;

/** Takes what is no product off the orders, where ids tell; counts what was taken. */
function dropServices(orders: Map<string, Order>): number {
  const isNumbered = (product: string) => /^\d/.test(product);
  let [numbered, named] = [0, 0];
  for (const { products } of orders.values()) {
    for (const product of products)
      if (isNumbered(product)) numbered += 1;
      else named += 1;
  }
  if (named === 0 || numbered < MOSTLY * (numbered + named)) return 0;
  for (const [id, { products }] of orders) {
    for (const product of products) if (!isNumbered(product)) products.delete(product);
    if (products.size === 0) orders.delete(id);
  }
  return named;
}

function packed(orders: Order[]): Pick<OrderFile, "log" | "orders" | "products"> {
  orders.sort((a, b) => a.at - b.at || byCodePoint(a.id, b.id));
  const products = [...new Set(orders.flatMap((order) => [...order.products]))].sort(byCodePoint);
  const indexOf = new Map(products.map((product, index) => [product, index]));
  const customers = new Map<string, number>();
  const builder = basketLogBuilder(products.length);
  for (const { at, customer, products: bought } of orders) {
    if (customer !== "" && !customers.has(customer)) customers.set(customer, customers.size);
    builder.add({
      at,
      customer: customers.get(customer) ?? null,
      products: Array.from(bought, (product) => indexOf.get(product)!).sort((a, b) => a - b),
    });
  }
  return { log: builder.build(), orders: orders.map(({ id }) => id), products };
}

/** UTF-16 units order texts as code points do, but for characters beyond the first plane. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const NEEDED: readonly OrderColumn[] = ["order_id", "product_id"];
const OPTIONAL: readonly OrderColumn[] = ["customer_id", "timestamp", "sequence", "quantity", "unit_price"];

/** How the command line calls each column. */
const OPTION: Readonly<Record<OrderColumn, string>> = {
  order_id: "order",
  product_id: "product",
  customer_id: "customer",
  timestamp: "time",
  sequence: "sequence",
  quantity: "quantity",
  unit_price: "price",
};

function positionsOf(
  file: string,
  { cells }: CsvRow,
  columns: OrderFileOptions["columns"],
): Record<OrderColumn, number> {
  const names = cells.map((name) => name.trim());
  const entries = [...NEEDED, ...OPTIONAL].map((column) => {
    const name = columns[column] ?? column;
    const index = names.indexOf(name);
    if (index < 0 && (NEEDED.includes(column) || columns[column] !== undefined)) {
      throw new Error(
        `${file}:1: there is no column "${name}" among ${names.join(", ")}; name it with --${OPTION[column]}-column.`,
      );
    }
    return [column, index];
  });
  return Object.fromEntries(entries) as Record<OrderColumn, number>;
}

function neededCell(
  { line, cells }: CsvRow,
  at: Record<OrderColumn, number>,
  column: OrderColumn,
  file: string,
): string {
  const cell = cells[at[column]];
  if (cell === undefined) throw new Error(`${file}:${line}: it ends before its "${column}".`);
  return cell;
}

/** Whether a quantity or a price is of goods sold; an empty one is unknown. */
function isPositive({ line, cells }: CsvRow, column: number, file: string): boolean {
  const text = cells[column]?.trim() ?? "";
  if (text === "") return true;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new Error(`${file}:${line}: "${text}" is not a number such as 19.90.`);
  return value > 0;
}

/** Whole seconds, as milliseconds; the number of the order where there is no time; 0 where there is neither. */
function timeOf({ line, cells }: CsvRow, at: Record<OrderColumn, number>, file: string): number {
  const column = at.timestamp >= 0 ? at.timestamp : at.sequence;
  if (column < 0) return 0;
  const text = cells[column]?.trim() ?? "";
  const value = at.timestamp >= 0 ? Date.parse(text) : Number(text);
  if (text === "" || !Number.isFinite(value)) {
    throw new Error(
      at.timestamp >= 0
        ? `${file}:${line}: "${text}" is not a time such as 2026-01-31T09:30:00Z.`
        : `${file}:${line}: "${text}" is not the number of an order.`,
    );
  }
  return at.timestamp >= 0 ? Math.floor(value / 1000) * 1000 : value;
}
