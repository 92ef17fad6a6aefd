import type { ReactNode } from "react";
import { FORECAST_MONTHS, type ForecastMonths } from "~/domain/clv/forecast-months";
import type { ForecastPart, ForecastSummary } from "~/domain/clv/shop-forecast";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import { dayFromNumber } from "~/domain/time/shop-time";
import type { ReadyForecastView } from "~/features/forecast/forecast";
import type { NumberCard } from "~/features/page/cards/number-card";
import { CardGrid } from "~/features/page/cards/card-grid";
import { metricCard } from "~/features/page/cards/metric-card";
import type { PageView } from "~/features/page/page-view";
import { CardRow } from "~/ui/card-row";
import { Text } from "~/ui/polaris";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/formatters";
import { ChoiceLinks } from "~/ui/choice-links";
import { groupName, monthName, nextPurchase } from "./expected-parts";
import { bounds } from "./forecast-words";

export interface ExpectedValueProps {
  readonly forecast: ReadyForecastView;
  /** How many months ahead groups and cohorts are looked at. */
  readonly ahead: ForecastMonths;
  readonly view: Pick<PageView, "window" | "segment">;
  readonly freshKeys: ReadonlySet<string>;
  /** The address of this tab with something changed. */
  readonly addressWith: (changes: Readonly<Record<string, string>>) => string;
  readonly format: Formatters;
}

/** What customers are expected to bring, each number with its range. */
export function ExpectedValue(props: ExpectedValueProps) {
  const { forecast, ahead, view, freshKeys, addressWith, format } = props;
  const { metrics, summary } = forecast;
  const cards = expectedCards(forecast);
  const beneath = Object.fromEntries(
    FORECAST_MONTHS.map((months): [string, ReactNode] => {
      const { interval } = metrics[`clv_predicted_${months}`];
      const total = metrics[`clv_total_${months}`];
      return [
        `clv_predicted_${months}`,
        <>
          {interval && <>Between {bounds(interval, "money", format)}. </>}
          {total.value !== null && <>With the value to date: {format.money(total.value)}.</>}
        </>,
      ];
    }),
  );
  return (
    <>
      <CardGrid cards={cards} size="small" view={view} freshKeys={freshKeys} beneath={beneath} format={format} />
      <Text as="p" tone="subdued">
        Mean of all customers so far, those who have probably left included: products after discounts and refunds. The
        actual value falls in the range 8 times out of 10.
        {view.segment.words !== "" && " Ranges are known for the whole shop alone, and so are the charts below."}
      </Text>
      <ChoiceLinks
        label="Months ahead"
        tabs={FORECAST_MONTHS.map((months) => ({
          key: String(months),
          label: format.count(months),
          to: addressWith({ ahead: String(months) }),
        }))}
        current={String(ahead)}
      />
      <CardRow columns="wideCharts">
        <PartsChart
          title={`Expected next ${format.count(ahead)} months, by group`}
          header="Group"
          file="customers_expected_by_group"
          parts={summary.groups}
          nameOf={groupName}
          {...{ summary, ahead, format }}
        />
        <PartsChart
          title={`Expected next ${format.count(ahead)} months, by month of first purchase`}
          header="First bought"
          file="customers_expected_by_cohort"
          parts={summary.cohorts.toReversed()}
          nameOf={(month) => monthName(month, format)}
          {...{ summary, ahead, format }}
        />
      </CardRow>
    </>
  );
}

/** The cards of the expected value, for every horizon. */
export function expectedCards({ metrics }: Pick<ReadyForecastView, "metrics">): NumberCard[] {
  return FORECAST_MONTHS.map((months) =>
    metricCard(`clv_predicted_${months}`, { value: metrics[`clv_predicted_${months}`], previous: null }),
  );
}

/** As many as a screen takes; the table has all. */
const MOST_BARS = 13;

function PartsChart<Key extends string>({
  title,
  header,
  file,
  parts,
  nameOf,
  summary,
  ahead,
  format,
}: {
  readonly title: string;
  readonly header: string;
  readonly file: string;
  readonly parts: readonly ForecastPart<Key>[];
  readonly nameOf: (key: Key) => string;
  readonly summary: ForecastSummary;
  readonly ahead: ForecastMonths;
  readonly format: Formatters;
}) {
  const cells = (of: Pick<ForecastPart<Key>, "customers" | "months">) => {
    const { value, valueInterval, purchases, purchasesInterval } = of.months[ahead];
    return {
      customers: format.count(of.customers),
      value: format.money(value),
      between: bounds(valueInterval, "money", format),
      purchases: format.ratio(purchases),
      purchasesBetween: bounds(purchasesInterval, "ratio", format),
    };
  };
  const day = (number: number | null) => (number === null ? null : dayFromNumber(number));
  return (
    <BarChart
      title={title}
      units={`${format.settings.currencyCode} per customer of the whole shop`}
      summary={`The thin line is the range.${parts.length > MOST_BARS ? ` The latest ${format.count(MOST_BARS)} are drawn; the table has all.` : ""} The table adds purchase days and when the middle customer, if active, buys next: half of such purchases fall between its days.`}
      bars={parts.slice(0, MOST_BARS).map(({ key, customers, months }) => ({
        key,
        label: nameOf(key),
        value: months[ahead].value,
        text: format.money(months[ahead].value),
        note: `n ${format.count(customers)}${customers < FEW_DATA ? ", too little data" : ""}`,
        interval: months[ahead].valueInterval,
        isFew: customers < FEW_DATA,
      }))}
      table={{
        file,
        columns: [
          { key: "name", label: header },
          { key: "customers", label: "Customers", isNumeric: true },
          { key: "value", label: "Value", isNumeric: true },
          { key: "between", label: "Between", isNumeric: true },
          { key: "purchases", label: "Purchase days", isNumeric: true },
          { key: "purchasesBetween", label: "Purchase days between", isNumeric: true },
          { key: "next", label: "If active, buys next between" },
        ],
        rows: parts.map((part) => ({
          key: part.key,
          cells: {
            name: nameOf(part.key),
            ...cells(part),
            next: nextPurchase(day(part.nextFromDay), day(part.nextToDay), format),
          },
        })),
        total: { key: "all", cells: { name: "All", ...cells(summary), next: "" } },
      }}
    />
  );
}
