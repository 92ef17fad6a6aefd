import type { ShopifyId } from "~/domain/orders/order";
import type { MinorUnits } from "~/domain/money";
import type { DayRange } from "~/domain/time/reporting-window";
import {
  addDays,
  addMonths,
  dayNumber,
  firstDayOfMonth,
  monthOf,
  startOfDay,
  type EpochMs,
  type ShopDay,
} from "~/domain/time/shop-time";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";

export const COHORT_PERIODS = ["week", "month", "quarter"] as const;
export type CohortPeriod = (typeof COHORT_PERIODS)[number];

/** The customers who first bought in one week, month or quarter, and what they did since. */
export interface PeriodCohort {
  /** First day of the period. */
  readonly from: ShopDay;
  readonly to: ShopDay;
  readonly customers: number;
  /** From period 0, the period of acquisition, to the one that runs at the as-of. */
  readonly cells: readonly PeriodCohortCell[];
}

export interface PeriodCohortCell {
  /** Periods since the acquisition. */
  readonly offset: number;
  /** Customers of the cohort with a purchase in the period. */
  readonly buyers: number;
  readonly orders: number;
  /** Kept value, to date, of the purchases of this period. */
  readonly value: MinorUnits;
  /** The same of all periods up to this one. */
  readonly cumulativeValue: MinorUnits;
  /** False while the period is not over: its numbers will only rise. */
  readonly isComplete: boolean;
}

/** One customer behind a cell: what it did in the period of the cell. */
export interface CohortMember {
  readonly customerId: ShopifyId;
  readonly firstPurchaseAt: EpochMs;
  readonly purchases: number;
  /** Kept value, to date, of those purchases. */
  readonly keptValue: MinorUnits;
}

/** What the customers of one period did in another; both are named by their first day. */
export interface CohortActivity {
  readonly cohort: ShopDay;
  readonly period: ShopDay;
  readonly buyers: number;
  readonly orders: number;
  readonly value: MinorUnits;
}

const DAYS_A_WEEK = 7;
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY = 4;

/** First day of the week (from Monday), month or quarter a day lies in. */
export function startOfPeriod(day: ShopDay, period: CohortPeriod): ShopDay {
  if (period === "week") {
    const sinceMonday = (((dayNumber(day) - FIRST_MONDAY) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;
    return addDays(day, -sinceMonday);
  }
  const month = monthOf(day);
  if (period === "month") return firstDayOfMonth(month);
  return firstDayOfMonth(addMonths(month, -((Number(month.slice(5)) - 1) % 3)));
}

/** First day of the period `count` periods after the one that begins on `start`. */
export function addPeriods(start: ShopDay, period: CohortPeriod, count: number): ShopDay {
  if (period === "week") return addDays(start, DAYS_A_WEEK * count);
  return firstDayOfMonth(addMonths(monthOf(start), period === "month" ? count : 3 * count));
}

/** The days of the period that lies `count` periods after the one that begins on `start`. */
export function periodAfter(start: ShopDay, period: CohortPeriod, count: number): DayRange {
  return { from: addPeriods(start, period, count), to: addDays(addPeriods(start, period, count + 1), -1) };
}

/** What every cohort did in every period in which one of its customers bought. */
export function cohortActivity(purchasers: readonly Purchaser[], period: CohortPeriod): CohortActivity[] {
  const cells = new Map<string, { -readonly [Key in keyof CohortActivity]: CohortActivity[Key] }>();
  for (const { numbered, purchases } of purchasers) {
    const cohort = startOfPeriod(numbered[0]?.day ?? "", period);
    const seen = new Set<ShopDay>();
    for (const { day, keptValue } of purchases) {
      const start = startOfPeriod(day, period);
      const key = `${cohort} ${start}`;
      const cell = cells.get(key) ?? { cohort, period: start, buyers: 0, orders: 0, value: 0 };
      cells.set(key, cell);
      cell.orders += 1;
      cell.value += keptValue;
      if (!seen.has(start)) cell.buyers += 1;
      seen.add(start);
    }
  }
  return [...cells.values()];
}

/** The cohorts, oldest first, with every period from their own to the one that runs at `asOf`. */
export function periodCohorts(
  activity: readonly CohortActivity[],
  period: CohortPeriod,
  asOf: EpochMs,
  timeZone: string,
): PeriodCohort[] {
  const byKey = new Map(activity.map((cell) => [`${cell.cohort} ${cell.period}`, cell]));
  const begins = (start: ShopDay) => startOfDay(start, timeZone) <= asOf;
  return [...new Set(activity.map(({ cohort }) => cohort))].sort().map((from) => {
    const cells: PeriodCohortCell[] = [];
    let cumulativeValue = 0;
    for (let offset = 0, start = from; begins(start); start = addPeriods(from, period, ++offset)) {
      const { buyers, orders, value } = byKey.get(`${from} ${start}`) ?? { buyers: 0, orders: 0, value: 0 };
      cumulativeValue += value;
      const isComplete = begins(addPeriods(start, period, 1));
      cells.push({ offset, buyers, orders, value, cumulativeValue, isComplete });
    }
    const to = addDays(addPeriods(from, period, 1), -1);
    return { from, to, customers: byKey.get(`${from} ${from}`)?.buyers ?? 0, cells };
  });
}

/** All cohorts together at one offset. */
export interface CohortsTogether {
  readonly offset: number;
  /** Customers of the cohorts whose cell is complete; only they count. */
  readonly customers: number;
  readonly buyers: number;
  readonly orders: number;
  readonly cumulativeValue: MinorUnits;
}

/** The cohorts added up offset by offset, each as far as its cells are complete. */
export function cohortsTogether(cohorts: readonly PeriodCohort[]): CohortsTogether[] {
  const longest = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
  return Array.from({ length: longest }, (_, offset) => {
    const together = { offset, customers: 0, buyers: 0, orders: 0, cumulativeValue: 0 };
    for (const { customers, cells } of cohorts) {
      const cell = cells[offset];
      if (!cell?.isComplete) continue;
      together.customers += customers;
      together.buyers += cell.buyers;
      together.orders += cell.orders;
      together.cumulativeValue += cell.cumulativeValue;
    }
    return together;
  }).filter(({ customers }) => customers > 0);
}
