import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import type { ShopDay } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/format/formatters";
import { settlingWords } from "~/ui/format/settling-words";
import { useWords } from "~/ui/format/use-words";
import type { DataTableProps } from "~/ui/tables/data-table";
import { CHART_TEXTS } from "~/words/parts/charts";
import { wordsOf } from "~/words/words";
import { ChartCard } from "./chart-card";
import { areaPath, chartScale, evenIndexes, linePath, type Scale } from "./chart-geometry";
import { Legend, LineSign } from "./legend";
import { NothingDrawn } from "./nothing-drawn";
import { PlotFrame } from "./plot-frame";
import { COMPARED_LINE, MAIN_COLOR, MAIN_LINE, UNFINISHED_LINE } from "./strokes";

/** What one point of a line stands for. */
export type TrendPeriod = "day" | "week" | "days30";

export interface TrendPoint {
  readonly day: ShopDay;
  readonly value: number | null;
}

export interface TrendChartProps {
  /** What the chart is about, as a merchant would ask for it. */
  readonly title: string;
  /** "EUR per day". */
  readonly units: string;
  readonly unit: MetricUnit;
  readonly points: readonly TrendPoint[];
  /** Parallel to `points`; empty when nothing is compared. */
  readonly comparison: readonly TrendPoint[];
  /** "The 30 days before". */
  readonly comparedWith: string | null;
  readonly period: TrendPeriod;
  /** The last period is shorter than the others or still running: it is drawn dotted. */
  readonly isLastIncomplete: boolean;
  /** How many of the last points may still change although their days are over; drawn dotted as well. */
  readonly settlingPoints?: number;
  /** A day worth knowing of, such as that of the installation. */
  readonly mark?: { readonly day: ShopDay; readonly label: string } | null;
  /** The name of the file with these points. */
  readonly file: string;
  readonly format: Formatters;
}

/** A line over time, drawn on the server and readable without script. */
export function TrendChart(props: TrendChartProps) {
  const say = useWords(CHART_TEXTS);
  const { title, units, points, comparison, comparedWith } = props;
  const isEmpty = points.every(({ value }) => value === null);
  return (
    <ChartCard
      title={title}
      units={units}
      summary={trendSummary(props)}
      legend={
        comparison.length > 0 &&
        comparedWith && (
          <Legend
            entries={[
              { words: say("trend.thisRange"), sign: <LineSign {...MAIN_LINE} /> },
              { words: comparedWith, sign: <LineSign {...COMPARED_LINE} /> },
            ]}
          />
        )
      }
      table={isEmpty ? null : trendTable(props)}
    >
      {isEmpty ? <NothingDrawn /> : <Plot {...props} />}
    </ChartCard>
  );
}

/** The numbers that are drawn. */
function trendTable(props: TrendChartProps): Omit<DataTableProps, "caption"> {
  const { unit, points, comparison, comparedWith, period, file, format } = props;
  const say = wordsOf(CHART_TEXTS, format.settings.locale);
  return {
    file,
    columns: [
      { key: "day", label: say("trend.firstDay", { period }) },
      { key: "value", label: say("trend.thisRange"), isNumeric: true },
      ...(comparison.length > 0 && comparedWith
        ? [
            { key: "comparedDay", label: say("trend.comparedWith") },
            { key: "compared", label: comparedWith, isNumeric: true },
          ]
        : []),
    ],
    rows: points.map((point, index) => {
      const compared = comparison[index];
      return {
        key: point.day,
        cells: {
          day: dayOf(point, props, index),
          value: format.metric(unit, point.value),
          comparedDay: compared ? format.day(compared.day) : "",
          compared: format.metric(unit, compared?.value ?? null),
        },
      };
    }),
  };
}

/** What the drawing says, in one sentence or two. */
export function trendSummary(props: TrendChartProps): string {
  const { points, unit, format, period, isLastIncomplete } = props;
  const say = wordsOf(CHART_TEXTS, format.settings.locale);
  const known = points.flatMap(({ day, value }, index) => (value === null ? [] : [{ day, value, index }]));
  const whole = known.filter(({ index }) => index < points.length - dottedPoints(props));
  const complete = whole.length > 0 ? whole : known;
  const highest = complete.reduce<(typeof known)[number] | null>(
    (best, point) => (best === null || point.value > best.value ? point : best),
    null,
  );
  const lowest = complete.reduce<(typeof known)[number] | null>(
    (best, point) => (best === null || point.value < best.value ? point : best),
    null,
  );
  if (!highest || !lowest) return say("trend.noValues");
  const at = ({ day, value }: { day: ShopDay; value: number }) =>
    say("trend.at", { value: format.metric(unit, value), period, day: format.day(day) });
  const isToday = points.length === 1 && isLastIncomplete && period === "day";
  if (isToday) return say("trend.soFarToday", { value: format.metric(unit, highest.value) });
  return [
    complete.length === 1
      ? say("trend.single", { at: at(highest) })
      : highest.value === lowest.value
        ? say("trend.level", { value: format.metric(unit, highest.value) })
        : say("trend.spread", { highest: at(highest), lowest: at(lowest) }),
    settlingWords(props.settlingPoints ?? 0, period, format),
    isLastIncomplete && say("trend.incomplete", { period }),
  ]
    .filter(Boolean)
    .join(" ");
}

