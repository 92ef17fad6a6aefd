import type { ComparedWith } from "~/ui/cards/change-line";
import { ChangeLine } from "~/ui/cards/change-line";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable } from "~/ui/tables/data-table";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import type { ConversionView, FunnelRow } from "./conversion";
import { rateText } from "./rate-text";

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
          ? say("funnel.none")
          : say("funnel.summary", { completed: format.count(last.sessions), sessions: format.count(first.sessions) })
      }
      whenEmpty={say("funnel.none")}
      bars={funnel.map(({ step, sessions, share }) => ({
        key: step,
        label: say(`funnel.step.${step}`),
        value: none ? null : sessions,
        text: format.count(sessions),
        ...(step !== "sessions" && { note: say("funnel.of", { share: format.rate(share.value) }) }),
      }))}
      table={{
        file: "conversion_funnel",
        columns: [
          { key: "step", label: say("column.step") },
          { key: "sessions", label: say("column.sessions"), isNumeric: true },
          { key: "share", label: say("column.share"), isNumeric: true },
        ],
        rows: funnel.map(({ step, sessions, share }) => ({
          key: step,
          cells: {
            step: say(`funnel.step.${step}`),
            sessions: format.count(sessions),
            share: rateText(share, format),
          },
        })),
      }}
    />
  );
}

/** How many went on from one step to the next, and how that changed. */
export function StepsOnward({ funnel, compared, format }: FunnelProps & { readonly compared: ComparedWith | null }) {
  const say = useWords(CONVERSION_TEXTS);
  const steps = funnel.flatMap(({ step, onward, sessions }, index) =>
    step === "sessions" || onward === null
      ? []
      : [{ step, onward, left: (funnel[index - 1]?.sessions ?? 0) - sessions }],
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
              share: format.rate(weakest.onward.value.value),
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
        rows={steps.map(({ step, onward, left }) => ({
          key: step,
          cells: {
            step: say(`onward.step.${step}`),
            goOn: rateText(onward.value, format),
            left: format.count(left),
            change: <ChangeLine {...onward} comparedWith={compared} better="higher" format={format} />,
          },
        }))}
      />
    </TitledCard>
  );
}

type OnwardRow = FunnelRow & { readonly step: Exclude<FunnelRow["step"], "sessions"> } & {
  readonly onward: NonNullable<FunnelRow["onward"]>;
};

/** The step with the lowest share of those who go on; null where nobody came. */
function weakestOf(funnel: readonly FunnelRow[]): OnwardRow | null {
  const known = funnel.filter(
    (row): row is OnwardRow => row.step !== "sessions" && row.onward !== null && row.onward.value.value !== null,
  );
  if (known.length === 0) return null;
  return known.reduce((low, row) => ((row.onward.value.value ?? 1) < (low.onward.value.value ?? 1) ? row : low));
}
