import { chartScale, evenIndexes } from "./chart-geometry";
import { ChartCard, type ChartCardProps } from "./chart-card";
import type { DataTableProps } from "./data-table";

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
  const { columns, formatTick, table, description, whenEmpty = "Nothing to draw in this range.", ...card } = props;
  const isEmpty = columns.every(({ value }) => value === 0);
  const scale = chartScale([columns.map(({ value }) => value)], true);
  const room = 100 / Math.max(1, columns.length);
  const labelled = evenIndexes(columns.length, 7);
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
              {columns.map(({ key, value, text }, index) => (
                <rect
                  key={key}
                  className="cb-column"
                  x={(index + GAP / 2) * room}
                  width={(1 - GAP) * room}
                  y={scale.y(value)}
                  height={scale.y(0) - scale.y(value)}
                >
                  <title>{text}</title>
                </rect>
              ))}
            </svg>
          </div>
          <div className="cb-plot__xs cb-plot__xs--columns" aria-hidden="true">
            {labelled.map((index) => (
              <span key={index} style={{ left: `${(index + 0.5) * room}%` }}>
                {columns[index]?.label}
              </span>
            ))}
          </div>
        </div>
      )}
    </ChartCard>
  );
}
