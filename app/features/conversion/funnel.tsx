import type { ComparedWith } from "~/ui/cards/change-line";
import { ChangeLine } from "~/ui/cards/change-line";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable } from "~/ui/tables/data-table";
import type { FunnelStage } from "~/domain/metrics/splits/funnel";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import type { ConversionView } from "./conversion";

interface FunnelProps {
  readonly funnel: ConversionView["funnel"];
  readonly format: Formatters;
}

/** How many sessions reached each step on the way to an order. */
export function Funnel({ funnel, format }: FunnelProps) {
  const say = useWords(CONVERSION_TEXTS);
  const [first, last] = [funnel[0], funnel.at(-1)];
  const none = first === undefined || last === undefined || first.sessions === 0;
  return (
    <BarChart
      title={say("funnel.title")}
      units={say("funnel.units")}
      summary={
        none
          ? null
          : say("funnel.summary", { completed: format.count(last.sessions), sessions: format.count(first.sessions) })
      }
      whenEmpty={say("funnel.none")}
      bars={funnel.map(({ step, sessions, ofAll }) => ({
        key: step,
        label: say(`funnel.step.${step}`),
        value: none ? null : sessions,
        text: format.count(sessions),
        ...(step !== "sessions" && { note: say("funnel.of", { share: format.rate(ofAll.value) }) }),
      }))}
      table={{
        file: "conversion_funnel",
        columns: [
          { key: "step", label: say("column.step") },
          { key: "sessions", label: say("column.sessions"), isNumeric: true },
          { key: "share", label: say("column.share"), isNumeric: true },
        ],
        rows: funnel.map(({ step, sessions, ofAll }) => ({
          key: step,
          cells: {
            step: say(`funnel.step.${step}`),
            sessions: format.count(sessions),
            share: numberText(ofAll, format),
          },
        })),
      }}
    />
  );
}

/** How many went on from one step to the next, and how that changed. */
export function StepsOnward({ funnel, compared, format }: FunnelProps & { readonly compared: ComparedWith | null }) {
  const say = useWords(CONVERSION_TEXTS);
  const steps = funnel.flatMap(({ step, ...stage }, index) =>
    step === "sessions" ? [] : [{ ...stage, step, left: (funnel[index - 1]?.sessions ?? 0) - stage.sessions }],
  );
  const weakest = weakestOf(funnel);
  return (
    <TitledCard
      title={say("onward.title")}
      units={say("onward.units")}
      summary={
        weakest === null
          ? say("funnel.none")
          : say("onward.summary", {
              step: say(`onward.step.${weakest.step}`),
              share: format.rate(weakest.ofPrevious.value),
            })
      }
    >
      <DataTable
        caption={say("funnel.caption")}
        file="conversion_steps"
        columns={[
          { key: "step", label: say("column.step") },
          { key: "goOn", label: say("column.goOn"), isNumeric: true },
          { key: "left", label: say("column.left"), isNumeric: true },
          ...(compared === null ? [] : [{ key: "change", label: say("column.change") }]),
        ]}
        rows={steps.map(({ step, ofPrevious, before, change, left }) => ({
          key: step,
          cells: {
            step: say(`onward.step.${step}`),
            goOn: numberText(ofPrevious, format),
            left: format.count(left),
            change: (
              <ChangeLine
                value={ofPrevious}
                previous={before}
                verdict={change}
                comparedWith={compared}
                better="higher"
                format={format}
              />
            ),
          },
        }))}
      />
    </TitledCard>
  );
}

type OnwardStage = FunnelStage & { readonly step: Exclude<FunnelStage["step"], "sessions"> };

/** The step with the lowest share of those who go on; null where nobody came. */
function weakestOf(funnel: readonly FunnelStage[]): OnwardStage | null {
  const known = funnel.filter(
    (stage): stage is OnwardStage => stage.step !== "sessions" && stage.ofPrevious.value !== null,
  );
  const [first] = known;
  if (first === undefined) return null;
  return known.reduce(
    (low, stage) => ((stage.ofPrevious.value ?? 1) < (low.ofPrevious.value ?? 1) ? stage : low),
    first,
  );
}
