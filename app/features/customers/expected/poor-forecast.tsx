import type { ReactNode } from "react";
import type { ReadyForecastView } from "~/features/forecast/forecast";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { Link } from "~/ui/polaris";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { biasWords } from "./forecast-words";

export interface PoorForecastProps {
  readonly forecast: ReadyForecastView;
  /** Whether the address asks for a poor forecast too. */
  readonly isShownAnyway: boolean;
  readonly addressWith: (changes: Readonly<Record<string, string>>) => string;
  readonly children: ReactNode;
  readonly format: Formatters;
}

/** Holds back what a poor forecast says until it is asked for; any other is simply shown. */
export function PoorForecast({ forecast, isShownAnyway, addressWith, children, format }: PoorForecastProps) {
  const say = useWords(FORECAST_TEXTS);
  if (!forecast.isPoor) return children;
  const bias = forecast.summary.grade?.bias ?? null;
  return (
    <>
      <Notice tone="info" title={say(isShownAnyway ? "poor.shown" : "poor.hidden")}>
        <p>
          {bias === null ? say("poor.nothing") : say("poor.was", { bias: biasWords(bias, format) })}{" "}
          {say(isShownAnyway ? "poor.beCareful" : "poor.onRequest")}
        </p>
        <p>
          <Link url={addressWith({ anyway: isShownAnyway ? "" : "yes" })}>
            {say(isShownAnyway ? "poor.hide" : "poor.show")}
          </Link>
        </p>
      </Notice>
      {isShownAnyway && children}
    </>
  );
}
