import { addDays, daysBetween, type ShopDay } from "../shop-time";
import { isReached, type GoalBound } from "./evaluate-goal";

/** A metric as it stood on one day. */
export interface PacePoint {
  readonly day: ShopDay;
  readonly value: number;
}

/**
 * When a goal would be reached if the last weeks went on as a straight line.
 *
 * - `projected`: on `day`; `earliest` and `latest` by the 95 % interval of the slope, `latest` null when the slow end
 *   of it does not arrive within two years.
 * - `not_at_this_pace`: the line is flat within its uncertainty, points away, or takes more than two years.
 * - `unknown`: fewer than five points.
 */
export type Pace =
  | { readonly kind: "reached" }
  | {
      readonly kind: "projected";
      readonly day: ShopDay;
      readonly earliest: ShopDay;
      readonly latest: ShopDay | null;
      readonly perWeek: number;
    }
  | {
      readonly kind: "not_at_this_pace";
      readonly because: "flat" | "wrong_direction" | "beyond_two_years";
      readonly perWeek: number;
    }
  | { readonly kind: "unknown"; readonly points: number };

export const PACE_METHOD =
  "A straight line through the last 13 weeks, continued; the range of dates is that of the line's 95 % interval.";

export const PACE_WEEKS = 13;
const FEWEST_POINTS = 5;
const HORIZON_DAYS = 730;
const WEEK_DAYS = 7;

/** Two-sided 95 % points of Student's t with 3 to 11 degrees of freedom. */
const T95 = [3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201];

/**
 * The pace towards a bound: least squares through `points`, its slope with a 95 % t interval, continued from the line's
 * own value on `today`. Weeks that share days, as those of a trailing year do, are no independent observations: their
 * interval is narrower than it should be, which the page says.
 *
 * @param points - ascending, one a week.
 */
export function paceTo(bound: GoalBound, current: number, points: readonly PacePoint[], today: ShopDay): Pace {
  if (isReached(bound, current)) return { kind: "reached" };
  if (points.length < FEWEST_POINTS) return { kind: "unknown", points: points.length };
  const { slope, error, at } = line(points);
  const perWeek = slope * WEEK_DAYS;
  const margin = (T95[points.length - FEWEST_POINTS] ?? 1.96) * error;
  const toGo = bound.value - at(today);
  const sign = bound.better === "more" ? 1 : -1;
  const [slow, fast] = [sign * slope - margin, sign * slope + margin];
  if (fast < 0) return { kind: "not_at_this_pace", because: "wrong_direction", perWeek };
  if (slow <= 0) return { kind: "not_at_this_pace", because: "flat", perWeek };
  const daysAt = (pace: number) => Math.max(1, Math.ceil((sign * toGo) / pace));
  const days = daysAt(sign * slope);
  if (days > HORIZON_DAYS) return { kind: "not_at_this_pace", because: "beyond_two_years", perWeek };
  const latest = daysAt(slow);
  return {
    kind: "projected",
    day: addDays(today, days),
    earliest: addDays(today, daysAt(fast)),
    latest: latest > HORIZON_DAYS ? null : addDays(today, latest),
    perWeek,
  };
}

/** Least squares of value over days: slope a day, its standard error, and the line itself. */
function line(points: readonly PacePoint[]): { slope: number; error: number; at: (day: ShopDay) => number } {
  const origin = points[0]?.day ?? "";
  const xs = points.map(({ day }) => daysBetween(origin, day));
  const meanX = mean(xs);
  const meanY = mean(points.map(({ value }) => value));
  let xx = 0;
  let xy = 0;
  points.forEach(({ value }, index) => {
    const dx = (xs[index] ?? 0) - meanX;
    xx += dx * dx;
    xy += dx * (value - meanY);
  });
  const slope = xx === 0 ? 0 : xy / xx;
  const at = (day: ShopDay) => meanY + slope * (daysBetween(origin, day) - meanX);
  const residuals = points.reduce((sum, { day, value }) => sum + (value - at(day)) ** 2, 0);
  const error = xx === 0 ? 0 : Math.sqrt(residuals / (points.length - 2) / xx);
  return { slope, error, at };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
