import { type ShopProfile } from "~/adapters/db/shop/profile.server";
import {
  readCustomerTotals,
  readDailySeries,
  readMatureCustomers,
  readSalesTotals,
} from "~/adapters/db/totals/rollups.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readTopCustomers } from "~/adapters/db/totals/top-customers.server";
import { PACE_WEEKS, type PacePoint, type PaceWindows } from "~/domain/goals/pace";
import { HISTORY_LIMITED, needsFirstPurchase } from "~/domain/metrics/all-metrics";
import { averageOrderValue } from "~/domain/metrics/average-order-value";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue";
import { trailingCustomerValue, trailingRange } from "~/domain/metrics/customer-value";
import { unavailable, type MetricValue } from "~/domain/metrics/metric-value";
import { repeatRate } from "~/domain/metrics/repeat-rate";
import { repeatRevenueShare, revenueGrowth } from "~/domain/metrics/sales";
import { allBuyers } from "~/domain/metrics/sales-totals";
import { topOrderValue } from "~/domain/metrics/top-customers";
import { previousPeriod, previousYear, type DayRange } from "~/domain/time/reporting-window";
import { addDays, dayOf, endOfDay, type EpochMs, type ShopDay } from "~/domain/time/shop-time";

/** A metric as a goal looks at it: over which days, and how it came along. */
export interface GoalMetric {
  readonly value: MetricValue;
  readonly range: DayRange;
  /** Weekly values, oldest first; empty where the metric compares two periods or knows no past. */
  readonly path: readonly PacePoint[];
  readonly windows: PaceWindows;
}

/** What reading a metric depends on. */
export interface GoalMoment {
  readonly profile: ShopProfile;
  readonly now: EpochMs;
}

const VALUE_HORIZON_DAYS = 365;
const WEEK_DAYS = 7;

interface Reading {
  /** Full days it looks at, up to yesterday; the same length as its baseline where it has one. */
  readonly days: number;
  read(tx: Tx, shopId: string, range: DayRange, moment: GoalMoment): Promise<MetricValue>;
  /** Of the values of `path`. */
  readonly windows: PaceWindows;
  path?(tx: Tx, shopId: string, weekEnds: readonly ShopDay[], moment: GoalMoment): Promise<(number | null)[]>;
}

/** How each measured metric of the reference table is read; only those can be judged. */
const READINGS: Partial<Record<MetricKey, Reading>> = {
  aov: {
    days: 90,
    windows: "apart",
    read: async (tx, shopId, range, { profile }) =>
      averageOrderValue(allBuyers(await readSalesTotals(tx, shopId, range)), profile.definitions),
    async path(tx, shopId, weekEnds, { profile, now }) {
      const range = { from: addDays(weekEnds[0] ?? "", 1 - WEEK_DAYS), to: weekEnds.at(-1) ?? "" };
      const days = await readDailySeries(tx, shopId, range, now);
      return weekEnds.map((_, week) => {
        const own = days.slice(week * WEEK_DAYS, (week + 1) * WEEK_DAYS);
        const sum = (pick: (day: (typeof own)[number]) => number) => own.reduce((total, day) => total + pick(day), 0);
        const leftOut = profile.definitions.excludeZeroValueFromAov ? sum((day) => day.zeroValueOrders) : 0;
        const orders = sum((day) => day.orders) - leftOut;
        return orders === 0 ? null : sum((day) => day.orderValue) / orders;
      });
    },
  },
  repeat_rate_trailing_365: {
    days: 365,
    windows: "overlapping",
    read: async (tx, shopId, range) => repeatRate(await readCustomerTotals(tx, shopId, range)),
    async path(tx, shopId, weekEnds) {
      const values: (number | null)[] = [];
      for (const day of weekEnds) {
        values.push(repeatRate(await readCustomerTotals(tx, shopId, { from: addDays(day, -364), to: day })).value);
      }
      return values;
    },
  },
  clv_observed_365_trailing: {
    days: 365,
    windows: "overlapping",
    read: (tx, shopId, { to }, { now, profile }) =>
      readTrailingValue(
        tx,
        shopId,
        to === addDays(dayOf(now, profile.timeZone), -1) ? now : endOf(to, profile),
        profile,
      ),
    async path(tx, shopId, weekEnds, { profile }) {
      const values: (number | null)[] = [];
      for (const day of weekEnds) {
        values.push((await readTrailingValue(tx, shopId, endOf(day, profile), profile)).value);
      }
      return values;
    },
  },
  revenue_growth_mom: {
    days: 30,
    windows: "overlapping",
    read: async (tx, shopId, range) =>
      revenueGrowth(await readSalesTotals(tx, shopId, range), await readSalesTotals(tx, shopId, previousPeriod(range))),
  },
  revenue_growth_yoy: {
    days: 365,
    windows: "overlapping",
    read: async (tx, shopId, range) =>
      revenueGrowth(await readSalesTotals(tx, shopId, range), await readSalesTotals(tx, shopId, previousYear(range))),
  },
  repeat_revenue_share: {
    days: 365,
    windows: "overlapping",
    read: async (tx, shopId, range) => repeatRevenueShare(await readSalesTotals(tx, shopId, range)),
  },
  order_value_top10: {
    days: 365,
    windows: "overlapping",
    read: (tx, shopId, _range, moment) => readTopOrderValue(tx, shopId, 0.1, moment),
  },
  order_value_top1: {
    days: 365,
    windows: "overlapping",
    read: (tx, shopId, _range, moment) => readTopOrderValue(tx, shopId, 0.01, moment),
  },
};

