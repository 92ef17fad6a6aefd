import { useWords } from "~/ui/format/use-words";
import type { DataTableProps } from "~/ui/tables/data-table";
import { CHART_TEXTS } from "~/words/parts/charts";
import { ChartCard, type ChartCardProps } from "./chart-card";
import { chartScale, evenIndexes } from "./chart-geometry";
import { NothingDrawn } from "./nothing-drawn";
import { PlotFrame } from "./plot-frame";
import { MAIN_COLOR } from "./strokes";

export interface Column {
  readonly key: string;
  /** Beneath the column where there is room. */
  readonly label: string;
  readonly value: number;
  /** Label and value in words, as the column's title. */
  readonly text: string;
}

export interface ColumnChartProps extends Omit<ChartCardProps, "children" | "table"> {
  readonly columns: readonly Column[];
  readonly formatTick: (value: number) => string;
  readonly table: Omit<DataTableProps, "caption">;
  /** What the drawing says, for screen readers. */
  readonly description: string;
  readonly whenEmpty?: string;
}

const GAP = 0.18;

/** Neighbouring classes as columns from zero: a distribution, the hours of a day. */
export function ColumnChart(props: ColumnChartProps) {
  const say = useWords(CHART_TEXTS);
  const { columns, formatTick, table, description, whenEmpty, ...card } = props;
  const isEmpty = columns.every(({ value }) => value === 0);
  const scale = chartScale([columns.map(({ value }) => value)], true);
  const room = 100 / Math.max(1, columns.length);
  const labelled = evenIndexes(columns.length, 7);
  return (
    <ChartCard {...card} table={isEmpty ? null : table}>
      {isEmpty ? (
        <NothingDrawn words={whenEmpty} />
      ) : (
        <PlotFrame
          label={say("drawing", { title: card.title, said: description })}
          scale={scale}
          formatTick={formatTick}
          labels={labelled.map((index) => ({ key: index, at: (index + 0.5) * room, text: columns[index]?.label }))}
          hasColumns
        >
          {columns.map(({ key, value, text }, index) => (
            <rect
              key={key}
              className="cb-column"
              fill={MAIN_COLOR}
              x={(index + GAP / 2) * room}
              width={(1 - GAP) * room}
              y={scale.y(value)}
              height={scale.y(0) - scale.y(value)}
            >
              <title>{text}</title>
            </rect>
          ))}
        </PlotFrame>
      )}
    </ChartCard>
  );
}
