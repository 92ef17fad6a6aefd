import type { CountForecaster, CustomerSummary } from "~/domain/clv/models/count-model";

/** Weeks. */
const EXACT_TO = 0.01;

/**
 * Weeks until the customer has bought again with probability `share`, whether active now or not; endless where that
 * takes more than `farthest` weeks, or never comes because the customer has probably left.
 */
export function weeksToPurchase(
  forecaster: CountForecaster,
  customer: CustomerSummary,
  share: number,
  farthest: number,
): number {
  const hasBought = (weeks: number) => forecaster.probabilityOfPurchase(customer, weeks) >= share - 1e-9;
  if (!hasBought(farthest)) return Number.POSITIVE_INFINITY;
  // Somebody who stays active is no slower; where leaving goes with purchases, that is the answer already.
  const alive = forecaster.probabilityAlive(customer);
  let low = share < alive ? Math.min(forecaster.weeksToNextPurchase(customer, share / alive), farthest) : 0;
  if (hasBought(low)) return low;
  let high = farthest;
  while (high - low > EXACT_TO) {
    const middle = (low + high) / 2;
    if (hasBought(middle)) high = middle;
    else low = middle;
  }
  return high;
}
