import { Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import type { ValueBin } from "~/domain/metrics/splits/value-distribution";
import type { QualityRow, ValueView } from "./customers";
import { ExpectedValue, type ExpectedValueProps } from "./expected/expected-value";
import { ForecastFrame } from "./expected/forecast-frame";
import { ForecastQuality } from "./expected/forecast-quality";
import { PoorForecast } from "./expected/poor-forecast";
import { CardRow } from "~/ui/card-row";
import { FactCard } from "~/ui/fact-card";
import { BarChart } from "~/ui/charts/bar-chart";
import { ColumnChart } from "~/ui/charts/column-chart";
import { withCertainty } from "~/ui/certainty-words";
import type { Formatters } from "~/ui/formatters";
import { countryName } from "~/ui/segment-filter";
import { metricBars, metricTable } from "./metric-bars";
import { sayReason } from "~/words/reasons";

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
  return (
    <>
      <ValueFacts view={view} format={format} />
      <CardRow columns="charts">
        <HorizonChart
          title="Customer value after so many days"
          file="customers_value"
          summary="Customers who had at least that many days. The thin line is where the true mean lies."
          rows={view.horizons.map(({ horizonDays, trailing }) => ({ horizonDays, value: trailing }))}
          format={format}
        />
        <HorizonChart
          title="Customers who first bought in this range"
          file="customers_value_of_range"
          summary="Only customers who are old enough count, so that recent ranges reach short horizons alone."
          rows={view.horizons.map(({ horizonDays, acquired }) => ({ horizonDays, value: acquired }))}
          format={format}
        />
      </CardRow>
      <Expected {...props} />
      <Distribution view={view} format={format} />
      <Quality view={view} format={format} />
    </>
  );
}

function Expected({ view, isPoorShown, calculateButton, freshKeys, addressWith, format }: ValueTabProps) {
  return (
    <ForecastFrame title="Expected value" forecast={view.forecast} {...{ view, calculateButton, format }}>
      {(forecast) => (
        <>
          <PoorForecast isShownAnyway={isPoorShown} {...{ forecast, addressWith, format }}>
            <ExpectedValue ahead={view.ahead} {...{ forecast, view, freshKeys, addressWith, format }} />
          </PoorForecast>
          <ForecastQuality summary={forecast.summary} format={format} />
        </>
      )}
    </ForecastFrame>
  );
}

type ValueProps = Pick<ValueTabProps, "view" | "format">;

function ValueFacts({ view, format }: ValueProps) {
  const facts: { label: string; value: MetricValue; note: (n: string) => string }[] = [
    {
      label: "Value to date",
      value: view.toDate,
      note: (n) => `per customer, of ${n} customers; grows with the shop's age`,
    },
    {
      label: "Order value of the top 10%",
      value: view.orderValueTop10,
      note: (n) => `times that of everybody else; the ${n} customers of highest value to date`,
    },
    {
      label: "Order value of the top 1%",
      value: view.orderValueTop1,
      note: (n) => `times that of everybody else; the ${n} customers of highest value to date`,
    },
  ];
  return (
    <CardRow columns="three">
      {facts.map(({ label, value, note }) => (
        <FactCard
          key={label}
          label={label}
          value={`${format.metric(value.unit, value.value)}${value.unit === "ratio" && value.value !== null ? "x" : ""}`}
          note={
            value.value === null
              ? sayReason(value.unavailableBecause)
              : `${note(format.count(value.n))}${isFewData(value) ? ", too little data" : ""}`
          }
        />
      ))}
    </CardRow>
  );
}

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
  const named = rows.map(({ horizonDays, value }) => ({
    key: String(horizonDays),
    label: `${format.count(horizonDays)} days`,
    value,
  }));
  return (
    <BarChart
      title={title}
      units={`${format.settings.currencyCode} per customer, products after discounts and refunds`}
      summary={summary}
      bars={metricBars(named, format)}
      table={metricTable(named, { row: "Within", value: "Value" }, file, format)}
      whenEmpty={sayReason(rows[0]?.value.unavailableBecause ?? null) ?? "No customer is old enough yet."}
    />
  );
}

