import type { AbandonmentDay } from "~/features/abandonment/abandonment";
import { chartPeriods } from "~/features/overview/chart-periods";
import type { ChartPoint } from "~/features/overview/overview";

export interface RatePeriods {
  /** "day", "week" or "30 days". */
  readonly name: string;
  readonly points: readonly ChartPoint[];
  readonly comparison: readonly ChartPoint[];
  /** How many of the last points hold a day that is still settling. */
  readonly settling: number;
}

/** The rate by day; where days would be too many, of longer periods, from the checkouts of all their days. */
export function ratePeriods(days: readonly AbandonmentDay[], daysBefore: readonly AbandonmentDay[]): RatePeriods {
  const left = chartPeriods(days.map(leftOn), daysBefore.map(leftOn));
  const ended = chartPeriods(days.map(endedOn), daysBefore.map(endedOn));
  const firstSettling = days.findIndex(({ isSettling }) => isSettling);
  return {
    name: left.name,
    points: divided(left.points, ended.points),
    comparison: divided(left.comparison, ended.comparison),
    settling: firstSettling === -1 ? 0 : left.points.length - Math.floor(firstSettling / left.days),
  };
}

const leftOn = ({ day, totals }: AbandonmentDay): ChartPoint => ({ day, value: totals.abandoned });

const endedOn = ({ day, totals: { completed, recovered, abandoned } }: AbandonmentDay): ChartPoint => ({
  day,
  value: completed + recovered + abandoned,
});

function divided(left: readonly ChartPoint[], ended: readonly ChartPoint[]): ChartPoint[] {
  return left.map(({ day, value }, index) => {
    const all = ended[index]?.value ?? 0;
    return { day, value: all === 0 ? null : (value ?? 0) / all };
  });
}
