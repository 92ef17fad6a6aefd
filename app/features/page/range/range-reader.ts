import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import type { DayRange } from "~/domain/time/reporting-window";
import type { RangeTotals } from "./range-totals.server";

/** The reader of a page, that knows the totals of a range, which may end within a day, and reads all others. */
export function readerOfRange(
  reader: TotalsReader,
  { from, to }: DayRange,
  { sales, customers, checkouts }: RangeTotals,
): TotalsReader {
  const isRange = (asked: DayRange) => asked.from === from && asked.to === to;
  return {
    ...reader,
    sales: (asked) => (isRange(asked) ? Promise.resolve(sales) : reader.sales(asked)),
    customers: (asked) => (isRange(asked) ? Promise.resolve(customers) : reader.customers(asked)),
    checkouts: (asked) => (isRange(asked) ? Promise.resolve(checkouts) : reader.checkouts(asked)),
  };
}
