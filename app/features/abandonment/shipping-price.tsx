import { isFewData } from "~/domain/metrics/confidence/metric-value";
import type { ShopDay } from "~/domain/time/shop-time";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { ABANDONMENT_TEXTS } from "~/words/pages/abandonment";
import type { ShippingRow } from "./abandonment";

interface ShippingPriceProps {
  readonly rows: readonly ShippingRow[];
  /** The first day of ranges without checkouts from before the installation; null where the range is one. */
  readonly toldFrom: ShopDay | null;
  readonly format: Formatters;
}

/** How many left by what delivery cost of their basket; why it cannot be told where most who left had no price. */
export function ShippingPrice({ rows, toldFrom, format }: ShippingPriceProps) {
  const say = useWords(ABANDONMENT_TEXTS);
  const unpriced = rows.find(({ share }) => share === "unknown")?.abandoned ?? 0;
  const total = (of: (row: ShippingRow) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const all = total(({ abandoned }) => abandoned);
  const counts = { unpriced: format.count(unpriced), all: format.count(all) };
  if (unpriced > all / 2) {
    return (
      <TitledCard
        title={say("shipping.title")}
        summary={
          toldFrom === null
            ? say("shipping.mostlyUnpriced", counts)
            : say("shipping.mostlyListed", { ...counts, day: format.day(toldFrom) })
        }
      />
    );
  }
  const sum = (of: (row: ShippingRow) => number) => format.count(total(of));
  const finished = rows.filter((row) => finishedOf(row) > 0);
  const isFreeUntold = finished.some(({ share, rate }) => share === "free" && rate === null);
  return (
    <BarChart
      title={say("shipping.title")}
      units={say("shipping.units")}
      summary={[say("shipping.summary", { shown: counts.unpriced }), isFreeUntold && say("shipping.untold")]
        .filter(Boolean)
        .join(" ")}
      whenEmpty={say("shipping.none")}
      bars={finished.flatMap(({ rate, ...row }) =>
        rate === null
          ? []
          : [
              {
                key: row.share,
                label: say(`shipping.share.${row.share}`),
                value: rate.value,
                text: format.rate(rate.value),
                note: say("shipping.of", { shown: format.count(finishedOf(row)) }),
                interval: rate.interval,
                isFew: isFewData(rate),
              },
            ],
      )}
      table={{
        file: "abandonment_shipping",
        columns: [
          { key: "share", label: say("column.shipping") },
          { key: "rate", label: say("column.abandoned"), isNumeric: true },
          { key: "abandoned", label: say("state.abandoned.label"), isNumeric: true },
          { key: "recovered", label: say("state.recovered.label"), isNumeric: true },
          { key: "completed", label: say("state.completed.label"), isNumeric: true },
        ],
        rows: finished.map(({ share, rate, abandoned, recovered, completed }) => ({
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

const finishedOf = ({ abandoned, recovered, completed }: Pick<ShippingRow, "abandoned" | "recovered" | "completed">) =>
  abandoned + recovered + completed;
