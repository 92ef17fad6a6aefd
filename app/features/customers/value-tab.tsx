import type { ReactNode } from "react";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { ValueBin } from "~/domain/metrics/splits/value-distribution";
import { FactCard } from "~/ui/cards/fact-card";
import { BarChart } from "~/ui/charts/bar-chart";
import { ColumnChart } from "~/ui/charts/column-chart";
import type { Formatters } from "~/ui/format/formatters";
import { metricLabel } from "~/ui/format/metric-words";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { ExplainLink } from "~/ui/navigation/explain-link";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { VALUE_TEXTS } from "~/words/pages/value";
import { sayReason } from "~/words/records/reasons";
import { wordsOf } from "~/words/words";
import { CustomerQuality } from "./customer-quality";
import type { ValueView } from "./customers";
import { ExpectedValue, type ExpectedValueProps } from "./expected/expected-value";
import { ForecastFrame } from "./expected/forecast-frame";
import { ForecastQuality } from "./expected/forecast-quality";
import { PoorForecast } from "./expected/poor-forecast";
import { UnusualCustomers } from "./expected/unusual-customers";
import { metricBars, metricTable } from "./metric-bars";

export interface ValueTabProps extends Pick<ExpectedValueProps, "freshKeys" | "addressWith"> {
  readonly view: ValueView;
  readonly isPoorShown: boolean;
  /** A button that asks for a new forecast. */
  readonly calculateButton: (label: string) => ReactNode;
  readonly format: Formatters;
}

/** What customers were worth, as far as it was seen, and what they are expected to bring. */
export function ValueTab(props: ValueTabProps) {
  const { view, format } = props;
  const say = useWords(VALUE_TEXTS);
  return (
    <>
      <ValueFacts view={view} format={format} />
      <CardRow columns="charts">
        <HorizonChart
          title={say("horizon.trailing.title")}
          file="customers_value"
          summary={say("horizon.trailing.summary")}
          rows={view.horizons.map(({ horizonDays, trailing }) => ({ horizonDays, value: trailing }))}
          format={format}
        />
        <HorizonChart
          title={say("horizon.acquired.title")}
          file="customers_value_of_range"
          summary={say("horizon.acquired.summary")}
          rows={view.horizons.map(({ horizonDays, acquired }) => ({ horizonDays, value: acquired }))}
          format={format}
        />
      </CardRow>
      <Expected {...props} />
      <Distribution view={view} format={format} />
      <CustomerQuality view={view} format={format} />
    </>
  );
}

function Expected({ view, isPoorShown, calculateButton, freshKeys, addressWith, format }: ValueTabProps) {
  const title = useWords(FORECAST_TEXTS)("title");
  return (
    <ForecastFrame title={title} forecast={view.forecast} {...{ view, calculateButton, format }}>
      {(forecast) => (
        <>
          <PoorForecast isShownAnyway={isPoorShown} {...{ forecast, addressWith, format }}>
            <ExpectedValue
              ahead={view.ahead}
              products={view.expectedByProduct}
              {...{ forecast, view, freshKeys, addressWith, format }}
            />
          </PoorForecast>
          <ForecastQuality summary={forecast.summary} format={format} />
          <UnusualCustomers summary={forecast.summary} customers={view.unusual} format={format} />
        </>
      )}
    </ForecastFrame>
  );
}

type ValueProps = Pick<ValueTabProps, "view" | "format">;

function ValueFacts({ view, format }: ValueProps) {
  const say = useWords(VALUE_TEXTS);
  const { toDate } = view;
  const n = format.count(toDate.n);
  return (
    <CardRow columns="three">
      <FactCard
        label={metricLabel("clv_to_date")}
        value={format.metric(toDate.unit, toDate.value)}
        note={noteOf(toDate, say(isFewData(toDate) ? "fact.toDateFew" : "fact.toDateNote", { n }))}
      />
      <TopFact metric="order_value_top10" share={0.1} value={view.orderValueTop10} format={format} />
      <TopFact metric="order_value_top1" share={0.01} value={view.orderValueTop1} format={format} />
    </CardRow>
  );
}

