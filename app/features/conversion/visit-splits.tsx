import { isFewData } from "~/domain/metrics/confidence/metric-value";
import type { SessionSplit } from "~/domain/metrics/splits/funnel";
import type { ComparedWith } from "~/ui/cards/change-line";
import { changeSentence } from "~/ui/cards/change-line";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import type { VisitSplitRow } from "./conversion";

export interface VisitSplitProps {
  /** What the sessions are grouped by. */
  readonly split: SessionSplit;
  readonly rows: readonly VisitSplitRow[];
  readonly compared: ComparedWith | null;
  readonly format: Formatters;
}

/** Sessions in groups, each with its conversion and how that changed. */
export function VisitSplitBars({ split, rows, compared, format }: VisitSplitProps) {
  const say = useWords(CONVERSION_TEXTS);
  const label = (key: string) => (isGroup(key) ? say(`group.${key}`) : key);
  const all = rows.reduce((sum, { sessions }) => sum + sessions, 0);
  const [largest] = rows;
  return (
    <BarChart
      title={say(`split.${split}.title`)}
      units={say("split.units")}
      summary={
        largest === undefined
          ? null
          : say("split.summary", {
              group: label(largest.key),
              share: format.rate(largest.share),
              shown: format.count(all),
            })
      }
      whenEmpty={say("split.none")}
      bars={rows.map(({ key, sessions, conversion: { value } }) => ({
        key,
        label: label(key),
        value: value.value,
        text: format.rate(value.value),
        note: say("split.of", { shown: format.count(sessions) }),
        interval: value.interval,
        isFew: isFewData(value),
      }))}
      table={{
        file: `conversion_by_${split}`,
        columns: [
          { key: "group", label: say(`split.${split}.group`) },
          { key: "sessions", label: say("column.sessions"), isNumeric: true },
          { key: "share", label: say("column.share"), isNumeric: true },
          { key: "completed", label: say("column.completed"), isNumeric: true },
          { key: "conversion", label: say("column.conversion"), isNumeric: true },
          ...(compared === null ? [] : [{ key: "change", label: say("column.change") }]),
        ],
        rows: rows.map(({ key, sessions, share, conversion }) => ({
          key,
          cells: {
            group: label(key),
            sessions: format.count(sessions),
            share: format.rate(share),
            completed: format.count(conversion.value.numerator),
            conversion: numberText(conversion.value, format),
            change: changeSentence({ ...conversion, comparedWith: compared }, format),
          },
        })),
        total: {
          key: "total",
          cells: {
            group: say("split.all"),
            sessions: format.count(all),
            share: format.rate(1),
            completed: format.count(rows.reduce((sum, row) => sum + (row.conversion.value.numerator ?? 0), 0)),
          },
        },
      }}
    />
  );
}

const isGroup = (key: string): key is keyof typeof CONVERSION_TEXTS.en.group =>
  Object.hasOwn(CONVERSION_TEXTS.en.group, key);
