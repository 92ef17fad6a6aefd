import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { csvRows } from "~/features/evaluation/csv-rows.server";
import { type PurchaseColumns, type PurchaseFile, readPurchases } from "./read-purchases.server";

/** A CSV file of a folder: a log of purchases, or why it is none. */
export type FolderFile =
  | (Pick<PurchaseFile, "log" | "firstProducts"> & { readonly file: string; readonly because: null })
  | { readonly file: string; readonly because: string };

/** The CSV files of a folder by name; none where no folder is named. */
export async function* logsInFolder(folder: string | null): AsyncGenerator<FolderFile> {
  for (const file of folder === null ? [] : (await readdir(folder)).sort()) {
    if (!/\.csv(\.gz)?$/.test(file)) continue;
    const path = join(folder!, file);
    const columns = await columnsIn(path);
    if (columns === null) {
      yield { file, because: "It has no columns of customers and days." };
      continue;
    }
    const { log, firstProducts } = await readPurchases(path, columns, Number.POSITIVE_INFINITY);
    yield { file, because: null, log, firstProducts };
  }
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
