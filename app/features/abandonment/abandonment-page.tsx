import type { ReactNode } from "react";
import { unavailable } from "~/domain/metrics/confidence/metric-value";
import { WITHOUT_SOURCE } from "~/domain/metrics/without-source/without-source";
import type { AbandonmentView } from "./abandonment";
import type { NumberCard } from "~/features/page/cards/number-card";
import { CardGrid } from "~/features/page/cards/card-grid";
import { comparedWith } from "~/features/page/range/compared-with";
import { NumberPage, type PageStatus } from "~/features/page/number-page";
import { BlockStack, Card, Text } from "~/ui/polaris";
import { Notice } from "~/ui/states";
import { TrendChart } from "~/ui/charts/trend-chart";
import { useFormatters } from "~/ui/use-formatters";
import { AbandonedList } from "./abandoned-list";
import { CheckoutStates } from "./checkout-states";
import { OtherSources } from "./other-sources";
import { ratePeriods } from "./rate-periods";

export interface AbandonmentPageProps {
  readonly view: AbandonmentView;
  readonly status: PageStatus;
  readonly locale: string;
  /** Range, comparison and filter. */
  readonly controls: ReactNode;
  /** The address of another page of the list. */
  readonly pageUrl: (page: number) => string;
}

/** Who left at checkout, who came back, what it is worth, and which checkouts they are. */
export function AbandonmentPage({ view, status, locale, controls, pageUrl }: AbandonmentPageProps) {
  const { shop, segment, cut, days, daysBefore, installedOn } = view;
  const format = useFormatters(locale, shop);
  const compared = comparedWith(view, format);
  const periods = ratePeriods(days, daysBefore);
  return (
    <NumberPage
      title="Abandonment"
      view={view}
      status={status}
      controls={controls}
      cards={[...view.cards, ...view.secondRow]}
      empty={
        <p>
          Shopify lists no orders for {shop.name}. Checkout abandonment counts checkouts from the first one on in which
          a customer gives an email address or phone number.
        </p>
      }
      format={format}
    >
      {(freshKeys) => (
        <>
          {segment.words !== "" && (
            <Notice tone="info" title="The filter does not change this page">
              <p>A checkout knows no channel, country, first product or discount, so all checkouts are counted here.</p>
            </Notice>
          )}
          {cut !== null && (
            <Notice
              tone="info"
              title={
                cut.knownFrom === null
                  ? "Shopify's list of abandoned checkouts has not been read yet"
                  : `Checkouts are known from ${format.day(cut.knownFrom)} on`
              }
            >
              <p>
                {cut.knownFrom === null
                  ? "These numbers appear with the end of the import."
                  : `Shopify keeps abandoned checkouts for about three months, so the app knows none from before. ${
                      cut.isUnknown
                        ? "The range ends before that day: choose a later one."
                        : "The numbers here leave out the days of the range before it."
                    }`}
              </p>
            </Notice>
          )}
          <CardGrid cards={[...view.cards, CART_ABANDONMENT]} size="large" {...{ view, freshKeys, format }} />
          <CardGrid cards={view.secondRow} size="small" {...{ view, freshKeys, format }} />
          {days.length > 0 && (
            <TrendChart
              title={`Checkout abandonment by ${periods.name}`}
              units="Share of the checkouts that ended, by the day they began"
              unit="rate"
              points={periods.points}
              comparison={periods.comparison}
              comparedWith={compared?.name ?? null}
              period={periods.name}
              file="abandonment_rate"
              isLastIncomplete={false}
              settlingPoints={periods.settling}
              mark={installedOn === null ? null : { day: installedOn, label: "Installed" }}
              format={format}
            />
          )}
          {notes(view).length > 0 && (
            <Card>
              <BlockStack as="ul" gap="200">
                {notes(view).map((note) => (
                  <li key={note}>
                    <Text as="span" tone="subdued">
                      {note}
                    </Text>
                  </li>
                ))}
              </BlockStack>
            </Card>
          )}
          {!cut?.isUnknown && <CheckoutStates view={view} compared={compared} format={format} />}
          {view.otherSources.length > 0 && <OtherSources sources={view.otherSources} format={format} />}
          {!cut?.isUnknown && <AbandonedList abandoned={view.abandoned} pageUrl={pageUrl} format={format} />}
        </>
      )}
    </NumberPage>
  );
}

const { label, unit, definition, unavailableBecause } = WITHOUT_SOURCE.cart_abandonment_rate;
const CART_ABANDONMENT: NumberCard = {
  key: "cart_abandonment_rate",
  label,
  value: unavailable(unit, unavailableBecause),
  previous: null,
  verdict: null,
  trend: [],
  definition,
};

function notes({ installedOn, unmatchedRecovered }: AbandonmentView): string[] {
  return [
    ...(installedOn === null
      ? []
      : [
          "Checkouts from before the installation come from Shopify's own list of abandoned checkouts, which reaches back about three months and follows Shopify's own idle time.",
        ]),
    ...(unmatchedRecovered === 0
      ? []
      : [
          `${unmatchedRecovered} recovered ${unmatchedRecovered === 1 ? "checkout" : "checkouts"} of that list could not be matched to an order: counted as recovered, without a value.`,
        ]),
  ];
}
