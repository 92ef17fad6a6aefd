import type { ReactNode } from "react";
import { isImportRunning, type ImportView } from "~/features/installation/import-view";
import { Welcome } from "~/features/installation/welcome";
import { CardGrid } from "~/features/page/cards/card-grid";
import { chartPeriods } from "~/features/page/cards/chart-periods";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import { NumberPage, type PageStatus } from "~/features/page/frame/number-page";
import { ImportNotice } from "~/features/page/notices/import-notice";
import { comparedWith } from "~/features/page/range/compared-with";
import type { ComparedWith } from "~/ui/cards/change-line";
import { TrendChart } from "~/ui/charts/trend-chart";
import type { Formatters } from "~/ui/format/formatters";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { PageFrame } from "~/ui/frame/page-frame";
import { ExplainLink } from "~/ui/navigation/explain-link";
import { OVERVIEW_TEXTS } from "~/words/pages/overview";
import { MENU_TEXTS } from "~/words/parts/menu";
import { wordsOf } from "~/words/words";
import type { Overview } from "./overview";

export interface OverviewPageProps {
  readonly overview: Overview;
  /** By metric key. */
  readonly goals: Readonly<Record<string, GoalMark>>;
  readonly status: PageStatus;
  /** The range form; left out on the first screen. */
  readonly controls: ReactNode;
}

/** How the shop is doing: four numbers, three beneath them, and one of them over time. */
export function OverviewPage({ overview, goals, status, controls }: OverviewPageProps) {
  const { shop, hasOrders, cards, salesCards } = overview;
  const format = useFormatters(shop);
  const say = useWords(OVERVIEW_TEXTS);
  const title = useWords(MENU_TEXTS)("overview");
  if (!hasOrders && isBeforeFirstNumbers(status.importState)) {
    return (
      <PageFrame title={title} heading={say("welcome", { shop: shop.name })}>
        <ImportNotice {...status} hasOrders={hasOrders} format={format} />
        <Welcome shop={shop} state={status.importState} startButton={status.importButton} format={format} />
      </PageFrame>
    );
  }
  return (
    <NumberPage
      title={title}
      view={overview}
      status={status}
      controls={controls}
      cards={[...cards, ...salesCards]}
      empty={
        <>
          <p>{say("empty.orders", { shop: shop.name })}</p>
          <p>{say("empty.customers")}</p>
        </>
      }
      format={format}
    >
      {(freshKeys) => (
        <>
          <CardGrid
            cards={cards}
            size="large"
            beneath={expectedBeneath(overview, format)}
            {...{ view: overview, freshKeys, goals, format }}
          />
          <CardGrid cards={salesCards} size="small" {...{ view: overview, freshKeys, goals, format }} />
          <SalesChart overview={overview} compared={comparedWith(overview, format)} format={format} />
        </>
      )}
    </NumberPage>
  );
}

/** What is expected of customers, beneath what they were worth. */
function expectedBeneath(
  { cards, expectedValue, annualDiscountPercent }: Overview,
  format: Formatters,
): Record<string, ReactNode> {
  const observed = cards.find(({ key }) => key.startsWith("clv_observed_"));
  if (!observed || expectedValue === null || expectedValue.value === null) return {};
  const say = wordsOf(OVERVIEW_TEXTS, format.settings.locale);
  const { interval } = expectedValue;
  const value = format.money(expectedValue.value);
  return {
    [observed.key]: (
      <>
        {interval
          ? say("expected.between", { value, low: format.money(interval[0]), high: format.money(interval[1]) })
          : say("expected.value", { value })}{" "}
        {annualDiscountPercent > 0 &&
          `${say("expected.discounted", { rate: format.rate(annualDiscountPercent / 100) })} `}
        <ExplainLink metric="clv_predicted_12" label={say("expected.label")} />
      </>
    ),
  };
}

function SalesChart({
  overview,
  compared,
  format,
}: {
  readonly overview: Overview;
  readonly compared: ComparedWith | null;
  readonly format: Formatters;
}) {
  const say = useWords(OVERVIEW_TEXTS);
  const { chart, shop } = overview;
  const periods = chartPeriods(chart.points, chart.comparison);
  return (
    <TrendChart
      title={say("chart.title", { metric: chart.label, period: periods.period })}
      units={chart.unit === "money" ? shop.currencyCode : say("chart.count")}
      unit={chart.unit}
      points={periods.points}
      comparison={periods.comparison}
      comparedWith={compared?.title ?? null}
      period={periods.period}
      file="overview_net_sales"
      isLastIncomplete={chart.isLastIncomplete || periods.isLastShort}
      format={format}
    />
  );
}

function isBeforeFirstNumbers(state: ImportView): boolean {
  return state.phase !== "ready" && !(state.phase === "partial" && !isImportRunning(state));
}
