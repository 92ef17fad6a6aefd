import { BlockStack, List, Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type { MissingForForecast } from "~/domain/clv/log/forecast-readiness";
import { addDays, dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { ForecastView, ReadyForecastView } from "~/features/forecast/forecast";
import type { PageView } from "~/features/page/page-view";
import type { Formatters } from "~/ui/formatters";
import { EmptyState, Notice } from "~/ui/states";

export interface ForecastFrameProps {
  readonly title: string;
  readonly forecast: ForecastView;
  readonly view: Pick<PageView, "asOf" | "isRebuilding">;
  /** A button that asks for a calculation. */
  readonly calculateButton: (label: string) => ReactNode;
  readonly children: (forecast: ReadyForecastView) => ReactNode;
  readonly format: Formatters;
}

/** A part of a page that rests on the forecast: how current it is, or why there is none. */
export function ForecastFrame(props: ForecastFrameProps) {
  const { title, forecast, view, calculateButton, children, format } = props;
  switch (forecast.state) {
    case "ready":
      return (
        <>
          <BlockStack gap="100" inlineAlign="start">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            <AsOf {...props} forecast={forecast} />
          </BlockStack>
          {children(forecast)}
        </>
      );
    case "calculating":
      return (
        <EmptyState title={`${title}: being calculated`}>
          <p>
            Started at {format.time(forecast.since)}; this takes between a few seconds and a few minutes. This page then
            updates automatically.
          </p>
        </EmptyState>
      );
    case "insufficient":
      return <NotYet {...props} forecast={forecast} />;
    case "failed":
      return (
        <Notice tone="warning" title={`${title}: the calculation did not succeed`}>
          <p>
            {forecast.because} Last tried on {format.dateTime(forecast.at)}. No other numbers are affected.
          </p>
          {calculateButton("Calculate again")}
        </Notice>
      );
    case "none":
      return (
        <EmptyState
          title={`${title}: not calculated yet`}
          action={view.isRebuilding ? null : calculateButton("Calculate now")}
        >
          <p>
            {view.isRebuilding
              ? "The numbers are being rebuilt. The forecast follows automatically."
              : "The shop has enough history. The forecast is calculated after every import, after changes of definitions and once a day; this page updates automatically."}
          </p>
        </EmptyState>
      );
  }
}

function AsOf({
  forecast: { asOf, isCalculating, isOutdated, failure },
  calculateButton,
  format,
}: ForecastFrameProps & { readonly forecast: ReadyForecastView }) {
  const state = isCalculating
    ? "A newer one is being calculated; this page updates automatically."
    : isOutdated
      ? "Updated daily."
      : "Nothing changed since.";
  return (
    <>
      <Text as="p" tone="subdued">
        As of {format.dateTime(asOf)}. {state}
        {failure && !isCalculating && ` On ${format.dateTime(failure.at)} a newer one failed: ${failure.because}`}
      </Text>
      {isOutdated && !isCalculating && calculateButton("Calculate again")}
    </>
  );
}

const NEEDS: Readonly<Record<MissingForForecast["what"], (needs: string) => string>> = {
  customers: (needs) => `${needs} customers with a purchase`,
  repeaters: (needs) => `${needs} customers who bought on a second day`,
  historyDays: (needs) => `${needs} weeks of history`,
};

function NotYet({
  title,
  forecast: { because, shortage },
  view,
  format,
}: ForecastFrameProps & { readonly forecast: Extract<ForecastView, { state: "insufficient" }> }) {
  return (
    <EmptyState title={`${title}: not enough history yet`}>
      {shortage === null ? (
        <p>{because}</p>
      ) : (
        <>
          <p>With less data a forecast would be a guess. Still needed:</p>
          <List>
            {shortage.missing.map((missing) => (
              <List.Item key={missing.what}>{missingWords(missing, view.asOf, format)}</List.Item>
            ))}
          </List>
          <p>
            {shortage.byDay === null
              ? "It is too early to say when."
              : `At the current pace it will be ready on ${format.day(shortage.byDay)}.`}{" "}
            It appears automatically.
          </p>
        </>
      )}
    </EmptyState>
  );
}

/** "200 customers with a purchase: 143 so far". */
export function missingWords({ what, has, needs }: MissingForForecast, asOf: EpochMs, format: Formatters): string {
  if (what !== "historyDays") return `${NEEDS[what](format.count(needs))}: ${format.count(has)} so far`;
  const day = addDays(dayOf(asOf, format.settings.timeZone), needs - has);
  return `${NEEDS[what](format.count(needs / 7))}: ${format.count(Math.floor(has / 7))} so far, reached on ${format.day(day)}`;
}
