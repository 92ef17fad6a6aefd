import type { ReactNode } from "react";
import { isMetricKey, METRICS } from "~/domain/metrics/catalogue/catalogue";
import { CardGrid } from "~/features/page/cards/card-grid";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import type { NumberCard } from "~/features/page/cards/number-card";
import { NumberPage, type PageStatus } from "~/features/page/frame/number-page";
import { comparedWith } from "~/features/page/range/compared-with";
import { TrendChart } from "~/ui/charts/trend-chart";
import { countryName } from "~/ui/format/country-name";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { BlockStack, Text } from "~/ui/polaris";
import { ORDER_TEXTS } from "~/words/pages/orders";
import { MENU_TEXTS } from "~/words/parts/menu";
import { AovDrivers } from "./aov-drivers";
import { OrderValues } from "./order-values";
import { SECTIONS_BENEATH, type OrdersView } from "./orders";
import { SplitBars, SplitColumns } from "./split-charts";

export interface OrdersPageProps {
  readonly view: OrdersView;
  /** By metric key. */
  readonly goals: Readonly<Record<string, GoalMark>>;
  readonly status: PageStatus;
  /** Range, comparison and filter. */
  readonly controls: ReactNode;
}

/** What one order is worth, how orders spread, what they are made of, and why the average moved. */
export function OrdersPage({ view, goals, status, controls }: OrdersPageProps) {
  const { shop, splits } = view;
  const format = useFormatters(shop);
  const say = useWords(ORDER_TEXTS);
  const title = useWords(MENU_TEXTS)("orders");
  const { period } = view.chart;
  return (
    <NumberPage
      title={title}
      view={view}
      status={status}
      controls={controls}
      cards={[...view.cards, ...view.cardsBeneath]}
      empty={<p>{say("empty", { shop: shop.name })}</p>}
      format={format}
    >
      {(freshKeys) => (
        <>
          <CardGrid cards={view.cards} size="large" {...{ view, freshKeys, goals, format }} />
          <TrendChart
            title={say("chart.title", { metric: view.chart.label, period })}
            units={say("chart.units", { currency: shop.currencyCode })}
            unit={view.chart.unit}
            points={view.chart.points}
            comparison={view.chart.comparison}
            comparedWith={comparedWith(view, format)?.title ?? null}
            period={period}
            file="orders_aov"
            isLastIncomplete={view.chart.isLastIncomplete}
            format={format}
          />
          <CardRow columns="charts">
            <OrderValues distribution={view.distribution} format={format} />
            <AovDrivers
              drivers={view.drivers}
              certainty={certaintyOfAov(view)}
              compared={comparedWith(view, format)}
              format={format}
            />
          </CardRow>
          {cardGroups(view.cardsBeneath).map(({ section, cards }) => (
            <section key={section} aria-label={say(`section.${section}`)}>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {say(`section.${section}`)}
                </Text>
                <CardGrid cards={cards} size="large" {...{ view, freshKeys, goals, format }} />
              </BlockStack>
            </section>
          ))}
          <CardRow columns="charts">
            <SplitBars split="buyer" rows={splits.buyer} format={format} />
            <SplitBars split="discount" rows={splits.discount} format={format} />
            <SplitBars split="units" rows={splits.units} format={format} />
          </CardRow>
          <CardRow columns="charts">
            <SplitBars split="channel" rows={splits.channel} format={format} />
            <SplitBars
              split="country"
              rows={splits.country.map((row) => ({ ...row, label: countryName(row.label, format.settings.locale) }))}
              format={format}
            />
          </CardRow>
          <CardRow columns="charts">
            <SplitColumns
              split="weekday"
              rows={splits.weekday}
              shorten={(label) => label.slice(0, 3)}
              format={format}
            />
            <SplitColumns split="hour" rows={splits.hour} shorten={(label) => label.slice(0, 2)} format={format} />
          </CardRow>
        </>
      )}
    </NumberPage>
  );
}

/** What the card says of the average order value. */
const certaintyOfAov = ({ cards }: OrdersView) => cards.find(({ key }) => key === "aov")?.verdict?.certainty ?? null;

/** The cards beneath the first row in groups of one subject each. */
function cardGroups(cards: readonly NumberCard[]) {
  return SECTIONS_BENEATH.map((section) => ({
    section,
    cards: cards.filter(({ key }) => isMetricKey(key) && METRICS[key].section === section),
  })).filter((group) => group.cards.length > 0);
}
