import type { CountForecaster, CustomerSummary } from "./models/count-model";
import { DAYS_PER_MONTH } from "./forecast-months";

/** What money of a month ahead is worth today: it comes in the middle of it. 1 is the month that begins now. */
export function discountFactor(annualPercent: number, month: number): number {
  return (1 + annualPercent / 100) ** (-(month - 0.5) / 12);
}

/**
 * What expected value of the next months is worth today, over what it comes to: purchases of each month are discounted
 * from its middle.
 *
 * @param horizonsMonths - whole months.
 * @returns parallel to them, in (0, 1]; 1 where nothing is expected.
 */
export function discountedShares(
  forecaster: Pick<CountForecaster, "expectedPurchases">,
  customer: CustomerSummary,
  horizonsMonths: readonly number[],
  annualPercent: number,
): number[] {
  let [month, bought, discounted] = [0, 0, 0];
  const shares = new Map<number, number>();
  for (const horizon of horizonsMonths.toSorted((one, other) => one - other)) {
    while (month < horizon) {
      month += 1;
      const expected = forecaster.expectedPurchases(customer, (month * DAYS_PER_MONTH) / 7);
      discounted += (expected - bought) * discountFactor(annualPercent, month);
      bought = expected;
    }
    shares.set(horizon, bought > 0 ? discounted / bought : 1);
  }
  return horizonsMonths.map((horizon) => shares.get(horizon)!);
}

/** The same of a sum that comes by these proportions. */
export function discountedShare(byMonth: readonly number[], annualPercent: number): number {
  const total = byMonth.reduce((sum, share) => sum + share, 0);
  if (!(total > 0)) return 1;
  return byMonth.reduce((sum, share, month) => sum + share * discountFactor(annualPercent, month + 1), 0) / total;
}
