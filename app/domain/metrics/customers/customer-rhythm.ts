import type { DayRange } from "~/domain/time/reporting-window";
import { DAY_MS, addDays, endOfDay, startOfDay, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";
import { quantile } from "~/domain/numeric/quantile";

/** How a shop's customers come and go around one range. */
export interface CustomerRhythm {
  /** Days since the last purchase after which a customer counts as lapsed, by all gaps up to the as-of. */
  readonly lapsePointDays: number;
  /** Gaps it was taken from; 0 when there are too few and the default stands. */
  readonly gaps: number;
  /** Customers whose last purchase before the range lies no further back than the lapse point of that moment. */
  readonly activeAtStart: number;
  /** Of these, who reached the lapse point within the range without buying. */
  readonly lapsed: number;
  /** Customers who bought in the range after a longer pause than the lapse point. */
  readonly reactivated: number;
  /** Customers with a purchase in the 365 days before the split, and those of them with one in the 365 after. */
  readonly retainable: number;
  readonly retained: number;
}

export const LAPSE_SHARE = 0.9;
export const GAPS_NEEDED = 30;
export const DEFAULT_LAPSE_DAYS = 180;
const RETENTION_DAYS = 365;

export function customerRhythm(
  purchasers: readonly Purchaser[],
  range: DayRange,
  context: MetricContext,
): CustomerRhythm {
  const frame = rhythmFrame(purchasers, range, context);
  const gapsNow = gapsBefore(purchasers, Number.POSITIVE_INFINITY);
  const rhythm = { activeAtStart: 0, lapsed: 0, reactivated: 0, retainable: 0, retained: 0 };
  for (const purchaser of purchasers) {
    const customer = customerInFrame(purchaser, frame);
    if (customer.isActive) rhythm.activeAtStart += 1;
    if (customer.hasLapsed) rhythm.lapsed += 1;
    if (customer.isReactivated) rhythm.reactivated += 1;
    if (customer.isRetainable) rhythm.retainable += 1;
    if (customer.isRetained) rhythm.retained += 1;
  }
  return {
    ...rhythm,
    lapsePointDays: lapsePointDays(gapsNow),
    gaps: gapsNow.length >= GAPS_NEEDED ? gapsNow.length : 0,
  };
}

/** The moments of one range that a customer's comings and goings are judged by. */
export interface RhythmFrame {
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** The lapse point at the start. */
  readonly lapseMs: number;
  /** First and last of the 365 days that retention looks back on. */
  readonly retainableFrom: ShopDay;
  readonly split: ShopDay;
  readonly lastDay: ShopDay;
}

export function rhythmFrame(purchasers: readonly Purchaser[], range: DayRange, context: MetricContext): RhythmFrame {
  const start = startOfDay(range.from, context.timeZone);
  return {
    start,
    end: Math.min(endOfDay(range.to, context.timeZone), context.asOf),
    lapseMs: lapsePointDays(gapsBefore(purchasers, start)) * DAY_MS,
    retainableFrom: addDays(range.to, 1 - 2 * RETENTION_DAYS),
    split: addDays(range.to, -RETENTION_DAYS),
    lastDay: range.to,
  };
}

/** Where one customer stands in the frame of a range. */
export function customerInFrame(
  { numbered }: Purchaser,
  { start, end, lapseMs, retainableFrom, split, lastDay }: RhythmFrame,
) {
  const moments = numbered.map(({ at }) => at);
  const last = moments.findLast((at) => at < start);
  const isActive = last !== undefined && start - last <= lapseMs;
  const hasLapsed = isActive && lapsesWithin([last, ...moments.filter((at) => at >= start && at < end)], end, lapseMs);
  const isReactivated = moments.some((at, index) => {
    const previous = moments[index - 1];
    return previous !== undefined && at >= start && at < end && at - previous > lapseMs;
  });
  const days = numbered.map(({ day }) => day);
  const isRetainable = days.some((day) => day >= retainableFrom && day <= split);
  const isRetained = isRetainable && days.some((day) => day > split && day <= lastDay);
  return { isActive, hasLapsed, isReactivated, isRetainable, isRetained };
}

/** Whether one of the pauses that begin with these purchases outlasts the lapse point before `end`. */
function lapsesWithin(moments: readonly EpochMs[], end: EpochMs, lapseMs: number): boolean {
  return moments.some((at, index) => at + lapseMs < (moments[index + 1] ?? end));
}

/** Days between neighbouring purchases, ascending, of pairs complete before `moment`. */
function gapsBefore(purchasers: readonly Purchaser[], moment: EpochMs): number[] {
  const gaps: number[] = [];
  for (const { numbered } of purchasers) {
    for (let index = 1; index < numbered.length; index++) {
      const [previous, next] = [numbered[index - 1], numbered[index]];
      if (previous && next && next.at < moment) gaps.push((next.at - previous.at) / DAY_MS);
    }
  }
  return gaps.sort((a, b) => a - b);
}

function lapsePointDays(ascendingGaps: readonly number[]): number {
  if (ascendingGaps.length < GAPS_NEEDED) return DEFAULT_LAPSE_DAYS;
  return quantile(ascendingGaps, LAPSE_SHARE) ?? DEFAULT_LAPSE_DAYS;
}
