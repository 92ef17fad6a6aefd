import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import { QUALITY_HORIZON_DAYS } from "~/domain/metrics/splits/customer-quality";
import { BarChart } from "~/ui/charts/bar-chart";
import { countryName } from "~/ui/format/country-name";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { Text } from "~/ui/polaris";
import { VALUE_TEXTS } from "~/words/pages/value";
import { wordsOf } from "~/words/words";
import type { QualityRow, ValueView } from "./customers";
import { metricBars, metricTable } from "./metric-bars";

export interface CustomerQualityProps {
  readonly view: Pick<ValueView, "quality">;
  readonly format: Formatters;
}

const TRAITS = ["source", "product", "discount", "country"] as const;
type Trait = (typeof TRAITS)[number];

const FILES: Readonly<Record<Trait, string>> = {
  source: "customers_quality_by_source",
  product: "customers_quality_by_first_product",
  discount: "customers_quality_by_discount",
  country: "customers_quality_by_country",
};

/** What customers became worth, by what is known of their first purchase. */
export function CustomerQuality({ view, format }: CustomerQualityProps) {
  const say = useWords(VALUE_TEXTS);
  const { acquired, isTrailing, bySource, byFirstProduct, byDiscount, byCountry } = view.quality;
  const countries = byCountry.map((row) =>
    row.key === null || row.label !== row.key ? row : { ...row, label: countryName(row.key, format.settings.locale) },
  );
  const rows = { source: bySource, product: byFirstProduct, discount: byDiscount, country: countries };
  return (
    <>
      <div>
        <Text as="h2" variant="headingMd">
          {say("quality.heading")}
        </Text>
        <Text as="p" tone="subdued">
          {say("quality.of", {
            days: format.count(QUALITY_HORIZON_DAYS),
            from: format.day(acquired.from),
            to: format.day(acquired.to),
          })}
          {isTrailing && ` ${say("quality.trailing")}`}
        </Text>
      </div>
      <CardRow columns="wideCharts">
        {TRAITS.map((trait) => (
          <QualityChart key={trait} trait={trait} rows={rows[trait]} format={format} />
        ))}
      </CardRow>
    </>
  );
}

function QualityChart({
  trait,
  rows,
  format,
}: {
  readonly trait: Trait;
  readonly rows: readonly QualityRow[];
  readonly format: Formatters;
}) {
  const say = useWords(VALUE_TEXTS);
  const days = format.count(QUALITY_HORIZON_DAYS);
  const named = rows.map(({ key, label, value }) => ({ key: `${key} ${label}`, label, value }));
  return (
    <BarChart
      title={say(`quality.title.${trait}`)}
      units={say("quality.units", { currency: format.settings.currencyCode, days })}
      summary={qualitySummary(trait, rows, format)}
      bars={metricBars(named, format)}
      table={metricTable(
        named,
        { row: say(`quality.header.${trait}`), value: say("quality.value", { days }) },
        FILES[trait],
        format,
      )}
      whenEmpty={say("quality.empty", { days })}
    />
  );
}

/**
 * Which group is worth the most, where that is sure; else whether any lies surely below it. Groups of few or of no name
 * do not count.
 */
export function qualitySummary(trait: Trait, rows: readonly QualityRow[], format: Formatters): string {
  const say = wordsOf(VALUE_TEXTS, format.settings.locale);
  const known = rows.filter(({ key, value }) => key !== null && value.value !== null && !isFewData(value));
  const [best, ...others] = known.toSorted((a, b) => (b.value.value ?? 0) - (a.value.value ?? 0));
  const [next] = others;
  if (!best || !next) return say("quality.nothing");
  const money = (row: QualityRow) => format.money(row.value.value);
  const below = others.filter(({ value }) => verdictOf(best.value, value)?.certainty === "sure");
  if (below.length === others.length) {
    return say(`quality.ahead.${trait}`, {
      best: best.label,
      next: next.label,
      used: best.key ?? "",
      value: money(best),
      nextValue: money(next),
    });
  }
  const low = below.at(-1);
  return low
    ? say("quality.except", {
        best: best.label,
        value: money(best),
        low: low.label,
        lowValue: money(low),
        count: below.length,
        shown: format.count(below.length),
      })
    : say("quality.unsure");
}
