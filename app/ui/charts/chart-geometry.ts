import { nice, ticks as ticksBetween } from "d3-array";

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
  const ticks = isFlat
    ? roundTicks(Math.min(0, lowest), Math.max(0, highest) || 1, tickCount)
    : roundTicks(lowest, highest, tickCount);
  const [bottom, top] = [ticks.at(0) ?? 0, ticks.at(-1) ?? 1];
  return {
    xs: Array.from({ length }, (_, index) => (length === 1 ? AREA / 2 : (index / (length - 1)) * AREA)),
    y: (value) => ((top - value) / (top - bottom)) * AREA,
    ticks,
  };
}

/** Round numbers about `count` steps apart, from at or below `low` to at or above `high`: 0, 5, 10, 15 for 0 to 13. */
function roundTicks(low: number, high: number, count: number): number[] {
  const [bottom, top] = nice(low, high, count);
  return ticksBetween(bottom, top, count);
}

/** An SVG path through the values from index `from` to `to`, broken where a value is missing. */
export function linePath(
  values: readonly (number | null)[],
  scale: Scale,
  from = 0,
  to = values.length - 1,
): string | null {
  const runs: Point[][] = [[]];
  for (let index = from; index <= to; index += 1) {
    const value = values[index];
    if (value === null || value === undefined) runs.push([]);
    else runs.at(-1)?.push({ value, index });
  }
  return pathThrough(runs, scale);
}

/** A path through the known values only, across the gaps, for trends too small to show them. */
export function trendPath(values: readonly (number | null)[], scale: Scale): string | null {
  return pathThrough([knownPoints(values)], scale);
}

interface Point {
  readonly value: number;
  readonly index: number;
}

const knownPoints = (values: readonly (number | null)[]): Point[] =>
  values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));

/** Each run of points as one line; one point alone is closed, so that it is drawn as a dot. */
function pathThrough(runs: readonly (readonly Point[])[], scale: Scale): string | null {
  const at = ({ value, index }: Point) => `${round(scale.xs[index] ?? 0)},${round(scale.y(value))}`;
  const lines = runs
    .filter((run) => run.length > 0)
    .map((run) => `M${run.map(at).join("L")}${run.length === 1 ? "Z" : ""}`);
  return lines.join("") || null;
}

/** The line closed down to the zero line, for the tint beneath a line; null where the axis does not reach zero. */
export function areaPath(values: readonly (number | null)[], scale: Scale): string | null {
  const known = knownPoints(values);
  if (known.length < 2 || known.length !== values.length) return null;
  const zero = round(scale.y(0));
  if (zero < 0 || zero > AREA) return null;
  return `${linePath(values, scale)}L${AREA},${zero}L0,${zero}Z`;
}

/** At most `count` indexes, evenly spread, the first and last among them. */
export function evenIndexes(length: number, count: number): number[] {
  if (length <= count) return Array.from({ length }, (_, index) => index);
  return Array.from({ length: count }, (_, step) => Math.round((step * (length - 1)) / (count - 1)));
}

const round = (value: number) => Math.round(value * 100) / 100;
