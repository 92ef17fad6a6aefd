import { useMemo, type ReactNode } from "react";
import { daysIn } from "~/domain/reporting-window";
import { addDays } from "~/domain/shop-time";
import { isImportRunning, type ImportView } from "~/features/installation-page/import-view";
import { ImportProgress } from "~/features/installation-page/import-progress";
import { Welcome } from "~/features/installation-page/welcome";
import { createFormatters, type Formatters } from "~/ui/formatters";
import { useLiveChanges } from "~/ui/live-updates";
import { type ComparedWith, MetricCard, type Noun } from "~/ui/metric-card";
import { AsOfLine, PageFrame } from "~/ui/page-frame";
import { EmptyState, Notice } from "~/ui/states";
import { TrendChart } from "~/ui/trend-chart";
import { chartPeriods, trendPeriods } from "./chart-periods";
import type { Overview, OverviewCard } from "./overview";

export interface OverviewPageProps {
  readonly overview: Overview;
  readonly importState: ImportView;
  readonly locale: string;
  /** The range form; left out on the first screen. */
  readonly controls: ReactNode;
  /** A button that starts the import, first or again. */
  readonly importButton: ReactNode;
  /** Since when Comeback has not answered; null while it does. */
  readonly unreachableSince: number | null;
}

/** How the shop is doing: four numbers, three beneath them, and one of them over time. */
export function OverviewPage(props: OverviewPageProps) {
  const { overview, importState, locale } = props;
  const { shop, window } = overview;
  const format = useMemo(
    () => createFormatters({ locale, currencyCode: shop.currencyCode, timeZone: shop.timeZone }),
    [locale, shop.currencyCode, shop.timeZone],
  );
  const live = useLiveChanges(
    [...overview.cards, ...overview.secondRow].map(({ key, label, value }) => ({
      key,
      label,
      text: format.metric(value.unit, value.value),
    })),
    `${window.range.from} ${window.range.to} ${window.comparison}`,
    overview.dataVersion,
  );

  if (!overview.hasOrders && isBeforeFirstNumbers(importState)) {
    return (
      <PageFrame title="Overview" heading={`Welcome, ${shop.name}`}>
        <ImportNotice {...props} format={format} />
        <Welcome shop={shop} state={importState} startButton={props.importButton} format={format} />
      </PageFrame>
    );
  }

  const compared = comparedWith(overview, format);
  const earlierMoment = earlierMomentOf(overview, format);
  return (
    <PageFrame
      title="Overview"
      asOf={
        <AsOfLine
          asOf={overview.asOf}
          newestEventAt={overview.newestEventAt}
          pending={overview.pending}
          isComparedInPart={overview.chart.isLastIncomplete && window.comparison !== "none"}
          format={format}
        />
      }
      controls={props.controls}
      announcement={live.announcement}
    >
      <ImportNotice {...props} format={format} />
      {overview.hasOrders ? (
        <>
          <CardGrid cards={overview.cards} size="large" {...{ compared, earlierMoment, live, format }} />
          <CardGrid cards={overview.secondRow} size="small" {...{ compared, earlierMoment, live, format }} />
          <SalesChart overview={overview} compared={compared} format={format} />
        </>
      ) : (
        <EmptyState title="No orders yet">
          <p>
            Shopify lists no orders for {shop.name}. Net sales, orders and average order value appear with the first
            order, the repeat rate with the first customer who comes back.
          </p>
          <p>
            Customer value needs at least 30 customers whose first order is 30 days old. Checkout abandonment counts
            checkouts from now on. This page updates by itself.
          </p>
        </EmptyState>
      )}
    </PageFrame>
  );
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
  const { chart, shop } = overview;
  const periods = chartPeriods(chart.points, chart.comparison);
  return (
    <TrendChart
      title={`${chart.label} per ${periods.name}`}
      units={chart.unit === "money" ? shop.currencyCode : "Count"}
      unit={chart.unit}
      points={periods.points}
      comparison={periods.comparison}
      comparedWith={compared?.name ?? null}
      period={periods.name}
      isLastIncomplete={chart.isLastIncomplete || periods.isLastShort}
      format={format}
    />
  );
}

interface Shown {
  readonly compared: ComparedWith | null;
  readonly earlierMoment: ComparedWith | null;
  readonly live: { readonly keys: ReadonlySet<string> };
  readonly format: Formatters;
}