/** How much more the best customers spend an order. */
function TopFact({
  metric,
  share,
  value,
  format,
}: {
  readonly metric: MetricKey;
  readonly share: number;
  readonly value: MetricValue;
  readonly format: Formatters;
}) {
  const say = useWords(VALUE_TEXTS);
  const times = format.decimal(value.value);
  const said = { share: format.wholePercent(share), times };
  return (
    <FactCard
      label={metricLabel(metric)}
      value={value.value === null ? times : say("fact.times", { times })}
      note={
        <>
          {noteOf(value, say(isFewData(value) ? "fact.topFew" : "fact.topNote", said))}{" "}
          <ExplainLink metric={metric} label={metricLabel(metric)} />
        </>
      }
    />
  );
}

const noteOf = ({ value, unavailableBecause }: MetricValue, note: string) =>
  value === null ? sayReason(unavailableBecause) : note;

function HorizonChart({
  title,
  file,
  summary,
  rows,
  format,
}: {
  readonly title: string;
  readonly file: string;
  readonly summary: string;
  readonly rows: readonly { readonly horizonDays: number; readonly value: MetricValue }[];
  readonly format: Formatters;
}) {
  const say = useWords(VALUE_TEXTS);
  const column = useWords(CUSTOMER_TEXTS)("table.value");
  const named = rows.map(({ horizonDays, value }) => ({
    key: String(horizonDays),
    label: format.days(horizonDays),
    value,
  }));
  return (
    <BarChart
      title={title}
      units={say("horizon.units", { currency: format.settings.currencyCode })}
      summary={summary}
      bars={metricBars(named, format)}
      table={metricTable(named, { row: say("horizon.row"), value: column }, file, format)}
      whenEmpty={sayReason(rows[0]?.value.unavailableBecause ?? null) ?? say("horizon.empty")}
    />
  );
}

function Distribution({ view, format }: ValueProps) {
  const { bins, quantiles, mean, n, isApproximate } = view.distribution;
  const say = useWords(VALUE_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
  const summary = quantiles
    ? say(isApproximate ? "distribution.about" : "distribution.summary", {
        n: format.count(n),
        half: format.money(quantiles.p50),
        top: format.money(quantiles.p90),
        mean: format.money(mean),
      })
    : say("distribution.nobody");
  return (
    <ColumnChart
      title={say("distribution.title")}
      units={say("distribution.units", { currency: format.settings.currencyCode })}
      summary={summary}
      description={summary}
      columns={bins.map((bin) => ({
        key: String(bin.from),
        label: shortBinName(bin, format),
        value: bin.count,
        text: say("distribution.column", {
          bin: binName(bin, format),
          count: bin.count,
          shown: format.count(bin.count),
        }),
      }))}
      formatTick={(value) => format.metricShort("count", value)}
      table={{
        file: "customers_by_value",
        columns: [
          { key: "bin", label: sayColumn("table.valueToDate") },
          { key: "count", label: sayColumn("table.customers"), isNumeric: true },
          { key: "share", label: sayColumn("table.share"), isNumeric: true },
        ],
        rows: bins.map((bin) => ({
          key: String(bin.from),
          cells: { bin: binName(bin, format), count: format.count(bin.count), share: format.rate(bin.count / n) },
        })),
        total: {
          key: "all",
          cells: { bin: sayColumn("table.all"), count: format.count(n), share: format.rate(n === 0 ? null : 1) },
        },
      }}
      whenEmpty={say("distribution.empty")}
    />
  );
}

function binName({ from, to }: ValueBin, format: Formatters): string {
  const say = wordsOf(VALUE_TEXTS, format.settings.locale);
  if (from === null) return say("distribution.negative");
  return to === null
    ? say("distribution.andMore", { from: format.money(from) })
    : say("distribution.fromTo", { from: format.money(from), to: format.money(to) });
}

function shortBinName({ from, to }: ValueBin, format: Formatters): string {
  const say = wordsOf(VALUE_TEXTS, format.settings.locale);
  if (from === null) return say("distribution.belowZero");
  return to === null ? say("distribution.andMoreShort", { from: format.moneyShort(from) }) : format.moneyShort(from);
}
