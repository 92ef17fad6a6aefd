import { csvLine, type CsvCell } from "~/domain/csv";
import type { ShopReport } from "./shop-report.server";

type Cells = Record<string, CsvCell>;

/** The tables of a report by their names in an address: `metrics`, `cohorts`, `sales_by_buyer` and so on. */
export function reportTableNames({ tables }: ShopReport): string[] {
  return ["metrics", ...Object.keys(tables).map(snakeCase)];
}

/** One table of a report as lines of CSV, header first; null when there is no such table. */
export function reportCsv(report: ShopReport, name: string, currencyCode: string): string[] | null {
  const tables: Readonly<Record<string, unknown>> = { metrics: report.metrics, ...report.tables };
  const key = Object.keys(tables).find((each) => snakeCase(each) === name);
  if (key === undefined) return null;
  const rows = rowsOf(tables[key]);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [
    csvLine([...columns, "currency"]),
    ...rows.map((row) => csvLine([...columns.map((column) => row[column] ?? null), currencyCode])),
  ];
}

/** A list gives a row for every entry, an object one for every key. */
function rowsOf(table: unknown): Cells[] {
  if (Array.isArray(table)) return table.flatMap((entry) => expanded(entry, {}));
  if (!isObject(table)) return [];
  return Object.entries(table).flatMap(([key, entry]) =>
    isObject(entry) || Array.isArray(entry) ? expanded(entry, { key }) : [{ key, value: cellOf(entry) }],
  );
}

/** An entry as one row, or, when it holds a list of entries itself, as one row for each of them. */
function expanded(entry: unknown, above: Cells): Cells[] {
  if (Array.isArray(entry)) return entry.flatMap((each) => expanded(each, above));
  if (!isObject(entry)) return [{ ...above, value: cellOf(entry) }];
  let own: Cells = above;
  let beneath: unknown[] | null = null;
  for (const [key, value] of Object.entries(entry)) {
    if (Array.isArray(value) && value.some(isObject)) beneath = value;
    else own = { ...own, ...flattened(snakeCase(key), value) };
  }
  return beneath === null ? [own] : beneath.flatMap((each) => expanded(each, own));
}

function flattened(key: string, value: unknown): Cells {
  if (key === "interval") {
    const [low, high] = Array.isArray(value) ? (value as unknown[]) : [];
    return { interval_low: cellOf(low), interval_high: cellOf(high) };
  }
  if (Array.isArray(value)) return { [key]: value.map(String).join(" ") };
  if (!isObject(value)) return { [key]: cellOf(value) };
  return Object.fromEntries(
    Object.entries(value).flatMap(([own, each]) => Object.entries(flattened(`${key}_${snakeCase(own)}`, each))),
  );
}

function cellOf(value: unknown): CsvCell {
  if (value === null || value === undefined) return null;
  return typeof value === "number" ? value : String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
