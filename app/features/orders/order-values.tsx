import type { ValueBin, ValueDistribution } from "~/domain/metrics/splits/value-distribution";
import { ColumnChart } from "~/ui/charts/column-chart";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { ORDER_TEXTS } from "~/words/pages/orders";
import { wordsOf } from "~/words/words";

/** How many orders are worth how much. */
export function OrderValues({
  distribution,
  format,
}: {
  readonly distribution: ValueDistribution;
  readonly format: Formatters;
}) {
  const say = useWords(ORDER_TEXTS);
  const { bins, n } = distribution;
  const summary = spread(distribution, format);
  return (
    <ColumnChart
      title={say("byValue.title")}
      units={say("byValue.units", { currency: format.settings.currencyCode })}
      summary={summary}
      description={summary}
      formatTick={(tick) => (Number.isInteger(tick) ? format.metricShort("count", tick) : "")}
      columns={bins.map((bin) => ({
        key: String(bin.from),
        label: bin.from === null ? say("byValue.belowZero") : format.moneyShort(bin.from),
        value: bin.count,
        text: say("byValue.column", { label: binName(bin, format), orders: format.count(bin.count) }),
      }))}
      table={{
        file: "orders_by_value",
        columns: [
          { key: "value", label: say("column.value") },
          { key: "orders", label: say("column.orders"), isNumeric: true },
          { key: "share", label: say("column.share"), isNumeric: true },
        ],
        rows: bins.map((bin) => ({
          key: String(bin.from),
          cells: {
            value: binName(bin, format),
            orders: format.count(bin.count),
            share: format.rate(bin.count / n),
          },
        })),
        total: { key: "total", cells: { value: say("byValue.all"), orders: format.count(n), share: format.rate(1) } },
      }}
    />
  );
}

function binName({ from, to }: ValueBin, format: Formatters): string {
  const say = wordsOf(ORDER_TEXTS, format.settings.locale);
  if (from === null) return say("byValue.below", { to: format.money(to) });
  if (to === null) return say("byValue.above", { from: format.money(from) });
  return say("byValue.between", { from: format.money(from), to: format.money(to) });
}

function spread({ quantiles, mean, isApproximate }: ValueDistribution, format: Formatters): string {
  const say = wordsOf(ORDER_TEXTS, format.settings.locale);
  if (!quantiles) return say("byValue.none");
  const { p25, p50, p75, p90 } = quantiles;
  return [
    say("byValue.spread", { p25: format.money(p25), p75: format.money(p75), p90: format.money(p90) }),
    say("byValue.centre", { median: format.money(p50), mean: format.money(mean) }),
    isApproximate && say("byValue.approximate"),
  ]
    .filter(Boolean)
    .join(" ");
}
