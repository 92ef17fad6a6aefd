import type { TrendPeriod } from "~/ui/charts/trend-chart";
import type { ChartPoint } from "./number-card";

const MOST_DAYS = 92;
const MOST_WEEKS_DAYS = 731;
const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

export interface ChartPeriods {
  readonly period: TrendPeriod;
  /** In one period. */
  readonly days: number;
  readonly points: readonly ChartPoint[];
  readonly comparison: readonly ChartPoint[];
  /** Whether the last period holds fewer days than the others. */
  readonly isLastShort: boolean;
}

/**
 * Sums of longer periods where days would be too many to read. Periods are counted from the first day of the range,
 * so that those of the comparison line up; the last one may be short.
 */
export function chartPeriods(points: readonly ChartPoint[], comparison: readonly ChartPoint[]): ChartPeriods {
  const days = periodDays(points.length);
  return {
    period: days === 1 ? "day" : days === WEEK_DAYS ? "week" : "days30",
    days,
    points: summed(points, days),
    comparison: summed(comparison.slice(0, points.length), days),
    isLastShort: points.length % days !== 0,
  };
}

/** A small trend as means of the same periods, which shows the way and no number. */
export function trendPeriods(trend: readonly (number | null)[]): (number | null)[] {
  return inChunks(trend, periodDays(trend.length)).map((chunk) => {
    const known = chunk.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

function periodDays(count: number): number {
  return count <= MOST_DAYS ? 1 : count <= MOST_WEEKS_DAYS ? WEEK_DAYS : MONTH_DAYS;
}

function summed(points: readonly ChartPoint[], days: number): ChartPoint[] {
  return inChunks(points, days).map((chunk) => {
    const known = chunk.flatMap(({ value }) => (value === null ? [] : [value]));
    const value = known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
    return { day: chunk[0]?.day ?? "", value };
  });
}

function inChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
