import { csvLine, type CsvCell } from "~/domain/csv";
import type { MetricUnit, MetricValue } from "~/domain/metrics/confidence/metric-value";
import { formatDecimal, formatFractionalDecimal, formatMean } from "~/domain/money";
import type { EpochMs } from "~/domain/time/shop-time";
import type { CsvFile } from "./csv-file";

/** One table of a page as it stands in a file: the same rows in the same order, plain and without their total. */
export interface FileTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/** The file of a table, with the currency its money is in on every row. */
export function tableFile(name: string, { columns, rows }: FileTable, currencyCode: string): CsvFile {
  const lines = rows.map((row) => csvLine([...row, currencyCode]));
  return { name: `${name}.csv`, parts: [csvLine([...columns, "currency"]), lines.join("")], rows: rows.length };
}

/** An amount in whole currency; a mean that lies between two minor units has six decimals. */
export function moneyCell(amount: number | null, currencyCode: string): CsvCell {
  if (amount === null) return null;
  return Number.isSafeInteger(amount)
    ? formatDecimal(amount, currencyCode)
    : formatFractionalDecimal(amount, currencyCode);
}

/** A number of any unit; nothing but money is written another way than it is known. */
export function numberCell(unit: MetricUnit | null, value: number | null, currencyCode: string): CsvCell {
  return unit === "money" ? moneyCell(value, currencyCode) : value;
}

export function momentCell(moment: EpochMs | null): CsvCell {
  return moment === null ? null : new Date(moment).toISOString();
}

/** The columns of `metricCells`. */
export const METRIC_COLUMNS = ["value", "interval_low", "interval_high", "numerator", "denominator", "n"];

/** A number with what it takes to believe it; what its money is divided from may be money or a count. */
export function metricCells(
  { value, unit, interval, numerator, denominator, n }: MetricValue,
  currencyCode: string,
): CsvCell[] {
  if (unit !== "money") return [value, interval?.[0] ?? null, interval?.[1] ?? null, numerator, denominator, n];
  return [
    value !== null && numerator !== null && denominator !== null
      ? formatMean(numerator, denominator, currencyCode)
      : moneyCell(value, currencyCode),
    moneyCell(interval?.[0] ?? null, currencyCode),
    moneyCell(interval?.[1] ?? null, currencyCode),
    moneyCell(numerator, currencyCode),
    denominator,
    n,
  ];
}
