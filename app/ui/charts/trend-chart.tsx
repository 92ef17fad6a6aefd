import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import type { ShopDay } from "~/domain/time/shop-time";
import { ChartCard } from "./chart-card";
import { areaPath, chartScale, evenIndexes, linePath, type Scale } from "./chart-geometry";
import type { DataTableProps } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { PlotFrame } from "./plot-frame";

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
  readonly comparedWith: string | null;
  /** What one point stands for: "day", "week". */
  readonly period: string;
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
          <ul className="cb-legend">
            <li>
              <Swatch kind="current" /> This range
            </li>
            <li>
              <Swatch kind="comparison" /> {capitalised(comparedWith)}
            </li>
          </ul>
        )
      }
      table={isEmpty ? null : trendTable(props)}
    >
      {isEmpty ? <div className="cb-plot cb-plot--empty">Nothing to draw in this range.</div> : <Plot {...props} />}
    </ChartCard>
  );
}

/** The numbers that are drawn. */
function trendTable(props: TrendChartProps): Omit<DataTableProps, "caption"> {
  const { unit, points, comparison, comparedWith, period, file, format } = props;
  return {
    file,
    columns: [
      { key: "day", label: period === "day" ? "Day" : `First day of the ${period}` },
      { key: "value", label: "This range", isNumeric: true },
      ...(comparison.length > 0 && comparedWith
        ? [
            { key: "comparedDay", label: "Compared with" },
            { key: "compared", label: capitalised(comparedWith), isNumeric: true },
          ]
        : []),
    ],
    rows: points.map((point, index) => {
      const compared = comparison[index];
      return {
        key: point.day,
        cells: {
          day: format.day(point.day) + pointNote(props, index),
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
  const { points, unit, format, period, isLastIncomplete, settlingPoints = 0 } = props;
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
  if (!highest || !lowest) return "No values in this range.";
  const preposition = period === "day" ? "on" : `in the ${period} from`;
  const at = ({ day, value }: { day: ShopDay; value: number }) =>
    `${format.metric(unit, value)} ${preposition} ${format.day(day)}`;
  const ending = `${settlingSentence(settlingPoints, period)}${isLastIncomplete ? ` The last ${period} is not whole yet.` : ""}`;
  if (highest.value === lowest.value) return `Level at ${format.metric(unit, highest.value)}.${ending}`;
  return `Highest ${at(highest)}, lowest ${at(lowest)}.${ending}`;
}

function Plot(props: TrendChartProps) {
  const { unit, points, comparison, mark, format, title } = props;
  const values = points.map(({ value }) => value);
  const compared = comparison.map(({ value }) => value);
  const scale = chartScale([values, compared], unit !== "rate");
  const dotted = dottedPoints(props);
  const lastSolid = values.length - 1 - dotted;
  const marked = mark ? markPosition(points, mark.day) : null;
  return (
    <PlotFrame
      label={`${title}. ${trendSummary(props)}`}
      scale={scale}
      formatTick={(tick) => format.metricShort(unit, tick)}
      labels={evenIndexes(points.length, 5).map((index) => ({
        key: index,
        at: scale.xs[index] ?? 0,
        text: format.dayShort(points[index]?.day ?? ""),
      }))}
      overlay={
        <>
          {marked !== null && (
            <span
              className={`cb-plot__mark-label${(scale.xs[marked] ?? 0) > 50 ? " cb-plot__mark-label--left" : ""}`}
              style={{ left: `${scale.xs[marked] ?? 0}%` }}
            >
              {mark?.label}
            </span>
          )}
          {values.length === 1 && values[0] !== null && values[0] !== undefined && (
            <span className="cb-plot__dot" style={{ left: `${scale.xs[0]}%`, top: `${scale.y(values[0])}%` }} />
          )}
        </>
      }
    >
      {dotted === 0 && <path className="cb-plot__tint" d={areaPath(values, scale) ?? undefined} />}
      <path className="cb-plot__comparison" d={linePath(compared, scale) ?? undefined} />
      <path className="cb-plot__line" d={linePath(values, scale, 0, lastSolid) ?? undefined} />
      {dotted > 0 && (
        <path
          className="cb-plot__line cb-plot__line--incomplete"
          d={linePath(values, scale, Math.max(0, lastSolid), values.length - 1) ?? undefined}
        />
      )}
      {marked !== null && (
        <line className="cb-plot__mark" x1={scale.xs[marked]} x2={scale.xs[marked]} y1="0" y2="100" />
      )}
      <HoverColumns {...props} scale={scale} />
    </PlotFrame>
  );
}

/** One invisible column a point: the browser shows its title on hover, and nothing depends on it. */
function HoverColumns({ points, comparison, unit, format, scale }: TrendChartProps & { readonly scale: Scale }) {
  const width = points.length > 1 ? 100 / (points.length - 1) : 100;
  return (
    <g className="cb-plot__hover">
      {points.map((point, index) => {
        const compared = comparison[index];
        const before = compared ? ` (${format.day(compared.day)}: ${format.metric(unit, compared.value)})` : "";
        return (
          <rect key={point.day} x={(scale.xs[index] ?? 0) - width / 2} y="0" width={width} height="100">
            <title>{`${format.day(point.day)}: ${format.metric(unit, point.value)}${before}`}</title>
          </rect>
        );
      })}
    </g>
  );
}

function Swatch({ kind }: { readonly kind: "current" | "comparison" }) {
  return (
    <svg className="cb-swatch" viewBox="0 0 20 4" aria-hidden="true">
      <line className={kind === "current" ? "cb-plot__line" : "cb-plot__comparison"} x1="0" x2="20" y1="2" y2="2" />
    </svg>
  );
}

function dottedPoints({ points, isLastIncomplete, settlingPoints = 0 }: TrendChartProps): number {
  return Math.min(points.length, Math.max(isLastIncomplete ? 1 : 0, settlingPoints));
}

function pointNote({ points, isLastIncomplete, settlingPoints = 0 }: TrendChartProps, index: number): string {
  if (isLastIncomplete && index === points.length - 1) return " (not whole)";
  return index >= points.length - settlingPoints ? " (still settling)" : "";
}

function settlingSentence(settlingPoints: number, period: string): string {
  if (settlingPoints === 0) return "";
  return settlingPoints === 1
    ? ` The last ${period} is still settling.`
    : ` The last ${settlingPoints} ${period}s are still settling.`;
}

/** The point whose period holds the day; null where it lies outside of the chart. */
function markPosition(points: readonly TrendPoint[], day: ShopDay): number | null {
  if (points[0] === undefined || day < points[0].day) return null;
  const after = points.findIndex((point) => point.day > day);
  return after === -1 ? points.length - 1 : after - 1;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
