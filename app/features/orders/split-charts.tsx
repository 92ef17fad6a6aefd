import { isFewData } from "~/domain/metrics/confidence/metric-value";
import type { SplitRow } from "./orders";
import { BarChart } from "~/ui/charts/bar-chart";
import { ColumnChart } from "~/ui/charts/column-chart";
import type { DataTableProps } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";

export interface SplitProps {
  readonly title: string;
  /** The name of the file with these rows. */
  readonly file: string;
  /** Heads the first column of the table. */
  readonly groupLabel: string;
  readonly rows: readonly SplitRow[];
  /** A shorter label, to stand beneath a column. */
  readonly shorten?: (label: string) => string;
  readonly format: Formatters;
}

/** All placed orders in groups, each with its share and average value. */
export function SplitBars({ title, file, groupLabel, rows, format }: SplitProps) {
  return (
    <BarChart
      title={title}
      units="Share of orders, with the average order value"
      summary={splitSummary(rows, format)}
      bars={rows.map(({ key, label, share, orders, aov }) => ({
        key: String(key),
        label,
        value: orders === 0 ? null : share,
        text: format.rate(share),
        note: orders === 0 ? "no orders" : format.money(aov.value),
        isFew: isFewData(aov),
      }))}
      table={splitTable(file, groupLabel, rows, format)}
    />
  );
}

/** The same where the groups follow each other, as hours do. */
export function SplitColumns({ title, file, groupLabel, rows, shorten = (label) => label, format }: SplitProps) {
  const summary = splitSummary(rows, format);
  return (
    <ColumnChart
      title={title}
      units="Orders, by the clock of the shop"
      summary={summary}
      description={summary}
      formatTick={(tick) => (Number.isInteger(tick) ? format.metricShort("count", tick) : "")}
      columns={rows.map(({ key, label, orders }) => ({
        key: String(key),
        label: shorten(label),
        value: orders,
        text: `${label}: ${format.count(orders)}`,
      }))}
      table={splitTable(file, groupLabel, rows, format)}
    />
  );
}

/** "Largest group: Online Store, 71.2% of 1,872 orders." */
export function splitSummary(rows: readonly SplitRow[], format: Formatters): string {
  const orders = rows.reduce((sum, row) => sum + row.orders, 0);
  if (orders === 0) return "No orders in this range.";
  const largest = rows.reduce((best, row) => (row.orders > best.orders ? row : best));
  const all = `${format.count(orders)} ${orders === 1 ? "order" : "orders"}`;
  return rows.filter((row) => row.orders > 0).length === 1
    ? `${largest.label}: all ${all}.`
    : `Largest group: ${largest.label}, ${format.rate(largest.share)} of ${all}.`;
}

function splitTable(
  file: string,
  groupLabel: string,
  rows: readonly SplitRow[],
  format: Formatters,
): Omit<DataTableProps, "caption"> {
  const sum = (valueOf: (row: SplitRow) => number) => rows.reduce((total, row) => total + valueOf(row), 0);
  return {
    file,
    columns: [
      { key: "group", label: groupLabel },
      { key: "orders", label: "Orders", isNumeric: true },
      { key: "share", label: "Share", isNumeric: true },
      { key: "value", label: "Order value", isNumeric: true },
      { key: "aov", label: "Average", isNumeric: true },
    ],
    rows: rows.map(({ key, label, orders, share, orderValue, aov }) => ({
      key: String(key),
      cells: {
        group: label,
        orders: format.count(orders),
        share: format.rate(share),
        value: format.money(orderValue),
        aov: format.money(aov.value) + (isFewData(aov) ? " (too little data)" : ""),
      },
    })),
    total: {
      key: "total",
      cells: {
        group: "All placed orders",
        orders: format.count(sum(({ orders }) => orders)),
        share: format.rate(sum(({ share }) => share)),
        value: format.money(sum(({ orderValue }) => orderValue)),
      },
    },
  };
}
