import type { Order } from "~/domain/orders/order";
import type { Segment } from "~/domain/orders/segment";
import {
  addMonths,
  firstDayOfMonth,
  monthOf,
  monthsBetween,
  startOfDay,
  type EpochMs,
  type ShopMonth,
} from "~/domain/time/shop-time";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { acquiredIn } from "~/domain/metrics/history/segmented-book";

/** What the customers of one acquisition month did in one month. */
export interface CohortCell {
  readonly cohort: ShopMonth;
  readonly month: ShopMonth;
  /** Customers of the cohort with a purchase in the month. */
  readonly buyers: number;
  /** Kept value, to date, of their purchases of the month. */
  readonly keptValue: number;
}

/** One acquisition month and the calendar months since, as far as they are over. */
export interface Cohort {
  readonly cohort: ShopMonth;
  readonly customers: number;
  /** From month 0, the acquisition month; value is cumulative. */
  readonly months: readonly { readonly buyers: number; readonly cumulativeValue: number }[];
}

/** The cells of every cohort in which someone bought; the buyers of month 0 are the whole cohort. */
export function cohortCells(orders: readonly Order[], context: MetricContext, segment: Segment = {}): CohortCell[] {
  const cells = new Map<string, { cohort: ShopMonth; month: ShopMonth; buyers: number; keptValue: number }>();
  for (const { numbered, purchases } of acquiredIn(purchaseBook(orders, context), segment)) {
    const cohort = monthOf(numbered[0]?.day ?? "");
    const seen = new Set<ShopMonth>();
    for (const { day, keptValue } of purchases) {
      const month = monthOf(day);
      const key = `${cohort} ${month}`;
      const cell = cells.get(key) ?? { cohort, month, buyers: 0, keptValue: 0 };
      cells.set(key, cell);
      cell.keptValue += keptValue;
      if (!seen.has(month)) cell.buyers += 1;
      seen.add(month);
    }
  }
  return [...cells.values()];
}

/** Cohorts by month, oldest first. A month not over at `asOf` is left out: its number would only rise. */
export function cohortTable(cells: readonly CohortCell[], asOf: EpochMs, timeZone: string): Cohort[] {
  const byKey = new Map(cells.map((cell) => [`${cell.cohort} ${cell.month}`, cell]));
  const cohorts = [...new Set(cells.map(({ cohort }) => cohort))].sort();
  return cohorts.map((cohort) => {
    const months: { buyers: number; cumulativeValue: number }[] = [];
    let cumulativeValue = 0;
    for (let month = cohort; isOver(month, asOf, timeZone); month = addMonths(month, 1)) {
      const cell = byKey.get(`${cohort} ${month}`);
      cumulativeValue += cell?.keptValue ?? 0;
      months[monthsBetween(cohort, month)] = { buyers: cell?.buyers ?? 0, cumulativeValue };
    }
    return { cohort, customers: byKey.get(`${cohort} ${cohort}`)?.buyers ?? 0, months };
  });
}

function isOver(month: ShopMonth, asOf: EpochMs, timeZone: string): boolean {
  return startOfDay(firstDayOfMonth(addMonths(month, 1)), timeZone) <= asOf;
}
