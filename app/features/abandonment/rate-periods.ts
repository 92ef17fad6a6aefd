import { settledCheckouts } from "~/domain/metrics/totals/totals";
import type { ChartPeriods } from "~/features/page/cards/chart-periods";
import { ratioPeriods, type DailyParts } from "~/features/page/cards/ratio-periods";
import type { AbandonmentDay } from "./abandonment";

export interface RatePeriods extends ChartPeriods {
  /** How many of the last points hold a day that is still settling. */
  readonly settling: number;
}

/** The rate by day or, where days would be too many, of longer periods. */
export function ratePeriods(days: readonly AbandonmentDay[], daysBefore: readonly AbandonmentDay[]): RatePeriods {
  const periods = ratioPeriods(days.map(partsOf), daysBefore.map(partsOf));
  const firstSettling = days.findIndex(({ isSettling }) => isSettling);
  const settling = firstSettling === -1 ? 0 : periods.points.length - Math.floor(firstSettling / periods.days);
  return { ...periods, settling };
}

function partsOf({ day, totals }: AbandonmentDay): DailyParts {
  return { day, numerator: totals.abandoned, denominator: settledCheckouts(totals) };
}
