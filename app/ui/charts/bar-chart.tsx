import { NOT_AVAILABLE } from "~/ui/format/formatters";
import { Text } from "~/ui/polaris";
import type { DataTableProps } from "~/ui/tables/data-table";
import { ChartCard, type ChartCardProps } from "./chart-card";
import { NothingDrawn } from "./nothing-drawn";
import { EXPECTED_LINE, MAIN_COLOR } from "./strokes";

export interface Bar {
  readonly key: string;
  readonly label: string;
  /** Null when it is not available; it is then a dash without a bar. */
  readonly value: number | null;
  /** As shown. */
  readonly text: string;
  /** Beside the value: "n 123", or why there is none. */
  readonly note?: string;
  /** Drawn as a thin line across the end of the bar. */
  readonly interval?: readonly [low: number, high: number] | null;
  /** Rests on few observations: drawn pale. */
  readonly isFew?: boolean;
}

export interface BarChartProps extends Omit<ChartCardProps, "children" | "table"> {
  readonly bars: readonly Bar[];
  readonly table: Omit<DataTableProps, "caption">;
  /** What stands there when there are no bars. */
  readonly whenEmpty?: string;
}

/** Groups beside each other as bars from zero, each with its number. It is a list, so it reads without the drawing. */
export function BarChart({ bars: given, table, whenEmpty, ...card }: BarChartProps) {
  // Across no bar an interval would be the longest thing to see.
  const bars = given.map((bar) => (bar.value ? bar : { ...bar, interval: null }));
  const isEmpty = bars.every(({ value }) => value === null);
  const highest = Math.max(0, ...bars.flatMap(({ value, interval }) => [value ?? 0, interval?.[1] ?? 0])) || 1;
  const width = (value: number) => Math.round((Math.max(0, value) / highest) * 10_000) / 100;
  return (
    <ChartCard {...card} table={isEmpty ? null : table}>
      {isEmpty ? (
        <NothingDrawn words={whenEmpty} />
      ) : (
        <ul className="cb-bars">
          {bars.map(({ key, label, value, text, note, interval, isFew }) => (
            <li key={key} className="cb-bar">
              <span className="cb-bar__label">{label}</span>
              <svg className="cb-bar__area" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect
                  fill={MAIN_COLOR}
                  opacity={isFew ? 0.4 : 1}
                  width={value === null ? 0 : width(value)}
                  height="10"
                />
                {interval && value !== null && (
                  <line
                    {...EXPECTED_LINE}
                    strokeWidth="1.5"
                    x1={width(interval[0])}
                    x2={width(interval[1])}
                    y1="5"
                    y2="5"
                  />
                )}
              </svg>
              <Text as="span" alignment="end" numeric {...(isFew && { tone: "subdued" })}>
                {value === null ? NOT_AVAILABLE : text}
                {note && (
                  <Text as="span" variant="bodySm" tone="subdued">
                    {` ${note}`}
                  </Text>
                )}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </ChartCard>
  );
}
