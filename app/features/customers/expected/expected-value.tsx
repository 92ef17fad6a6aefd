import type { ReactNode } from "react";
import { FORECAST_MONTHS, type ForecastMonths } from "~/domain/clv/forecast-months";
import type { ForecastPart, ForecastSummary } from "~/domain/clv/shop-forecast";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import { dayFromNumber } from "~/domain/time/shop-time";
import type { ReadyForecastView } from "~/features/forecast/forecast";
import { CardGrid } from "~/features/page/cards/card-grid";
import { metricCard } from "~/features/page/cards/metric-card";
import type { NumberCard } from "~/features/page/cards/number-card";
import type { PageView } from "~/features/page/page-view";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { rangeSentence } from "~/ui/format/forecast-range-words";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { ChoiceLinks } from "~/ui/navigation/choice-links";
import { Text } from "~/ui/polaris";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import type { ExpectedProduct } from "../customers";
import { customersNote, groupName, monthName, nextPurchase } from "./expected-parts";
import { bounds } from "./forecast-words";
import { NextYear } from "./next-year";

export interface ExpectedValueProps {
  readonly forecast: ReadyForecastView;
  /** How many months ahead groups and cohorts are looked at. */
  readonly ahead: ForecastMonths;
  readonly products: readonly ExpectedProduct[];
  readonly view: Pick<PageView, "window" | "segment">;
  readonly freshKeys: ReadonlySet<string>;
  /** The address of this tab with something changed. */
  readonly addressWith: (changes: Readonly<Record<string, string>>) => string;
  readonly format: Formatters;
}

/** What customers are expected to bring, each number with its range. */
export function ExpectedValue(props: ExpectedValueProps) {
  const { forecast, ahead, products, view, freshKeys, addressWith, format } = props;
  const titles = new Map(products.map(({ key, title }) => [key, title]));
  const say = useWords(FORECAST_TEXTS);
  const { metrics, summary } = forecast;
  const cards = expectedCards(forecast);
  const beneath = Object.fromEntries(
    FORECAST_MONTHS.map((months): [string, ReactNode] => {
      const { interval } = metrics[`clv_predicted_${months}`];
      const total = metrics[`clv_total_${months}`];
      return [
        `clv_predicted_${months}`,
        <>
          {interval && say("expected.between", { low: format.money(interval[0]), high: format.money(interval[1]) })}{" "}
          {total.value !== null && say("expected.withToDate", { total: format.money(total.value) })}
        </>,
      ];
    }),
  );
  return (
    <>
      <NextYear forecast={forecast} format={format} />
      <CardGrid cards={cards} size="small" view={view} freshKeys={freshKeys} beneath={beneath} format={format} />
      <Text as="p" tone="subdued">
        {say("expected.average")} {rangeSentence(summary.grade?.monthCoverage ?? null, format)}
        {view.segment.words !== "" && ` ${say("expected.wholeShop")}`}
      </Text>
      <ChoiceLinks
        label={say("expected.ahead")}
        tabs={FORECAST_MONTHS.map((months) => ({
          key: String(months),
          label: format.count(months),
          to: addressWith({ ahead: String(months) }),
        }))}
        current={String(ahead)}
      />
      <CardRow columns="wideCharts">
        <PartsChart
          title={say("expected.byGroup", { months: format.count(ahead) })}
          header={say("expected.group")}
          file="customers_expected_by_group"
          parts={summary.groups}
          nameOf={(group) => groupName(group, format.settings.locale)}
          {...{ summary, ahead, format }}
        />
        <PartsChart
          title={say("expected.byMonth", { months: format.count(ahead) })}
          header={say("expected.firstBought")}
          file="customers_expected_by_cohort"
          parts={summary.cohorts.toReversed()}
          nameOf={(month) => monthName(month, format)}
          {...{ summary, ahead, format }}
        />
        {products.length > 0 && (
          <PartsChart
            title={say("expected.byProduct", { months: format.count(ahead) })}
            header={say("expected.firstProduct")}
            file="customers_expected_by_first_product"
            parts={products}
            nameOf={(product) => titles.get(product) ?? product}
            isNextKnown={false}
            {...{ summary, ahead, format }}
          />
        )}
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
  isNextKnown = true,
  summary,
  ahead,
  format,
}: {
  readonly title: string;
  readonly header: string;
  readonly file: string;
  readonly parts: readonly ForecastPart<Key>[];
  readonly nameOf: (key: Key) => string;
  /** Whether the window of the next purchase was formed for these parts. */
  readonly isNextKnown?: boolean;
  readonly summary: ForecastSummary;
  readonly ahead: ForecastMonths;
  readonly format: Formatters;
}) {
  const say = useWords(FORECAST_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
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
      units={say("expected.units", { currency: format.settings.currencyCode })}
      summary={
        parts.length > MOST_BARS
          ? `${say("expected.summary")} ${say("expected.latest", { count: format.count(MOST_BARS) })}`
          : say("expected.summary")
      }
      bars={parts.slice(0, MOST_BARS).map(({ key, customers, months }) => ({
        key,
        label: nameOf(key),
        value: months[ahead].value,
        text: format.money(months[ahead].value),
        note: customersNote(customers, format),
        interval: months[ahead].valueInterval,
        isFew: customers < FEW_DATA,
      }))}
      table={{
        file,
        columns: [
          { key: "name", label: header },
          { key: "customers", label: sayColumn("table.customers"), isNumeric: true },
          { key: "value", label: sayColumn("table.value"), isNumeric: true },
          { key: "between", label: sayColumn("table.interval"), isNumeric: true },
          { key: "purchases", label: say("expected.purchaseDays"), isNumeric: true },
          { key: "purchasesBetween", label: say("expected.purchaseDaysBetween"), isNumeric: true },
          ...(isNextKnown ? [{ key: "next", label: say("expected.next") }] : []),
        ],
        rows: parts.map((part) => ({
          key: part.key,
          cells: {
            name: nameOf(part.key),
            ...cells(part),
            next: nextPurchase(day(part.nextFromDay), day(part.nextToDay), format),
          },
        })),
        total: { key: "all", cells: { name: sayColumn("table.all"), ...cells(summary), next: "" } },
      }}
    />
  );
}
