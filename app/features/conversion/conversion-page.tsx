import type { ReactNode } from "react";
import { CardGrid } from "~/features/page/cards/card-grid";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import { NumberPage, type PageStatus } from "~/features/page/frame/number-page";
import { comparedWith } from "~/features/page/range/compared-with";
import { TrendChart } from "~/ui/charts/trend-chart";
import type { Formatters } from "~/ui/format/formatters";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { Notice } from "~/ui/frame/states";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import { MENU_TEXTS } from "~/words/parts/menu";
import type { ConversionView } from "./conversion";
import { conversionPeriods } from "./conversion-periods";
import { Funnel, StepsOnward } from "./funnel";
import { MeasuredBasis, MeasuringNotice, NotMeasured } from "./measured-basis";
import { PriorPurchases } from "./prior-purchases";
import { RarelyBought, SoldOutViews } from "./product-lists";
import { SearchTerms } from "./search-terms";
import { ShopifySessionsByCountry } from "./shopify-sessions";
import { VisitSplitBars } from "./visit-splits";

export interface ConversionPageProps {
  readonly view: ConversionView;
  /** By metric key. */
  readonly goals: Readonly<Record<string, GoalMark>>;
  readonly status: PageStatus;
  /** Range and comparison. */
  readonly controls: ReactNode;
}

/** How visits become orders, who is lost on the way, and what shoppers wanted. */
export function ConversionPage({ view, goals, status, controls }: ConversionPageProps) {
  const { shop, segment, measured } = view;
  const format = useFormatters(shop);
  const say = useWords(CONVERSION_TEXTS);
  const title = useWords(MENU_TEXTS)("conversion");
  return (
    <NumberPage
      title={title}
      // Visits come before orders.
      view={{ ...view, hasOrders: view.hasOrders || measured.from !== null }}
      counts="visits"
      status={status}
      controls={controls}
      cards={[...view.cards, ...view.cardsBeneath]}
      empty={<p>{say("empty", { shop: shop.name })}</p>}
      format={format}
    >
      {(freshKeys) =>
        measured.from === null ? (
          <>
            <NotMeasured measured={measured} format={format} />
            {view.shopifySessions.isGranted && (
              <ShopifySessionsByCountry sessions={view.shopifySessions} format={format} />
            )}
          </>
        ) : (
          <>
            {segment.words !== "" && (
              <Notice tone="info" title={say("filter.title")}>
                <p>{say("filter.text")}</p>
              </Notice>
            )}
            <MeasuringNotice measured={measured} format={format} />
            <CardGrid cards={view.cards} size="large" {...{ view, freshKeys, goals, format }} />
            <MeasuredBasis view={view} format={format} />
            {!measured.cut?.isUnknown && <MeasuredNumbers {...{ view, freshKeys, goals, format }} />}
          </>
        )
      }
    </NumberPage>
  );
}

function MeasuredNumbers({
  view,
  freshKeys,
  goals,
  format,
}: Pick<ConversionPageProps, "view" | "goals"> & {
  readonly freshKeys: ReadonlySet<string>;
  readonly format: Formatters;
}) {
  const say = useWords(CONVERSION_TEXTS);
  const compared = comparedWith(view, format);
  const { splits } = view;
  const periods = conversionPeriods(view);
  return (
    <>
      <CardRow columns="wideCharts">
        <Funnel funnel={view.funnel} format={format} />
        <StepsOnward funnel={view.funnel} compared={compared} format={format} />
      </CardRow>
      <TrendChart
        title={say("chart.title", { period: periods.period })}
        units={say("chart.units")}
        unit="rate"
        points={periods.points}
        comparison={periods.comparison}
        comparedWith={compared?.title ?? null}
        period={periods.period}
        file="conversion_rate"
        isLastIncomplete={periods.isLastShort}
        format={format}
      />
      <CardRow columns="wideCharts">
        <VisitSplitBars split="device" rows={splits.device} {...{ compared, format }} />
        <VisitSplitBars split="source" rows={splits.source} {...{ compared, format }} />
        <VisitSplitBars split="landing" rows={splits.landing} {...{ compared, format }} />
        <VisitSplitBars split="visitor" rows={splits.visitor} {...{ compared, format }} />
      </CardRow>
      <CardGrid cards={view.cardsBeneath} size="small" {...{ view, freshKeys, goals, format }} />
      <SearchTerms rows={view.searches} format={format} />
      <RarelyBought rows={view.rarelyBought} usual={view.usualAdded} format={format} />
      <SoldOutViews rows={view.soldOut} format={format} />
      <CardRow columns="wideCharts">
        <PriorPurchases rows={view.priorPurchases} format={format} />
        <ShopifySessionsByCountry sessions={view.shopifySessions} format={format} />
      </CardRow>
    </>
  );
}
