import { useWords } from "~/ui/format/use-words";
import type { DataTableProps } from "~/ui/tables/data-table";
import { CHART_TEXTS } from "~/words/parts/charts";
import { ChartCard, type ChartCardProps } from "./chart-card";
import { chartScale, evenIndexes } from "./chart-geometry";
import { NothingDrawn } from "./nothing-drawn";
import { PlotFrame } from "./plot-frame";
import { MAIN_COLOR, MAIN_LINE } from "./strokes";

export interface CurvePoint {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
}

export interface CurveChartProps extends Omit<ChartCardProps, "children" | "table"> {
  /** Evenly apart. */
  readonly points: readonly CurvePoint[];
  /** A point worth pointing at. */
  readonly marker?: { readonly index: number; readonly label: string } | null;
  readonly formatTick: (value: number) => string;
  /** What the drawing says, for screen readers. */
  readonly description: string;
  readonly table: Omit<DataTableProps, "caption">;
  readonly whenEmpty: string;
}

/** A curve from zero with the room its true course may take. */
export function CurveChart(props: CurveChartProps) {
  const say = useWords(CHART_TEXTS);
  const { points, marker = null, formatTick, description, table, whenEmpty, ...card } = props;
  const isEmpty = points.length < 2;
  const scale = chartScale([points.map(({ value }) => value), points.map(({ interval }) => interval[1])], true);
  const at = (index: number, value: number) => `${round(scale.xs[index] ?? 0)},${round(scale.y(value))}`;
  const highs = points.map(({ interval }, index) => at(index, interval[1]));
  const lows = points.map(({ interval }, index) => at(index, interval[0])).reverse();
  return (
    <ChartCard {...card} table={isEmpty ? null : table}>
      {isEmpty ? (
        <NothingDrawn words={whenEmpty} />
      ) : (
        <PlotFrame
          label={say("drawing", { title: card.title, said: description })}
          scale={scale}
          formatTick={formatTick}
          labels={evenIndexes(points.length, 5).map((index) => ({
            key: index,
            at: scale.xs[index] ?? 0,
            text: points[index]?.label,
          }))}
          mark={marker && { at: scale.xs[marker.index] ?? 0, label: marker.label }}
        >
          <path fill={MAIN_COLOR} opacity="0.14" d={`M${[...highs, ...lows].join("L")}Z`} />
          <path {...MAIN_LINE} d={`M${points.map(({ value }, index) => at(index, value)).join("L")}`} />
        </PlotFrame>
      )}
    </ChartCard>
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
