import { addDays, daysBetween, type ShopDay } from "~/domain/time/shop-time";
import { isReached, type GoalBound } from "./evaluate-goal";

/** A metric as it stood on one day. */
export interface PacePoint {
  readonly day: ShopDay;
  readonly value: number;
}

/**
 * Whether the weekly values look at days of their own, or, as those of a trailing year, share most of their days with
 * the week before.
 */
export type PaceWindows = "apart" | "overlapping";

/**
 * When a goal would be reached if the last weeks went on as they did.
 *
 * - `projected`: on `day`, between `earliest` and `latest` 95 times of 100 as far as the past weeks tell; `latest` is
 *   null when the slow end does not arrive within two years.
 * - `not_at_this_pace`: the pace is zero within its uncertainty, points away, or takes more than two years.
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

export const PACE_WEEKS = 13;
const FEWEST_POINTS = 5;
const HORIZON_DAYS = 730;
const WEEK_DAYS = 7;

/** Two-sided 95% points of Student's t with 3 to 11 degrees of freedom. */
const T95 = [3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201];

/**
 * The pace towards a bound.
 *
 * Weeks apart: least squares through `points`, its slope with a 95% t interval, continued from the line's own value on
 * `today`. Overlapping weeks are no independent observations, and a line through them would look far surer than it is:
 * what is independent is what each week brings in and drops, so the pace is the mean weekly change with its t interval,
 * and the dates are where the prediction band of a random walk with that drift meets the bound.
 *
 * @param points - ascending, one a week.
 */
export function paceTo(
  bound: GoalBound,
  current: number,
  points: readonly PacePoint[],
  today: ShopDay,
  windows: PaceWindows,
): Pace {
  if (isReached(bound, current)) return { kind: "reached" };
  if (points.length < FEWEST_POINTS) return { kind: "unknown", points: points.length };
  return windows === "apart" ? lineTo(bound, points, today) : driftTo(bound, current, points, today);
}

function lineTo(bound: GoalBound, points: readonly PacePoint[], today: ShopDay): Pace {
  const { slope, error, at } = line(points);
  const margin = t95(points.length - 2) * error;
  const sign = bound.better === "more" ? 1 : -1;
  const because = noPace(sign * slope, margin);
  const perWeek = slope * WEEK_DAYS;
  if (because) return { kind: "not_at_this_pace", because, perWeek };
  const toGo = lessRounding(sign * (bound.value - at(today)));
  const daysAt = (pace: number) => Math.max(1, Math.ceil(toGo / pace));
  return projected(
    { days: daysAt(sign * slope), first: daysAt(sign * slope + margin), last: daysAt(sign * slope - margin) },
    perWeek,
    today,
  );
}

function driftTo(bound: GoalBound, current: number, points: readonly PacePoint[], today: ShopDay): Pace {
  const changes = weeklyChanges(points);
  if (changes.length < FEWEST_POINTS - 1) return { kind: "unknown", points: points.length };
  const perWeek = mean(changes);
  const variance = changes.reduce((sum, change) => sum + (change - perWeek) ** 2, 0) / (changes.length - 1);
  const t = t95(changes.length - 1);
  const sign = bound.better === "more" ? 1 : -1;
  const because = noPace(sign * perWeek, t * Math.sqrt(variance / changes.length));
  if (because) return { kind: "not_at_this_pace", because, perWeek };
  const toGo = lessRounding(sign * (bound.value - current));
  const arrives = (side: -1 | 0 | 1) => {
    for (let day = 1; day <= HORIZON_DAYS; day++) {
      const weeks = day / WEEK_DAYS;
      const spread = t * Math.sqrt(variance * (weeks + weeks ** 2 / changes.length));
      if (sign * perWeek * weeks + side * spread >= toGo) return day;
    }
    return Infinity;
  };
  return projected({ days: arrives(0), first: arrives(1), last: arrives(-1) }, perWeek, today);
}

/** A whole number of days is reached exactly, whatever the last bits say. */
function lessRounding(toGo: number): number {
  return toGo - Math.abs(toGo) * 1e-9;
}

function noPace(pace: number, margin: number): "wrong_direction" | "flat" | null {
  if (pace + margin < 0) return "wrong_direction";
  return pace - margin <= 0 ? "flat" : null;
}

function projected(
  { days, first, last }: { readonly days: number; readonly first: number; readonly last: number },
  perWeek: number,
  today: ShopDay,
): Pace {
  if (days > HORIZON_DAYS) return { kind: "not_at_this_pace", because: "beyond_two_years", perWeek };
  return {
    kind: "projected",
    day: addDays(today, days),
    earliest: addDays(today, first),
    latest: last > HORIZON_DAYS ? null : addDays(today, last),
    perWeek,
  };
}

/** From each week to the next; a gap between them has none. */
function weeklyChanges(points: readonly PacePoint[]): number[] {
  return points.flatMap(({ day, value }, index) => {
    const before = points[index - 1];
    return before && daysBetween(before.day, day) === WEEK_DAYS ? [value - before.value] : [];
  });
}

function t95(degreesOfFreedom: number): number {
  return T95[degreesOfFreedom - 3] ?? 1.96;
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
