import { basename } from "node:path";
import { type PurchaseLog, purchaseLogBuilder } from "~/domain/clv/log/purchase-log";
import { dayNumber, isShopDay } from "~/domain/time/shop-time";
import { csvRows } from "~/features/evaluation/csv-rows.server";

export interface PurchaseColumns {
  readonly customer: string;
  readonly date: string;
  /** Undefined: the column `amount` where there is one. */
  readonly amount?: string;
  /** What was bought; undefined where nobody asks. */
  readonly product?: string;
}

export interface PurchaseFile {
  readonly log: PurchaseLog;
  /** What the first row of each customer's first day names, parallel to the customers of the log; null without a column. */
  readonly firstProducts: readonly string[] | null;
  /** Rows that went into the log. */
  readonly purchases: number;
  readonly leftOut: {
    /** Nobody knows whose they are. */
    readonly withoutCustomer: number;
    /** A negative amount gives money back; it is no purchase. */
    readonly refunds: number;
    readonly afterEnd: number;
  };
}

const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/;
const AMOUNT = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** Money is whole minor units, exact up to 2^53 of them; no currency has more than a thousand to the unit. */
const LARGEST_AMOUNT = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

/**
 * Purchases of a CSV file, up to and with the day number `lastDay`. A time after the date is left aside: the day counts
 * as it is written.
 *
 * @throws {Error} one sentence with file and line, at the first row that cannot be understood.
 */
export async function readPurchases(path: string, columns: PurchaseColumns, lastDay: number): Promise<PurchaseFile> {
  const file = basename(path);
  const dayOf = days(file);
  const builder = purchaseLogBuilder();
  const leftOut = { withoutCustomer: 0, refunds: 0, afterEnd: 0 };
  let purchases = 0;
  const first = new Map<string, { readonly day: number; readonly product: string }>();
  let at: Positions | null = null;
  for await (const { line, cells } of csvRows(path)) {
    if (at === null) {
      at = positionsOf(file, cells, columns);
      continue;
    }
    const day = dayOf(cells[at.date]?.trim() ?? "", line);
    const value = at.amount < 0 ? 0 : amountOf(cells[at.amount]?.trim() ?? "", file, line);
    const customer = cells[at.customer]?.trim() ?? "";
    if (customer === "") leftOut.withoutCustomer += 1;
    else if (day > lastDay) leftOut.afterEnd += 1;
    else if (value < 0) leftOut.refunds += 1;
    else {
      purchases += 1;
      builder.add({ customer, day, value });
      if (at.product >= 0 && !(day >= (first.get(customer)?.day ?? Number.POSITIVE_INFINITY))) {
        first.set(customer, { day, product: cells[at.product]?.trim() ?? "" });
      }
    }
  }
  if (at === null) throw new Error(`${file} is empty: a first line with the names of the columns is needed.`);
  const log = builder.build();
  const firstProducts = at.product < 0 ? null : log.customers.map((customer) => first.get(customer)!.product);
  return { log, firstProducts, purchases, leftOut };
}

/** Of the columns in a row; below 0 for one that is not there. */
interface Positions {
  readonly customer: number;
  readonly date: number;
  readonly amount: number;
  readonly product: number;
}

function positionsOf(
  file: string,
  header: readonly string[],
  { customer, date, amount, product }: PurchaseColumns,
): Positions {
  const names = header.map((name) => name.trim());
  const find = (name: string, option: string): number => {
    const index = names.indexOf(name);
    if (index < 0) {
      throw new Error(`${file}:1: there is no column "${name}" among ${names.join(", ")}; name it with ${option}.`);
    }
    return index;
  };
  return {
    customer: find(customer, "--customer-column"),
    date: find(date, "--date-column"),
    amount: amount === undefined ? names.indexOf("amount") : find(amount, "--amount-column"),
    product: product === undefined ? -1 : find(product, "--product-column"),
  };
}

/** Reads days, each different one once. */
function days(file: string) {
  const known = new Map<string, number>();
  return (text: string, line: number): number => {
    const written = DATE.exec(text)?.[1] ?? "";
    const found = known.get(written);
    if (found !== undefined) return found;
    if (!isShopDay(written)) throw new Error(`${file}:${line}: "${text}" is not a date such as 2026-01-31.`);
    const day = dayNumber(written);
    known.set(written, day);
    return day;
  };
}

function amountOf(text: string, file: string, line: number): number {
  if (!AMOUNT.test(text)) throw new Error(`${file}:${line}: "${text}" is not an amount such as 19.90.`);
  const amount = Number(text);
  if (Math.abs(amount) > LARGEST_AMOUNT) {
    throw new Error(`${file}:${line}: "${text}" is more than money can be, which ends at ${LARGEST_AMOUNT}.`);
  }
  return amount;
}
