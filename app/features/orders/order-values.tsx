import type { ValueBin, ValueDistribution } from "~/domain/metrics/splits/value-distribution";
import { ColumnChart } from "~/ui/charts/column-chart";
import type { Formatters } from "~/ui/formatters";

/** How many orders are worth how much. */
export function OrderValues({
  distribution,
  format,
}: {
  readonly distribution: ValueDistribution;
  readonly format: Formatters;
}) {
  const { bins, n } = distribution;
  const summary = spread(distribution, format);
  return (
    <ColumnChart
      title="Orders by value"
      units={`Orders in classes of order value, ${format.settings.currencyCode}`}
      summary={summary}
      description={summary}
      formatTick={(tick) => (Number.isInteger(tick) ? format.metricShort("count", tick) : "")}
      columns={bins.map((bin) => ({
        key: String(bin.from),
        label: bin.from === null ? "< 0" : format.moneyShort(bin.from),
        value: bin.count,
        text: `${binName(bin, format)}: ${format.count(bin.count)}`,
      }))}
      table={{
        file: "orders_by_value",
        columns: [
          { key: "value", label: "Order value" },
          { key: "orders", label: "Orders", isNumeric: true },
          { key: "share", label: "Share", isNumeric: true },
        ],
        rows: bins.map((bin) => ({
          key: String(bin.from),
          cells: {
            value: binName(bin, format),
            orders: format.count(bin.count),
            share: format.rate(bin.count / n),
          },
        })),
        total: { key: "total", cells: { value: "All orders", orders: format.count(n), share: format.rate(1) } },
      }}
    />
  );
}

function binName({ from, to }: ValueBin, format: Formatters): string {
  if (from === null) return `below ${format.money(to)}`;
  return to === null ? `${format.money(from)} and more` : `${format.money(from)} to under ${format.money(to)}`;
}

function spread({ quantiles, mean, isApproximate }: ValueDistribution, format: Formatters): string {
  if (!quantiles) return "No orders in this range.";
  const middle =
    `Half of the orders lie between ${format.money(quantiles.p25)} and ${format.money(quantiles.p75)}; ` +
    `one in ten reaches ${format.money(quantiles.p90)}.`;
  const centre = ` The median is ${format.money(quantiles.p50)}, the mean ${format.money(mean)}.`;
  return `${middle}${centre}${isApproximate ? " Values are approximate, as there are more than 100,000 orders." : ""}`;
}
