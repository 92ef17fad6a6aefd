import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { DAY_MS } from "~/domain/time/shop-time";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { BookedPurchaser, TimedPurchase } from "~/domain/metrics/history/purchase-book";
import type { AcquiredAmount, AcquiredBasis } from "~/domain/metrics/records/basis";
import { acquisitionRange } from "./covered-range";
import { BLANK_ROW, type ExplainedRow } from "./explained-row";

/** The customers by their first purchase. */
export function acquiredRows(
  basis: AcquiredBasis,
  purchasers: readonly BookedPurchaser[],
  range: DayRange,
  { asOf, timeZone }: MetricContext,
): ExplainedRow[] {
  const acquired = acquisitionRange(basis, range, asOf, timeZone);
  const horizonMs = (basis.horizonDays ?? 0) * DAY_MS;
  return purchasers.flatMap(({ customerId, numbered, purchases, orders }) => {
    const [first, second] = numbered;
    if (!first || (acquired && !isWithin(first.day, acquired)) || first.at + horizonMs > asOf) return [];
    const recordedAt = orders[0]?.order.customerCreatedAt ?? null;
    const kept = (each: readonly TimedPurchase[]) => each.reduce((sum, purchase) => sum + purchase.keptValue, 0);
    const amounts: Record<AcquiredAmount, number> = {
      one: 1,
      cameBack: Number(second !== undefined),
      cameBackInTime: Number(second !== undefined && second.at <= first.at + horizonMs),
      valueInTime: kept(purchases.filter(({ at }) => at <= first.at + horizonMs)),
      keptValue: kept(purchases),
      hadRecord: Number(recordedAt !== null && recordedAt < first.at),
    };
    const [from, until] =
      basis.numerator === "hadRecord" ? [recordedAt ?? first.at, first.at] : [first.at, second?.at ?? asOf];
    return [
      {
        ...BLANK_ROW,
        key: customerId,
        customerId,
        at: first.at,
        quantity: numbered.length,
        value: amounts.keptValue,
        days: (until - from) / DAY_MS,
        numerator: amounts[basis.numerator],
        denominator: basis.denominator && amounts[basis.denominator],
      },
    ];
  });
}
