import { daysIn, type DayRange } from "~/domain/time/reporting-window";
import { addDays, daysBetween, type ShopDay } from "~/domain/time/shop-time";

/** How many of the last days of `range` have not reached that age; `today` is of age 0. */
export function settlingDays(range: DayRange, today: ShopDay, settledAtDays: number): number {
  const young = daysBetween(addDays(today, -settledAtDays), range.to);
  return settledAtDays === 0 ? 0 : Math.min(Math.max(0, young), daysIn(range));
}
