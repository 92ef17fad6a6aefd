import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Bar } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import type { DataTableColumn, DataTableRow } from "~/ui/tables/data-table";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { sayReason } from "~/words/records/reasons";
import { wordsOf } from "~/words/words";

/** A number of one group of customers. */
export interface MetricRow {
  readonly key: string;
  readonly label: string;
  readonly value: MetricValue;
}

/** The rows as bars: each with its n, few data pale, what is not available as a dash. */
export function metricBars(rows: readonly MetricRow[], format: Formatters): Bar[] {
  const say = wordsOf(CUSTOMER_TEXTS, format.settings.locale);
  return rows.map(({ key, label, value }) => ({
    key,
    label,
    value: value.value,
    text: format.metric(value.unit, value.value),
    ...(value.n !== null && {
      note: isFewData(value) ? say("table.tooLittle", { basis: basis(value, format) }) : basis(value, format),
    }),
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
  const say = wordsOf(CUSTOMER_TEXTS, format.settings.locale);
  const isRate = rows.some(({ value }) => value.unit === "rate");
  return {
    file,
    columns: [
      { key: "label", label: labels.row },
      { key: "value", label: labels.value, isNumeric: true },
      { key: "interval", label: say("table.interval"), isNumeric: true },
      ...(isRate ? [{ key: "numerator", label: say("table.cameBack"), isNumeric: true }] : []),
      { key: "n", label: say("table.customers"), isNumeric: true },
    ],
    rows: rows.map(({ key, label, value }) => ({
      key,
      cells: {
        label,
        value:
          value.value === null ? (sayReason(value.unavailableBecause) ?? "–") : format.metric(value.unit, value.value),
        interval: value.interval
          ? say("table.and", {
              low: format.metric(value.unit, value.interval[0]),
              high: format.metric(value.unit, value.interval[1]),
            })
          : "–",
        numerator: format.count(value.numerator),
        n: format.count(value.n),
      },
    })),
  };
}

function basis({ unit, n, numerator }: MetricValue, format: Formatters): string {
  const say = wordsOf(CUSTOMER_TEXTS, format.settings.locale);
  return unit === "rate" && numerator !== null
    ? say("table.of", { part: format.count(numerator), all: format.count(n) })
    : say("table.n", { count: format.count(n) });
}
