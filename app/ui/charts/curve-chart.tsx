import { ChartCard, type ChartCardProps } from "./chart-card";
import { chartScale, evenIndexes } from "./chart-geometry";
import type { DataTableProps } from "~/ui/tables/data-table";
import { PlotFrame } from "./plot-frame";

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
  const { points, marker = null, formatTick, description, table, whenEmpty, ...card } = props;
  const isEmpty = points.length < 2;
  const scale = chartScale([points.map(({ value }) => value), points.map(({ interval }) => interval[1])], true);
  const at = (index: number, value: number) => `${round(scale.xs[index] ?? 0)},${round(scale.y(value))}`;
  const highs = points.map(({ interval }, index) => at(index, interval[1]));
  const lows = points.map(({ interval }, index) => at(index, interval[0])).reverse();
  const markerAt = marker ? (scale.xs[marker.index] ?? 0) : 0;
  return (
    <ChartCard {...card} table={isEmpty ? null : table}>
      {isEmpty ? (
        <p className="cb-bars__empty">{whenEmpty}</p>
      ) : (
        <PlotFrame
          label={`${card.title}. ${description}`}
          scale={scale}
          formatTick={formatTick}
          labels={evenIndexes(points.length, 5).map((index) => ({
            key: index,
            at: scale.xs[index] ?? 0,
            text: points[index]?.label,
          }))}
          overlay={
            marker && (
              <span className={`cb-plot__flag${markerAt > 50 ? " is-left" : ""}`} style={{ left: `${markerAt}%` }}>
                {marker.label}
              </span>
            )
          }
        >
          <path className="cb-plot__band" d={`M${[...highs, ...lows].join("L")}Z`} />
          <path className="cb-plot__line" d={`M${points.map(({ value }, index) => at(index, value)).join("L")}`} />
          {marker && <line className="cb-plot__marker" x1={markerAt} x2={markerAt} y1="0" y2="100" />}
        </PlotFrame>
      )}
    </ChartCard>
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
