import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";

/**
 * Customers who bought first in each month of the model, counted back from the end of a day; later days are not looked
 * at.
 *
 * @returns oldest first; only months that lie wholly in the history, so none for one that is shorter than a month.
 */
export function arrivalsByMonth(log: PurchaseLog, lastDay: number): number[] {
  const { starts, days } = log;
  let firstDay = lastDay + 1;
  for (let customer = 0; customer < log.customers.length; customer++) {
    firstDay = Math.min(firstDay, days[starts[customer]!]!);
  }
  const months = new Array<number>(Math.floor((lastDay + 1 - firstDay) / DAYS_PER_MONTH)).fill(0);
  for (let customer = 0; customer < log.customers.length; customer++) {
    const back = monthsBack(days[starts[customer]!]!, lastDay);
    if (back >= 0 && back < months.length) months[months.length - 1 - back]! += 1;
  }
  return months;
}

/** In which month before the end of `lastDay` a day lies: 0 is the last; below 0 it lies after it. */
function monthsBack(day: number, lastDay: number): number {
  return Math.floor((lastDay - day) / DAYS_PER_MONTH);
}
