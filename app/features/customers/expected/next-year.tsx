import type { OutlookMonth } from "~/domain/clv/arrivals/outlook";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { dayFromNumber } from "~/domain/time/shop-time";
import type { ReadyForecastView } from "~/features/forecast/forecast";
import { ChartCard } from "~/ui/charts/chart-card";
import { chartScale, evenIndexes } from "~/ui/charts/chart-geometry";
import { Legend } from "~/ui/charts/legend";
import { PlotFrame } from "~/ui/charts/plot-frame";
import { MAIN_COLOR } from "~/ui/charts/strokes";
import type { Formatters } from "~/ui/format/formatters";
import { metricLabel } from "~/ui/format/metric-words";
import { rangeSentence } from "~/ui/format/forecast-range-words";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { ExplainLink } from "~/ui/navigation/explain-link";
import { BlockStack, List, Text } from "~/ui/polaris";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { sayReason } from "~/words/records/reasons";

interface NextYearProps {
  readonly forecast: Pick<ReadyForecastView, "metrics" | "summary">;
  readonly format: Formatters;
}

/** What the next twelve months bring: customers there are, customers still to come, and both by month. */
export function NextYear({ forecast: { metrics, summary }, format }: NextYearProps) {
  const say = useWords(FORECAST_TEXTS);
  const title = say("nextYear.title");
  const { outlook } = summary;
  const shown = ({ unit, value, interval }: MetricValue) => ({
    value: format.metric(unit, value),
    low: format.metric(unit, interval?.[0] ?? null),
    high: format.metric(unit, interval?.[1] ?? null),
  });
  const explain = (metric: MetricKey) => <ExplainLink metric={metric} label={metricLabel(metric)} />;
  const existing = metrics.expected_value_existing_12;
  if (!outlook.isReady) {
    return (
      <TitledCard
        title={title}
        summary={
          <>
            {say("nextYear.withoutNew", { reason: sayReason(outlook.because), ...shown(existing) })}{" "}
            {explain("expected_value_existing_12")}
          </>
        }
      />
    );
  }
  const newCustomers = shown(metrics.expected_new_customers_12);
  return (
    <ChartCard
      title={title}
      units={say("nextYear.units", { currency: format.settings.currencyCode })}
      summary={`${rangeSentence(summary.grade?.monthCoverage ?? null, format)} ${say("nextYear.basis")}`}
      legend={
        <Legend
          entries={[
            { words: say("nextYear.columnArriving"), sign: <rect {...ARRIVING} width="20" height="10" /> },
            { words: say("nextYear.columnExisting"), sign: <rect {...EXISTING} width="20" height="10" /> },
          ]}
        />
      }
      table={{
        file: "customers_next_year",
        columns: [
          { key: "from", label: say("nextYear.from") },
          { key: "newCustomers", label: say("nextYear.columnNew"), isNumeric: true },
          { key: "existing", label: say("nextYear.columnExisting"), isNumeric: true },
          { key: "arriving", label: say("nextYear.columnArriving"), isNumeric: true },
          { key: "together", label: say("nextYear.columnTogether"), isNumeric: true },
        ],
        rows: outlook.months.map((month) => ({
          key: String(month.fromDay),
          cells: {
            from: format.day(dayFromNumber(month.fromDay)),
            newCustomers: format.count(month.newCustomers),
            existing: format.money(month.existing),
            arriving: format.money(month.arriving),
            together: format.money(month.existing + month.arriving),
          },
        })),
        total: {
          key: "all",
          cells: {
            from: say("nextYear.total"),
            newCustomers: newCustomers.value,
            existing: shown(existing).value,
            arriving: shown(metrics.expected_value_new_12).value,
            together: shown(metrics.expected_value_12).value,
          },
        },
      }}
    >
      <BlockStack gap="200">
        <Text as="p" variant="headingLg" numeric>
          {say("nextYear.together", shown(metrics.expected_value_12))}
        </Text>
        <Text as="p">{explain("expected_value_12")}</Text>
        <List>
          <List.Item>
            {say("nextYear.existing", shown(existing))} {explain("expected_value_existing_12")}
          </List.Item>
          <List.Item>
            {say("nextYear.arriving", shown(metrics.expected_value_new_12))} {explain("expected_value_new_12")}
          </List.Item>
          <List.Item>
            {say("nextYear.newCustomers", { ...newCustomers, count: newCustomers.value })}{" "}
            {explain("expected_new_customers_12")}
          </List.Item>
        </List>
      </BlockStack>
      <ByMonth months={outlook.months} format={format} />
    </ChartCard>
  );
}

const EXISTING = { fill: MAIN_COLOR } as const;
const ARRIVING = { fill: MAIN_COLOR, opacity: 0.45 } as const;
const GAP = 0.22;
const MOST_LABELS = 4;

/** A column a month: customers there are below, customers still to come above. */
function ByMonth({ months, format }: { readonly months: readonly OutlookMonth[]; readonly format: Formatters }) {
  const say = useWords(FORECAST_TEXTS);
  const scale = chartScale([months.map(({ existing, arriving }) => existing + arriving)], true);
  const room = 100 / months.length;
  const x = (index: number) => ({ x: (index + GAP / 2) * room, width: (1 - GAP) * room });
  return (
    <PlotFrame
      label={`${say("nextYear.title")}. ${say("nextYear.byMonth")}`}
      scale={scale}
      formatTick={(tick) => format.metricShort("money", tick)}
      labels={evenIndexes(months.length, MOST_LABELS).map((index) => ({
        key: index,
        at: (index + 0.5) * room,
        text: format.dayShort(dayFromNumber(months[index]!.fromDay)),
      }))}
      hasColumns
    >
      {months.map(({ fromDay, existing, arriving }, index) => (
        <g key={fromDay}>
          <title>
            {say("nextYear.point", {
              day: format.day(dayFromNumber(fromDay)),
              existing: format.money(existing),
              arriving: format.money(arriving),
            })}
          </title>
          <rect {...EXISTING} {...x(index)} y={scale.y(existing)} height={scale.y(0) - scale.y(existing)} />
          <rect
            {...ARRIVING}
            {...x(index)}
            y={scale.y(existing + arriving)}
            height={scale.y(existing) - scale.y(existing + arriving)}
          />
        </g>
      ))}
    </PlotFrame>
  );
}