function CardGrid({
  cards,
  size,
  compared,
  earlierMoment,
  live,
  format,
}: Shown & { readonly cards: readonly OverviewCard[]; readonly size: "large" | "small" }) {
  return (
    <div className={`cb-grid cb-grid--${size}`}>
      {cards.map((card) => (
        <MetricCard
          key={card.key}
          label={card.label}
          value={card.value}
          previous={card.previous}
          change={card.change}
          comparedWith={card.previous === null ? null : isOfOneMoment(card.key) ? earlierMoment : compared}
          better={card.key === "checkout_abandonment_rate" ? "lower" : "higher"}
          trend={trendPeriods(card.trend)}
          observations={observations(card.key)}
          definition={card.definition}
          size={size}
          isFresh={live.keys.has(card.key)}
          format={format}
        />
      ))}
    </div>
  );
}

/** What is off with the numbers at the moment, if anything. */
function ImportNotice({
  importState,
  overview,
  importButton,
  unreachableSince,
  format,
}: OverviewPageProps & { readonly format: Formatters }) {
  if (unreachableSince !== null) {
    return (
      <Notice tone="warning" title="Comeback does not answer at the moment">
        <p>These are the numbers of {format.time(unreachableSince)}. The page keeps asking and updates by itself.</p>
      </Notice>
    );
  }
  switch (importState.phase) {
    case "failed":
      return (
        <Notice tone="critical" title="The import stopped">
          <p>
            {importState.reason ?? "Shopify did not answer as expected."} What was read before is kept; nothing is
            counted twice when you start again.
          </p>
          {importButton}
        </Notice>
      );
    case "needs_reauth":
      return (
        <Notice tone="warning" title="Shopify asked to sign in again">
          <p>Reload this page, so that Comeback may read new orders. The numbers below stay as they were.</p>
        </Notice>
      );
    case "waiting":
    case "importing":
    case "partial":
      if (!isImportRunning(importState)) {
        return (
          <Notice tone="warning" title="The numbers are partial">
            <p>Shopify gave only a part of the history: {importState.reason ?? "it did not say why."}</p>
            {importButton}
          </Notice>
        );
      }
      return overview.hasOrders ? (
        <Notice tone="info" title="Import running: the numbers so far are partial">
          <ImportProgress state={importState} format={format} />
        </Notice>
      ) : null;
    case "none":
    case "ready":
      return importState.historyLimited && overview.hasOrders ? (
        <Notice tone="info" title="Only the last 60 days of orders may be read">
          <p>
            Shopify grants older orders on request. Until then repeat rate and customer value know no earlier purchase
            and read too low.
          </p>
        </Notice>
      ) : null;
  }
}

function isBeforeFirstNumbers(state: ImportView): boolean {
  return state.phase !== "ready" && !(state.phase === "partial" && !isImportRunning(state));
}

/** The earlier range in words. */
export function comparedWith({ window }: Overview, format: Formatters): ComparedWith | null {
  const earlier = window.comparisonRange;
  if (window.comparison === "none" || earlier === null) return null;
  const days = daysIn(earlier);
  let name = days === 1 ? format.day(earlier.from) : `${format.day(earlier.from)} to ${format.day(earlier.to)}`;
  if (window.comparison === "previous_year")
    name = days === 1 ? "the same day a year before" : "the same days a year before";
  else if (addDays(earlier.to, 1) === window.range.from)
    name = days === 1 ? "the day before" : `the ${days} days before`;
  const preposition = days === 1 ? "on" : name.startsWith("the ") ? "in" : "from";
  return { name, when: `${preposition} ${name}` };
}

/** Customer value looks back from one moment, whatever the range: it is compared with an earlier moment. */
function isOfOneMoment(key: string): boolean {
  return key.startsWith("clv");
}

function earlierMomentOf({ window }: Overview, format: Formatters): ComparedWith | null {
  if (window.comparisonRange === null) return null;
  const name = `on ${format.day(window.comparisonRange.to)}`;
  return { name, when: name };
}

/** What a metric counts, for "412 of 1,701 customers". */
function observations(key: string): Noun {
  if (key.startsWith("checkout")) return { one: "checkout", many: "checkouts" };
  if (key.startsWith("repeat") || key.startsWith("clv")) return { one: "customer", many: "customers" };
  return { one: "order", many: "orders" };
}
