import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import type { PriorPurchasesRow } from "./conversion";

/** Whether those who bought before buy more readily. */
export function PriorPurchases({
  rows,
  format,
}: {
  readonly rows: readonly PriorPurchasesRow[];
  readonly format: Formatters;
}) {
  const say = useWords(CONVERSION_TEXTS);
  const label = ({ purchases: count, isLast }: PriorPurchasesRow) => {
    const shown = format.count(count);
    return isLast ? say("prior.orMore", { shown }) : say("prior.purchases", { count, shown });
  };
  return (
    <BarChart
      title={say("prior.title")}
      units={say("prior.units")}
      summary={say("prior.summary")}
      whenEmpty={say("prior.none")}
      bars={rows.map((row) => ({
        key: String(row.purchases),
        label: label(row),
        value: row.conversion.value,
        text: format.rate(row.conversion.value),
        note: say("split.of", { shown: format.count(row.conversion.n) }),
        interval: row.conversion.interval,
        isFew: isFewData(row.conversion),
      }))}
      table={{
        file: "conversion_by_prior_purchases",
        columns: [
          { key: "purchases", label: say("column.purchases") },
          { key: "sessions", label: say("column.sessions"), isNumeric: true },
          { key: "completed", label: say("column.completed"), isNumeric: true },
          { key: "conversion", label: say("column.conversion"), isNumeric: true },
        ],
        rows: rows.map((row) => ({
          key: String(row.purchases),
          cells: {
            purchases: label(row),
            sessions: format.count(row.conversion.denominator),
            completed: format.count(row.conversion.numerator),
            conversion: numberText(row.conversion, format),
          },
        })),
      }}
    />
  );
}
