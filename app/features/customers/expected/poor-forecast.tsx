import type { ReactNode } from "react";
import type { ReadyForecastView } from "~/features/forecast/forecast";
import type { Formatters } from "~/ui/formatters";
import { Notice } from "~/ui/states";
import { Link } from "~/ui/polaris";
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
  if (!forecast.isPoor) return children;
  const bias = forecast.summary.grade?.bias ?? null;
  const reason =
    bias === null
      ? "In the back-test on your own data nobody bought again, so there is nothing to judge it by."
      : `In the back-test on your own data it was ${biasWords(bias, format)}.`;
  return (
    <>
      <Notice tone="info" title={isShownAnyway ? "This forecast is graded poor" : "Expected numbers are hidden"}>
        <p>
          {reason}{" "}
          {isShownAnyway ? "Do not plan by it." : "A forecast that is graded poor is shown only when you ask for it."}
        </p>
        <p>
          {isShownAnyway ? (
            <Link url={addressWith({ anyway: "" })}>Hide it again</Link>
          ) : (
            <Link url={addressWith({ anyway: "yes" })}>Show anyway</Link>
          )}
        </p>
      </Notice>
      {isShownAnyway && children}
    </>
  );
}