/** Reads a metric for its goals: over the days that end yesterday, and week by week before. */
export async function readGoalMetric(
  tx: Tx,
  shopId: string,
  key: MetricKey,
  moment: GoalMoment,
): Promise<GoalMetric | null> {
  const reading = READINGS[key];
  if (!reading) return null;
  const { windows } = reading;
  const yesterday = addDays(dayOf(moment.now, moment.profile.timeZone), -1);
  const range = { from: addDays(yesterday, 1 - reading.days), to: yesterday };
  if (isHidden(key, moment.profile))
    return { value: unavailable(METRICS[key].unit, HISTORY_LIMITED), range, path: [], windows };
  const value = await reading.read(tx, shopId, range, moment);
  if (!reading.path || value.value === null) return { value, range, path: [], windows };
  const weekEnds = Array.from({ length: PACE_WEEKS }, (_, week) =>
    addDays(yesterday, (week + 1 - PACE_WEEKS) * WEEK_DAYS),
  );
  const values = await reading.path(tx, shopId, weekEnds, moment);
  const path = weekEnds.flatMap((day, week) => {
    const point = values[week] ?? null;
    return point === null ? [] : [{ day, value: point }];
  });
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
  const reading = READINGS[key];
  if (!reading) return null;
  const lastDay = addDays(dayOf(installedAt, profile.timeZone), -1);
  const range = { from: addDays(lastDay, 1 - reading.days), to: lastDay };
  if (isHidden(key, profile)) return { metric: unavailable(METRICS[key].unit, HISTORY_LIMITED), range };
  return { metric: await reading.read(tx, shopId, range, { profile, now: installedAt }), range };
}

const TOP_SHARES = [0.1, 0.01] as const;
type TopShare = (typeof TOP_SHARES)[number];
const topShares = new WeakMap<GoalMoment, ReturnType<typeof readTopCustomers>>();

/** Both shares come from one look at all customers. */
async function readTopOrderValue(tx: Tx, shopId: string, share: TopShare, moment: GoalMoment): Promise<MetricValue> {
  const reading = topShares.get(moment) ?? readTopCustomers(tx, shopId, TOP_SHARES);
  topShares.set(moment, reading);
  const top = (await reading)[TOP_SHARES.indexOf(share)];
  if (!top) throw new RangeError(`no top ${share} was read`);
  return topOrderValue(top);
}

function isHidden(key: MetricKey, { isHistoryLimited }: ShopProfile): boolean {
  return isHistoryLimited && needsFirstPurchase(key);
}

function endOf(day: ShopDay, { timeZone }: ShopProfile): EpochMs {
  return endOfDay(day, timeZone);
}

async function readTrailingValue(tx: Tx, shopId: string, asOf: EpochMs, profile: ShopProfile): Promise<MetricValue> {
  const acquired = trailingRange(dayOf(asOf, profile.timeZone), VALUE_HORIZON_DAYS);
  return trailingCustomerValue(
    await readMatureCustomers(tx, shopId, acquired, VALUE_HORIZON_DAYS, asOf),
    VALUE_HORIZON_DAYS,
  );
}
