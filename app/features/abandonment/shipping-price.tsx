import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { ABANDONMENT_TEXTS } from "~/words/pages/abandonment";
import type { ShippingRow } from "./abandonment";

/** How many left by what delivery cost of their basket. */
export function ShippingPrice({
  rows,
  format,
}: {
  readonly rows: readonly ShippingRow[];
  readonly format: Formatters;
}) {
  const say = useWords(ABANDONMENT_TEXTS);
  const unpriced = rows.find(({ share }) => share === "unknown")?.abandoned ?? 0;
  const sum = (of: (row: ShippingRow) => number) => format.count(rows.reduce((total, row) => total + of(row), 0));
  return (
    <BarChart
      title={say("shipping.title")}
      units={say("shipping.units")}
      summary={say("shipping.summary", { shown: format.count(unpriced) })}
      whenEmpty={say("shipping.none")}
      bars={rows
        .filter(({ share }) => share !== "unknown")
        .map(({ share, rate, abandoned, recovered, completed }) => ({
          key: share,
          label: say(`shipping.share.${share}`),
          value: rate?.value ?? null,
          text: format.rate(rate?.value ?? null),
          note:
            rate === null
              ? say("shipping.untold")
              : say("shipping.of", { shown: format.count(abandoned + recovered + completed) }),
          interval: rate?.interval ?? null,
          isFew: rate !== null && isFewData(rate),
        }))}
      table={{
        file: "abandonment_shipping",
        columns: [
          { key: "share", label: say("column.shipping") },
          { key: "rate", label: say("column.abandoned"), isNumeric: true },
          { key: "abandoned", label: say("state.abandoned.label"), isNumeric: true },
          { key: "recovered", label: say("state.recovered.label"), isNumeric: true },
          { key: "completed", label: say("state.completed.label"), isNumeric: true },
        ],
        rows: rows.map(({ share, rate, abandoned, recovered, completed }) => ({
          key: share,
          cells: {
            share: say(`shipping.share.${share}`),
            rate: rate === null ? format.rate(null) : numberText(rate, format),
            abandoned: format.count(abandoned),
            recovered: format.count(recovered),
            completed: format.count(completed),
          },
        })),
        total: {
          key: "total",
          cells: {
            share: say("shipping.all"),
            abandoned: sum(({ abandoned }) => abandoned),
            recovered: sum(({ recovered }) => recovered),
            completed: sum(({ completed }) => completed),
          },
        },
      }}
    />
  );
}