function Distribution({ view, format }: ValueProps) {
  const { bins, quantiles, mean, n, isApproximate } = view.distribution;
  const about = isApproximate ? "about " : "";
  const summary = quantiles
    ? `Half of ${format.count(n)} customers brought less than ${about}${format.money(quantiles.p50)}, the upper tenth more than ${about}${format.money(quantiles.p90)}; the mean is ${format.money(mean)}.`
    : "Nobody has bought yet.";
  return (
    <ColumnChart
      title="Customers by value to date"
      units={`Number of customers, by ${format.settings.currencyCode} brought so far`}
      summary={summary}
      description={summary}
      columns={bins.map((bin) => ({
        key: String(bin.from),
        label: bin.from === null ? "below 0" : `${format.moneyShort(bin.from)}${bin.to === null ? "+" : ""}`,
        value: bin.count,
        text: `${binName(bin, format)}: ${format.count(bin.count)} customers`,
      }))}
      formatTick={(value) => format.metricShort("count", value)}
      table={{
        file: "customers_by_value",
        columns: [
          { key: "bin", label: "Value to date" },
          { key: "count", label: "Customers", isNumeric: true },
          { key: "share", label: "Share", isNumeric: true },
        ],
        rows: bins.map((bin) => ({
          key: String(bin.from),
          cells: { bin: binName(bin, format), count: format.count(bin.count), share: format.rate(bin.count / n) },
        })),
        total: { key: "all", cells: { bin: "All", count: format.count(n), share: format.rate(n === 0 ? null : 1) } },
      }}
      whenEmpty="The value to date is known once customers have bought."
    />
  );
}

function binName({ from, to }: ValueBin, format: Formatters): string {
  if (from === null) return "Less than nothing, by refunds";
  return to === null ? `${format.money(from)} and more` : `${format.money(from)} to under ${format.money(to)}`;
}

function Quality({ view, format }: ValueProps) {
  const { acquired, isTrailing, bySource, byFirstProduct, byDiscount, byCountry } = view.quality;
  const between = `${format.day(acquired.from)} to ${format.day(acquired.to)}`;
  const countries = byCountry.map((row) =>
    row.key === null || row.label !== row.key ? row : { ...row, label: countryName(row.key, format.settings.locale) },
  );
  return (
    <>
      <div>
        <Text as="h2" variant="headingMd">
          Which first purchases bring good customers
        </Text>
        <Text as="p" tone="subdued">
          90-day value of customers who first bought from {between}.
          {isTrailing && " This range holds too few customers that are 90 days old, so the last such year stands in."}
        </Text>
      </div>
      <CardRow columns="wideCharts">
        <QualityChart
          title="By source of the first visit"
          header="Source of the first visit"
          file="customers_quality_by_source"
          rows={bySource}
          format={format}
        />
        <QualityChart
          title="By first product"
          header="First product"
          file="customers_quality_by_first_product"
          rows={byFirstProduct}
          format={format}
        />
        <QualityChart
          title="By discount on the first purchase"
          header="Discount"
          file="customers_quality_by_discount"
          rows={byDiscount}
          format={format}
        />
        <QualityChart
          title="By country of the first purchase"
          header="Country"
          file="customers_quality_by_country"
          rows={countries}
          format={format}
        />
      </CardRow>
    </>
  );
}

function QualityChart({
  title,
  file,
  header,
  rows,
  format,
}: {
  readonly title: string;
  readonly file: string;
  readonly header: string;
  readonly rows: readonly QualityRow[];
  readonly format: Formatters;
}) {
  const named = rows.map(({ key, label, value }) => ({ key: `${key} ${label}`, label, value }));
  return (
    <BarChart
      title={title}
      units={`${format.settings.currencyCode} per customer within 90 days`}
      summary={qualitySummary(rows, format)}
      bars={metricBars(named, format)}
      table={metricTable(named, { row: header, value: "90-day value" }, file, format)}
      whenEmpty="No customer is 90 days old yet."
    />
  );
}

/** Which group lies highest, and how sure that is; groups of few or of no name do not count. */
export function qualitySummary(rows: readonly QualityRow[], format: Formatters): string {
  const known = rows.filter(({ key, value }) => key !== null && value.value !== null && !isFewData(value));
  const [best, ...others] = known.toSorted((a, b) => (b.value.value ?? 0) - (a.value.value ?? 0));
  const [next] = others;
  if (!best || !next) return "There is nothing to compare yet.";
  const certainties = others.map(({ value }) => verdictOf(best.value, value)?.certainty ?? null);
  const unsure = certainties.find((certainty) => certainty !== "sure");
  const ahead = `${best.label} lies highest with ${format.money(best.value.value)}, ${next.label} next with ${format.money(next.value.value)}`;
  return `${withCertainty(ahead, unsure === undefined ? "sure" : unsure)}.`;
}