function Plot(props: TrendChartProps) {
  const say = useWords(CHART_TEXTS);
  const { unit, points, comparison, mark, format, title } = props;
  const values = points.map(({ value }) => value);
  const compared = comparison.map(({ value }) => value);
  const scale = chartScale([values, compared], unit !== "rate");
  const dotted = dottedPoints(props);
  const lastSolid = values.length - 1 - dotted;
  const marked = mark ? markPosition(points, mark.day) : null;
  return (
    <PlotFrame
      label={say("drawing", { title, said: trendSummary(props) })}
      scale={scale}
      formatTick={(tick) => format.metricShort(unit, tick)}
      labels={evenIndexes(points.length, 5).map((index) => ({
        key: index,
        at: scale.xs[index] ?? 0,
        text: format.dayShort(points[index]?.day ?? ""),
      }))}
      mark={mark && marked !== null ? { at: scale.xs[marked] ?? 0, label: mark.label } : null}
    >
      {dotted === 0 && <path fill={MAIN_COLOR} opacity="0.07" d={areaPath(values, scale) ?? undefined} />}
      <path {...COMPARED_LINE} d={linePath(compared, scale) ?? undefined} />
      <path {...MAIN_LINE} d={linePath(values, scale, 0, lastSolid) ?? undefined} />
      {/* One value is no line: it shows as a dot. */}
      {values.length === 1 && <path {...MAIN_LINE} strokeWidth="8" d={linePath(values, scale) ?? undefined} />}
      {dotted > 0 && (
        <path
          {...UNFINISHED_LINE}
          d={linePath(values, scale, Math.max(0, lastSolid), values.length - 1) ?? undefined}
        />
      )}
      <HoverColumns {...props} scale={scale} />
    </PlotFrame>
  );
}

/** One invisible column a point: the browser shows its title on hover, and nothing depends on it. */
function HoverColumns({ points, comparison, unit, format, scale }: TrendChartProps & { readonly scale: Scale }) {
  const say = useWords(CHART_TEXTS);
  const width = points.length > 1 ? 100 / (points.length - 1) : 100;
  return (
    <g className="cb-plot__hover">
      {points.map((point, index) => {
        const compared = comparison[index];
        const read = { day: format.day(point.day), value: format.metric(unit, point.value) };
        const title = compared
          ? say("trend.pointBeside", {
              ...read,
              comparedDay: format.day(compared.day),
              compared: format.metric(unit, compared.value),
            })
          : say("trend.point", read);
        return (
          <rect key={point.day} x={(scale.xs[index] ?? 0) - width / 2} y="0" width={width} height="100">
            <title>{title}</title>
          </rect>
        );
      })}
    </g>
  );
}

function dottedPoints({ points, isLastIncomplete, settlingPoints = 0 }: TrendChartProps): number {
  return Math.min(points.length, Math.max(isLastIncomplete ? 1 : 0, settlingPoints));
}

/** The day of a point, and why its value may still change. */
function dayOf(
  point: TrendPoint,
  { points, isLastIncomplete, settlingPoints = 0, format }: TrendChartProps,
  at: number,
) {
  const say = wordsOf(CHART_TEXTS, format.settings.locale);
  const day = format.day(point.day);
  if (isLastIncomplete && at === points.length - 1) return say("trend.note.incomplete", { day });
  return at >= points.length - settlingPoints ? say("trend.note.settling", { day }) : day;
}

/** The point whose period holds the day; null where it lies outside of the chart. */
function markPosition(points: readonly TrendPoint[], day: ShopDay): number | null {
  if (points[0] === undefined || day < points[0].day) return null;
  const after = points.findIndex((point) => point.day > day);
  return after === -1 ? points.length - 1 : after - 1;
}
