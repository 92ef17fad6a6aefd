import type { ReactNode } from "react";
import type { MissingForForecast } from "~/domain/clv/log/forecast-readiness";
import { addDays, dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { ForecastView, ReadyForecastView } from "~/features/forecast/forecast";
import type { PageView } from "~/features/page/page-view";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { EmptyState, Notice } from "~/ui/frame/states";
import { BlockStack, List, Text } from "~/ui/polaris";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { wordsOf } from "~/words/words";

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
  const say = useWords(FORECAST_TEXTS);
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
        <EmptyState title={say("state.calculating", { title })}>
          <p>{say("state.calculatingSince", { time: format.time(forecast.since) })}</p>
        </EmptyState>
      );
    case "insufficient":
      return <NotYet {...props} forecast={forecast} />;
    case "failed":
      return (
        <Notice tone="warning" title={say("state.failed", { title })}>
          <p>
            {forecast.because} {say("state.failedAt", { moment: format.dateTime(forecast.at) })}
          </p>
          {calculateButton(say("state.again"))}
        </Notice>
      );
    case "none":
      return (
        <EmptyState
          title={say("state.none", { title })}
          action={view.isRebuilding ? null : calculateButton(say("state.now"))}
        >
          <p>{say(view.isRebuilding ? "state.rebuilding" : "state.noneYet")}</p>
        </EmptyState>
      );
  }
}

function AsOf({
  forecast: { asOf, isCalculating, isOutdated, failure, summary },
  calculateButton,
  format,
}: ForecastFrameProps & { readonly forecast: ReadyForecastView }) {
  const say = useWords(FORECAST_TEXTS);
  return (
    <>
      <Text as="p" tone="subdued">
        {[
          say("state.asOf", { moment: format.dateTime(asOf) }),
          summary.annualDiscountPercent > 0 &&
            say("discounted", { rate: format.rate(summary.annualDiscountPercent / 100) }),
          isCalculating && say("state.newer"),
          isOutdated && !isCalculating && say("state.daily"),
          failure &&
            !isCalculating &&
            say("state.newerFailed", { moment: format.dateTime(failure.at), reason: failure.because }),
        ]
          .filter(Boolean)
          .join(" ")}
      </Text>
      {isOutdated && !isCalculating && calculateButton(say("state.again"))}
    </>
  );
}

function NotYet({
  title,
  forecast: { because, shortage },
  view,
  format,
}: ForecastFrameProps & { readonly forecast: Extract<ForecastView, { state: "insufficient" }> }) {
  const say = useWords(FORECAST_TEXTS);
  return (
    <EmptyState title={say("short.title", { title })}>
      {shortage === null ? (
        <p>{because}</p>
      ) : (
        <>
          <p>{say("short.needed")}</p>
          <List>
            {shortage.missing.map((missing) => (
              <List.Item key={missing.what}>{missingWords(missing, view.asOf, format)}</List.Item>
            ))}
          </List>
          <p>
            {shortage.byDay === null ? say("short.tooEarly") : say("short.ready", { day: format.day(shortage.byDay) })}{" "}
            {say("short.appears")}
          </p>
        </>
      )}
    </EmptyState>
  );
}

/** "200 customers with a purchase: 143 so far". */
export function missingWords({ what, has, needs }: MissingForForecast, asOf: EpochMs, format: Formatters): string {
  const say = wordsOf(FORECAST_TEXTS, format.settings.locale);
  if (what !== "historyDays") return say(`short.${what}`, { needs: format.count(needs), has: format.count(has) });
  return say("short.weeks", {
    needs: format.count(needs / 7),
    has: format.count(Math.floor(has / 7)),
    day: format.day(addDays(dayOf(asOf, format.settings.timeZone), needs - has)),
  });
}
