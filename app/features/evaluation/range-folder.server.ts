import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { dayFromNumber, type ShopDay } from "~/domain/time/shop-time";
import { csvRows } from "./csv-rows.server";
import { driftingShops } from "./drifting-shops";
import { type JudgedRange, judgeRanges, rangeScores, type RangeScore } from "./evaluate-ranges";
import { type PurchaseColumns, readPurchases } from "./read-purchases.server";

/** Ranges of one log. */
export interface LogRanges {
  readonly log: string;
  readonly customers: number;
  readonly from: ShopDay;
  readonly to: ShopDay;
  readonly intervals: readonly RangeScore[];
}

export interface RangesOfLogs {
  readonly logs: readonly LogRanges[];
  /** Files that are no log of purchases. */
  readonly leftOut: readonly { readonly file: string; readonly because: string }[];
  /** Of all logs together. */
  readonly intervals: readonly RangeScore[];
}

/** Ranges of every log in a folder, if one is named, and of three simulated shops that drift. */
export async function rangesOfLogs(folder: string | null): Promise<RangesOfLogs> {
  const logs: LogRanges[] = [];
  const leftOut: { file: string; because: string }[] = [];
  const all: JudgedRange[] = [];
  const judge = (name: string, log: PurchaseLog, firstProducts: readonly string[] | null) => {
    const judged = judgeRanges(log, firstProducts);
    const days = log.days.toSorted();
    const [from, to] = [dayFromNumber(days[0]!), dayFromNumber(days.at(-1)!)];
    logs.push({ log: name, customers: log.customers.length, from, to, intervals: rangeScores(judged) });
    for (const each of judged) all.push(each);
  };
  for (const file of folder === null ? [] : (await readdir(folder)).sort()) {
    if (!/\.csv(\.gz)?$/.test(file)) continue;
    const path = join(folder!, file);
    const columns = await columnsIn(path);
    if (columns === null) {
      leftOut.push({ file, because: "It has no columns of customers and days." });
      continue;
    }
    const { log, firstProducts } = await readPurchases(path, columns, Number.POSITIVE_INFINITY);
    judge(file, log, firstProducts);
  }
  for (const { name, log, firstProducts } of driftingShops()) judge(name, log, firstProducts);
  return { logs, leftOut, intervals: rangeScores(all) };
}

const DATES = ["date", "ordered_at", "timestamp"];

/** Under which of the usual names a file has what a log needs; null when it has not. */
async function columnsIn(path: string): Promise<PurchaseColumns | null> {
  for await (const { cells } of csvRows(path)) {
    const names = cells.map((name) => name.trim());
    const customer = names.find((name) => name === "customer_id");
    const date = names.find((name) => DATES.includes(name));
    const amount = names.find((name) => /^amount(_[a-z]+)?$/.test(name));
    const product = names.find((name) => name === "product_id");
    if (customer === undefined || date === undefined) return null;
    return { customer, date, ...(amount !== undefined && { amount }), ...(product !== undefined && { product }) };
  }
  return null;
}
