import { ChartCard, type ChartCardProps } from "./chart-card";
import { chartScale, evenIndexes } from "./chart-geometry";
import type { DataTableProps } from "./data-table";

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
  return (
    <ChartCard {...card} table={isEmpty ? null : table}>
      {isEmpty ? (
        <p className="cb-bars__empty">{whenEmpty}</p>
      ) : (
        <div className="cb-plot" role="img" aria-label={`${card.title}. ${description}`}>
          <div className="cb-plot__ys" aria-hidden="true">
            {scale.ticks.map((tick) => (
              <span key={tick} style={{ top: `${scale.y(tick)}%` }}>
                {formatTick(tick)}
              </span>
            ))}
          </div>
          <div className="cb-plot__area">
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
              {scale.ticks.map((tick) => (
                <line key={tick} className="cb-plot__grid" x1="0" x2="100" y1={scale.y(tick)} y2={scale.y(tick)} />
              ))}
              <path className="cb-plot__band" d={`M${[...highs, ...lows].join("L")}Z`} />
              <path className="cb-plot__line" d={`M${points.map(({ value }, index) => at(index, value)).join("L")}`} />
              {marker && (
                <line
                  className="cb-plot__marker"
                  x1={scale.xs[marker.index]}
                  x2={scale.xs[marker.index]}
                  y1="0"
                  y2="100"
                />
              )}
            </svg>
            {marker && (
              <span
                className={`cb-plot__flag${(scale.xs[marker.index] ?? 0) > 50 ? " is-left" : ""}`}
                style={{ left: `${scale.xs[marker.index] ?? 0}%` }}
              >
                {marker.label}
              </span>
            )}
          </div>
          <div className="cb-plot__xs" aria-hidden="true">
            {evenIndexes(points.length, 5).map((index) => (
              <span key={index} style={{ left: `${scale.xs[index] ?? 0}%` }}>
                {points[index]?.label}
              </span>
            ))}
          </div>
        </div>
      )}
    </ChartCard>
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
