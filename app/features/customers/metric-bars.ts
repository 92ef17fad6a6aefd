import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Bar } from "~/ui/charts/bar-chart";
import type { DataTableColumn, DataTableRow } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";

/** A number of one group of customers. */
export interface MetricRow {
  readonly key: string;
  readonly label: string;
  readonly value: MetricValue;
}

/** The rows as bars: each with its n, few data pale, what is not available as a dash. */
export function metricBars(rows: readonly MetricRow[], format: Formatters): Bar[] {
  return rows.map(({ key, label, value }) => ({
    key,
    label,
    value: value.value,
    text: format.metric(value.unit, value.value),
    ...(value.n !== null && { note: `${basis(value, format)}${isFewData(value) ? ", too little data" : ""}` }),
    interval: value.interval,
    isFew: isFewData(value),
  }));
}

/** The same rows as a table. */
export function metricTable(
  rows: readonly MetricRow[],
  labels: { readonly row: string; readonly value: string },
  file: string,
  format: Formatters,
): { file: string; columns: DataTableColumn[]; rows: DataTableRow[] } {
  const isRate = rows.some(({ value }) => value.unit === "rate");
  return {
    file,
    columns: [
      { key: "label", label: labels.row },
      { key: "value", label: labels.value, isNumeric: true },
      { key: "interval", label: "Between", isNumeric: true },
      ...(isRate ? [{ key: "numerator", label: "Came back", isNumeric: true }] : []),
      { key: "n", label: "Customers", isNumeric: true },
    ],
    rows: rows.map(({ key, label, value }) => ({
      key,
      cells: {
        label,
        value: value.value === null ? (value.unavailableBecause ?? "–") : format.metric(value.unit, value.value),
        interval: value.interval
          ? `${format.metric(value.unit, value.interval[0])} and ${format.metric(value.unit, value.interval[1])}`
          : "–",
        numerator: format.count(value.numerator),
        n: format.count(value.n),
      },
    })),
  };
}

function basis({ unit, n, numerator }: MetricValue, format: Formatters): string {
  return unit === "rate" && numerator !== null
    ? `${format.count(numerator)} of ${format.count(n)}`
    : `n ${format.count(n)}`;
}
