import type { ShopProfile } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { PACE_WEEKS, type PacePoint, type PaceWindows } from "~/domain/goals/pace";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import type { DayRange } from "~/domain/time/reporting-window";
import { addDays, dayOf, endOfDay, type EpochMs } from "~/domain/time/shop-time";
import { contextAsOf } from "../totals/context-as-of";
import { totalsOfNow } from "../totals/totals-of-now.server";

/** A metric as a goal looks at it: over which days, and how it came along. */
export interface GoalMetric {
  readonly value: MetricValue;
  readonly range: DayRange;
  /** Weekly values, oldest first; empty where the metric compares two periods or knows no past. */
  readonly path: readonly PacePoint[];
  readonly windows: PaceWindows;
}

/** What metrics are read with, as of one moment. */
export interface GoalMoment {
  readonly profile: ShopProfile;
  readonly now: EpochMs;
  read(key: MetricKey, range: DayRange): Promise<MetricValue>;
}

/** Totals of the moment are read once, however many goals are on them. */
export function goalMoment(tx: Tx, shopId: string, profile: ShopProfile, now: EpochMs): GoalMoment {
  const context = contextAsOf(profile, now);
  const totals = totalsOfNow(tx, shopId, profile, context);
  return { profile, now, read: (key, range) => readMetric(key, totals, range, context) };
}

const WEEK_DAYS = 7;

/** The full days up to yesterday that goals on a metric look at; null when none can be set on it. */
export function goalRange(key: MetricKey, { profile, now }: Pick<GoalMoment, "profile" | "now">): DayRange | null {
  const { goal } = METRICS[key];
  if (!goal) return null;
  const yesterday = addDays(dayOf(now, profile.timeZone), -1);
  return { from: addDays(yesterday, 1 - goal.days), to: yesterday };
}

/**
 * Reads a metric for its goals: over the days that end yesterday, and week by week before. Null when no goal can be set
 * on it.
 */
export async function readGoalMetric(
  tx: Tx,
  shopId: string,
  key: MetricKey,
  moment: GoalMoment,
): Promise<GoalMetric | null> {
  const { goal } = METRICS[key];
  const range = goalRange(key, moment);
  if (!goal || !range) return null;
  const { days, windows } = goal;
  const { profile } = moment;
  const value = await moment.read(key, range);
  const path: PacePoint[] = [];
  if (!goal.hasPath || value.value === null) return { value, range, path, windows };
  const pathDays = windows === "apart" ? WEEK_DAYS : days;
  for (let week = 1 - PACE_WEEKS; week <= 0; week += 1) {
    const day = addDays(range.to, week * WEEK_DAYS);
    const then = { from: addDays(day, 1 - pathDays), to: day };
    const weekEnd = goalMoment(tx, shopId, profile, endOfDay(day, profile.timeZone));
    const point = await weekEnd.read(key, then);
    if (point.value !== null) path.push({ day, value: point.value });
  }
  return { value, range, path, windows };
}

/** The metric as it was over the days before `installedAt`, or the reason it cannot be known. */
export async function readBaselineMetric(
  tx: Tx,
  shopId: string,
  key: MetricKey,
  profile: ShopProfile,
  installedAt: EpochMs,
): Promise<{ readonly metric: MetricValue; readonly range: DayRange } | null> {
  const range = goalRange(key, { profile, now: installedAt });
  if (!range) return null;
  return { metric: await goalMoment(tx, shopId, profile, installedAt).read(key, range), range };
}
