import type { ValueDistribution } from "~/domain/metrics/splits/value-distribution";
import { moneyCell, type FileTable } from "./file-table";

/** Classes of amounts, from `from` up to and without `to`. */
export function binTable({ bins, n }: ValueDistribution, counted: string, currencyCode: string): FileTable {
  return {
    columns: ["from", "to", counted, "share"],
    rows: bins.map(({ from, to, count }) => [
      moneyCell(from, currencyCode),
      moneyCell(to, currencyCode),
      count,
      count / n,
    ]),
  };
}
