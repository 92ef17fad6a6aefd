import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable } from "~/ui/tables/data-table";
import { CHECKOUT_VISIT_TEXTS } from "~/words/pages/checkout-visits";
import type { CheckoutVisits } from "./abandonment";

interface CheckoutVisitsProps {
  readonly visits: CheckoutVisits;
  readonly format: Formatters;
}

/** How far sessions got within the checkout. */
export function CheckoutStepsReached({ visits: { steps }, format }: CheckoutVisitsProps) {
  const say = useWords(CHECKOUT_VISIT_TEXTS);
  const started = steps[0]?.sessions ?? 0;
  return (
    <BarChart
      title={say("steps.title")}
      units={say("steps.units")}
      summary={say("steps.summary")}
      whenEmpty={say("none")}
      bars={steps.map(({ step, sessions, share }) => ({
        key: step,
        label: say(`step.${step}`),
        value: started === 0 ? null : sessions,
        text: format.count(sessions),
        note: say("steps.of", { share: format.rate(share.value) }),
        isFew: isFewData(share),
      }))}
      table={{
        file: "abandonment_steps",
        columns: [
          { key: "step", label: say("column.step") },
          { key: "sessions", label: say("column.sessions"), isNumeric: true },
          { key: "share", label: say("column.share"), isNumeric: true },
          { key: "stopped", label: say("column.stopped"), isNumeric: true },
        ],
        rows: steps.map(({ step, sessions, share }, index) => ({
          key: step,
          cells: {
            step: say(`step.${step}`),
            sessions: format.count(sessions),
            share: format.rate(share.value),
            // Who completed the last step stopped nowhere.
            stopped: index === steps.length - 1 ? "" : format.count(sessions - (steps[index + 1]?.sessions ?? 0)),
          },
        })),
      }}
    />
  );
}

/** What the checkout told shoppers was wrong, and whether they bought after all. */
export function CheckoutErrors({ visits: { alerts }, format }: CheckoutVisitsProps) {
  const say = useWords(CHECKOUT_VISIT_TEXTS);
  return (
    <TitledCard
      title={say("errors.title")}
      units={say("errors.units")}
      summary={say(alerts.length === 0 ? "errors.none" : "errors.summary")}
    >
      {alerts.length > 0 && (
        <DataTable
          caption={say("errors.caption")}
          file="abandonment_errors"
          columns={[
            { key: "error", label: say("column.error") },
            { key: "sessions", label: say("column.sessions"), isNumeric: true },
            { key: "left", label: say("column.left"), isNumeric: true },
            { key: "share", label: say("column.leftShare"), isNumeric: true },
          ]}
          rows={alerts.map(({ alert, sessions, left }) => ({
            key: alert,
            cells: {
              error: isKnown(alert) ? say(`alert.${alert}`) : say("errors.other", { name: alert }),
              sessions: format.count(sessions),
              left: format.count(left.numerator),
              share: numberText(left, format),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}

const isKnown = (alert: string): alert is keyof typeof CHECKOUT_VISIT_TEXTS.en.alert =>
  Object.hasOwn(CHECKOUT_VISIT_TEXTS.en.alert, alert);
