import type { CsvCell } from "~/domain/csv";
import type { ChartPoint } from "~/features/page/cards/number-card";
import type { FileTable } from "./file-table";

/** The points of a line over time, beside those it is compared with. */
export function trendTable(
  key: string,
  { points, comparison }: { readonly points: readonly ChartPoint[]; readonly comparison: readonly ChartPoint[] },
  cellOf: (value: number | null) => CsvCell,
): FileTable {
  return {
    columns: ["first_day", key, "compared_first_day", `compared_${key}`],
    rows: points.map(({ day, value }, index) => {
      const compared = comparison[index];
      return [day, cellOf(value), compared?.day ?? null, cellOf(compared?.value ?? null)];
    }),
  };
}
