import type { ReactNode } from "react";
import { CardGrid } from "~/features/page/cards/card-grid";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import { NumberPage, type PageStatus } from "~/features/page/frame/number-page";
import { MeasuringStoppedNotice } from "~/features/page/notices/measuring-stopped-notice";
import { comparedWith } from "~/features/page/range/compared-with";
import { TrendChart } from "~/ui/charts/trend-chart";
import type { Formatters } from "~/ui/format/formatters";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { BlockStack, Card, Text } from "~/ui/polaris";
import { ABANDONMENT_TEXTS } from "~/words/pages/abandonment";
import { MENU_TEXTS } from "~/words/parts/menu";
import { wordsOf } from "~/words/words";
import { AbandonedCarts } from "./abandoned-carts";
import { AbandonedList } from "./abandoned-list";
import { abandonmentCards, type AbandonmentView } from "./abandonment";
import { CheckoutStates } from "./checkout-states";
import { OtherSources } from "./other-sources";
import { ratePeriods } from "./rate-periods";
import { ShippingPrice } from "./shipping-price";

export interface AbandonmentPageProps {
  readonly view: AbandonmentView;
  /** By metric key. */
  readonly goals: Readonly<Record<string, GoalMark>>;
  readonly status: PageStatus;
  /** Range, comparison and filter. */
  readonly controls: ReactNode;
  /** The address of another page of the list. */
  readonly pageUrl: (page: number) => string;
}

/** Who left at checkout, who came back, what it is worth, and which checkouts they are. */
export function AbandonmentPage({ view, goals, status, controls, pageUrl }: AbandonmentPageProps) {
  const { shop, segment, cut, days, daysBefore, installedOn } = view;
  const format = useFormatters(shop);
  const say = useWords(ABANDONMENT_TEXTS);
  const title = useWords(MENU_TEXTS)("abandonment");
  const compared = comparedWith(view, format);
  const periods = ratePeriods(days, daysBefore);
  return (
    <NumberPage
      title={title}
      view={view}
      status={status}
      controls={controls}
      cards={abandonmentCards(view)}
      empty={<p>{say("empty", { shop: shop.name })}</p>}
      format={format}
    >
      {(freshKeys) => (
        <>
          {segment.words !== "" && (
            <Notice tone="info" title={say("filter.title")}>
              <p>{say("filter.text")}</p>
            </Notice>
          )}
          {!view.isMeasuring && view.cartCard !== null && <MeasuringStoppedNotice />}
          <CutNotice cut={cut} format={format} />
          <CardGrid cards={view.cards} size="large" {...{ view, freshKeys, goals, format }} />
          <CardGrid cards={view.valueCards} size="small" {...{ view, freshKeys, goals, format }} />
          {days.length > 0 && (
            <TrendChart
              title={say("chart.title", { period: periods.period })}
              units={say("chart.units")}
              unit="rate"
              points={periods.points}
              comparison={periods.comparison}
              comparedWith={compared?.title ?? null}
              period={periods.period}
              file="abandonment_rate"
              isLastIncomplete={false}
              settlingPoints={periods.settling}
              mark={installedOn === null ? null : { day: installedOn, label: say("chart.installed") }}
              format={format}
            />
          )}
          {notes(view, format).length > 0 && (
            <Card>
              <BlockStack as="ul" gap="200">
                {notes(view, format).map((note) => (
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
          {!cut?.isUnknown && <ShippingPrice rows={view.shipping} toldFrom={view.shippingToldFrom} format={format} />}
          <AbandonedCarts {...{ view, freshKeys, goals, format }} />
          {view.otherSources.length > 0 && <OtherSources sources={view.otherSources} format={format} />}
          {!cut?.isUnknown && <AbandonedList abandoned={view.abandoned} pageUrl={pageUrl} format={format} />}
        </>
      )}
    </NumberPage>
  );
}

/** From when on checkouts are known, where the range begins before that. */
function CutNotice({ cut, format }: Pick<AbandonmentView, "cut"> & { readonly format: Formatters }) {
  const say = useWords(ABANDONMENT_TEXTS);
  if (cut === null) return null;
  return cut.knownFrom === null ? (
    <Notice tone="info" title={say("cut.unread.title")}>
      <p>{say("cut.unread.text")}</p>
    </Notice>
  ) : (
    <Notice tone="info" title={say("cut.title", { day: format.day(cut.knownFrom) })}>
      <p>
        {say("cut.kept")} {say(cut.isUnknown ? "cut.outside" : "cut.inPart")}
      </p>
    </Notice>
  );
}

function notes({ installedOn, unmatchedRecovered: count }: AbandonmentView, format: Formatters): string[] {
  const say = wordsOf(ABANDONMENT_TEXTS, format.settings.locale);
  return [
    ...(installedOn === null ? [] : [say("note.installed")]),
    ...(count === 0 ? [] : [say("note.unmatched", { count, shown: format.count(count) })]),
  ];
}
