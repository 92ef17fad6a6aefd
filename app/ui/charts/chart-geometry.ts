import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";

/** A drawing area of 100 x 100 that CSS stretches to the room there is; text stays outside of it. */
const AREA = 100;

export interface Scale {
  /** Positions of the points, 0 to 100 from the left; one point stands in the middle. */
  readonly xs: readonly number[];
  /** Height of a value, 0 (top) to 100 (bottom). */
  y(value: number): number;
  readonly ticks: readonly number[];
}

/**
 * The scale that holds all `series`, which are parallel. Money and counts start from zero so that heights compare;
 * `fromZero: false` lets a rate fill the room.
 */
export function chartScale(series: readonly (readonly (number | null)[])[], fromZero: boolean, tickCount = 4): Scale {
  const length = Math.max(0, ...series.map((values) => values.length));
  const values = series.flat().filter((value) => value !== null);
  const lowest = Math.min(...values, ...(fromZero || values.length === 0 ? [0] : []));
  const highest = Math.max(...values, ...(fromZero || values.length === 0 ? [0] : []));
  const isFlat = lowest === highest;
  const scale = scaleLinear()
    .domain(isFlat ? [Math.min(0, lowest), Math.max(0, highest) || 1] : [lowest, highest])
    .nice(tickCount)
    .range([AREA, 0]);
  const points = scalePoint<number>()
    .domain(Array.from({ length }, (_, index) => index))
    .range([0, AREA]);
  return {
    xs: Array.from({ length }, (_, index) => points(index) ?? 0),
    y: (value) => scale(value),
    ticks: scale.ticks(tickCount),
  };
}

/** An SVG path through the values from index `from` to `to`, broken where a value is missing. */
export function linePath(
  values: readonly (number | null)[],
  scale: Scale,
  from = 0,
  to = values.length - 1,
): string | null {
  const points = values.map((value, index) => ({ value, index })).slice(from, to + 1);
  return line<{ value: number | null; index: number }>()
    .defined(({ value }) => value !== null)
    .x(({ index }) => round(scale.xs[index] ?? 0))
    .y(({ value }) => round(scale.y(value ?? 0)))(points);
}

/** A path through the known values only, across the gaps, for trends too small to show them. */
export function trendPath(values: readonly (number | null)[], scale: Scale): string | null {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, x: scale.xs[index] ?? 0 }]));
  return line<(typeof known)[number]>()
    .x(({ x }) => round(x))
    .y(({ value }) => round(scale.y(value)))(known);
}

/** The line closed down to the zero line, for the tint beneath a line. */
export function areaPath(values: readonly (number | null)[], scale: Scale): string | null {
  const known = values.map((value, index) => ({ value, index })).filter(({ value }) => value !== null);
  if (known.length < 2 || known.length !== values.length) return null;
  const top = linePath(values, scale);
  return `${top}L${AREA},${round(scale.y(0))}L0,${round(scale.y(0))}Z`;
}

/** At most `count` indexes, evenly spread, the first and last among them. */
export function evenIndexes(length: number, count: number): number[] {
  if (length <= count) return Array.from({ length }, (_, index) => index);
  return Array.from({ length: count }, (_, step) => Math.round((step * (length - 1)) / (count - 1)));
}

const round = (value: number) => Math.round(value * 100) / 100;
