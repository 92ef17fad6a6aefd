import { addDays, type ShopDay } from "~/domain/time/shop-time";
import type { DayRange } from "~/domain/time/reporting-window";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import { meanMoney, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { LifetimeTotals, MatureCustomers, ValueHorizon } from "~/domain/metrics/totals/totals";
import { because } from "~/domain/metrics/confidence/reason";

/** Horizons the headline card may take, the longest that enough customers have reached. */
const HEADLINE_HORIZONS_DAYS = [365, 180, 90, 60, 30] as const satisfies readonly ValueHorizon[];
export type HeadlineHorizon = (typeof HEADLINE_HORIZONS_DAYS)[number];
const SHORTEST: HeadlineHorizon = 30;

const TRAILING_DAYS = 365;

/**
 * What a customer bought and kept within `horizonDays` x 24 h of the first purchase: over customers acquired in the
 * range and at least that old. Refunds go back to the order they refund.
 */
export function observedCustomerValue(mature: MatureCustomers, horizonDays: number): MetricValue {
  const becauseEmpty = because("noCustomersOldEnough", { days: horizonDays });
  return meanMoney(mature.keptValue, mature.customers, becauseEmpty, mature.keptValueSquares);
}

/** The same over customers acquired in the 365 days that ended `horizonDays` before the as-of (`trailingRange`). */
export function trailingCustomerValue(mature: MatureCustomers, horizonDays: number): MetricValue {
  const becauseEmpty = because("noCustomersAcquired", { from: horizonDays, to: horizonDays + TRAILING_DAYS });
  return meanMoney(mature.keptValue, mature.customers, becauseEmpty, mature.keptValueSquares);
}

/** Days on which the customers of `trailingCustomerValue` were acquired. */
export function trailingRange(asOfDay: ShopDay, horizonDays: number): DayRange {
  const to = addDays(asOfDay, -horizonDays);
  return { from: addDays(to, 1 - TRAILING_DAYS), to };
}

/** What all purchases so far kept, per customer. Grows with the age of the shop, so it is never a goal. */
export function customerValueToDate({ keptValue, customers, keptValueSquares }: LifetimeTotals): MetricValue {
  return meanMoney(keptValue, customers, because("noCustomersEver"), keptValueSquares);
}

/** The customer value that stands for a shop, and those it is measured by. */
export interface HeadlineCustomers {
  /** The longest that enough customers have reached; the shortest where none has. */
  readonly horizon: HeadlineHorizon;
  readonly isReached: boolean;
  readonly acquired: DayRange;
  readonly mature: MatureCustomers;
}

/** Tries horizons from the longest down; `read` counts those who were acquired in the days and are that old. */
export async function headlineCustomers(
  today: ShopDay,
  read: (acquired: DayRange, horizon: HeadlineHorizon) => Promise<MatureCustomers>,
): Promise<HeadlineCustomers> {
  for (const horizon of HEADLINE_HORIZONS_DAYS) {
    const acquired = trailingRange(today, horizon);
    const mature = await read(acquired, horizon);
    const isReached = mature.customers >= FEW_DATA;
    if (isReached || horizon === SHORTEST) return { horizon, isReached, acquired, mature };
  }
  throw new Error("the shortest horizon is one of the headline's");
}
