import type { ShopDay } from "~/domain/time/shop-time";
import { chartPeriods, type ChartPeriods } from "./chart-periods";
import type { ChartPoint } from "./number-card";

/** Both sides of a quotient on one day: abandoned of ended checkouts, value of counted orders. */
export interface DailyParts {
  readonly day: ShopDay;
  readonly numerator: number;
  readonly denominator: number;
}

/** A quotient by day; where days would be too many, of longer periods, from the parts of all their days. */
export function ratioPeriods(days: readonly DailyParts[], before: readonly DailyParts[]): ChartPeriods {
  const above = chartPeriods(days.map(numeratorOn), before.map(numeratorOn));
  const below = chartPeriods(days.map(denominatorOn), before.map(denominatorOn));
  return {
    ...above,
    points: divided(above.points, below.points),
    comparison: divided(above.comparison, below.comparison),
  };
}

const numeratorOn = ({ day, numerator }: DailyParts): ChartPoint => ({ day, value: numerator });
const denominatorOn = ({ day, denominator }: DailyParts): ChartPoint => ({ day, value: denominator });

function divided(above: readonly ChartPoint[], below: readonly ChartPoint[]): ChartPoint[] {
  return above.map(({ day, value }, index) => {
    const all = below[index]?.value ?? 0;
    return { day, value: all === 0 ? null : (value ?? 0) / all };
  });
}
