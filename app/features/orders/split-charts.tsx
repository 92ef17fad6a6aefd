import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { BarChart } from "~/ui/charts/bar-chart";
import { ColumnChart } from "~/ui/charts/column-chart";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import type { DataTableProps } from "~/ui/tables/data-table";
import { ORDER_TEXTS } from "~/words/pages/orders";
import { wordsOf } from "~/words/words";
import type { OrdersView, SplitRow } from "./orders";

export interface SplitProps {
  /** What the orders are grouped by. */
  readonly split: keyof OrdersView["splits"];
  readonly rows: readonly SplitRow[];
  /** A shorter label, to stand beneath a column. */
  readonly shorten?: (label: string) => string;
  readonly format: Formatters;
}

/** All placed orders in groups, each with its share and average value. */
export function SplitBars({ split, rows, format }: SplitProps) {
  const say = useWords(ORDER_TEXTS);
  return (
    <BarChart
      title={say(`split.${split}.title`)}
      units={say("split.bars")}
      summary={splitSummary(rows, format)}
      bars={rows.map(({ key, label, share, orders, aov }) => ({
        key: String(key),
        label,
        value: orders === 0 ? null : share,
        text: format.rate(share),
        note: orders === 0 ? say("split.noOrders") : format.money(aov.value),
        isFew: isFewData(aov),
      }))}
      table={splitTable(split, rows, format)}
    />
  );
}

/** The same where the groups follow each other, as hours do. */
export function SplitColumns({ split, rows, shorten = (label) => label, format }: SplitProps) {
  const say = useWords(ORDER_TEXTS);
  const summary = splitSummary(rows, format);
  return (
    <ColumnChart
      title={say(`split.${split}.title`)}
      units={say("split.columns")}
      summary={summary}
      description={summary}
      formatTick={(tick) => (Number.isInteger(tick) ? format.metricShort("count", tick) : "")}
      columns={rows.map(({ key, label, orders }) => ({
        key: String(key),
        label: shorten(label),
        value: orders,
        text: say("split.column", { label, orders: format.count(orders) }),
      }))}
      table={splitTable(split, rows, format)}
    />
  );
}

/** "Largest group: Online Store, 71.2% of 1,872 orders." */
export function splitSummary(rows: readonly SplitRow[], format: Formatters): string {
  const say = wordsOf(ORDER_TEXTS, format.settings.locale);
  const count = rows.reduce((sum, row) => sum + row.orders, 0);
  if (count === 0) return say("byValue.none");
  const largest = rows.reduce((best, row) => (row.orders > best.orders ? row : best));
  const counted = { label: largest.label, count, shown: format.count(count) };
  return rows.filter((row) => row.orders > 0).length === 1
    ? say("split.one", counted)
    : say("split.largest", { ...counted, share: format.rate(largest.share) });
}

function splitTable(
  split: SplitProps["split"],
  rows: readonly SplitRow[],
  format: Formatters,
): Omit<DataTableProps, "caption"> {
  const say = wordsOf(ORDER_TEXTS, format.settings.locale);
  const sum = (valueOf: (row: SplitRow) => number) => rows.reduce((total, row) => total + valueOf(row), 0);
  return {
    file: `orders_by_${split}`,
    columns: [
      { key: "group", label: say(`split.${split}.group`) },
      { key: "orders", label: say("column.orders"), isNumeric: true },
      { key: "share", label: say("column.share"), isNumeric: true },
      { key: "value", label: say("column.value"), isNumeric: true },
      { key: "aov", label: say("column.average"), isNumeric: true },
    ],
    rows: rows.map(({ key, label, orders, share, orderValue, aov }) => ({
      key: String(key),
      cells: {
        group: label,
        orders: format.count(orders),
        share: format.rate(share),
        value: format.money(orderValue),
        aov: numberText(aov, format),
      },
    })),
    total: {
      key: "total",
      cells: {
        group: say("split.all"),
        orders: format.count(sum(({ orders }) => orders)),
        share: format.rate(sum(({ share }) => share)),
        value: format.money(sum(({ orderValue }) => orderValue)),
      },
    },
  };
}
