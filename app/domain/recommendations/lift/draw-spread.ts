import type { DaySums, ProductSums } from "./product-days";

/**
 * Variance, under the draw, of what held-out days sell beyond their part, with sales on shown days scaled by q:
 * `shown` q^2 + 2 `both` q + `heldOut`.
 */
export interface DrawSpread {
  readonly shown: number;
  readonly both: number;
  readonly heldOut: number;
}

interface Totals {
  readonly sessions: number;
  readonly netSales: number;
}

/**
 * The variance of the draw, product by product: share (1 - share) times the squared deviations of a product's days from
 * the product's mean day, with n / (n - 1), as of days drawn without putting back. A day's excess is its sales less its
 * sessions times the sales per session of all days. A product with a single day has no mean to deviate from: its excess
 * counts in full.
 *
 * @param products - days include those without a session, whose excess is 0.
 */
export function drawSpread(products: readonly ProductSums[], shown: Totals, heldOut: Totals): DrawSpread {
  const days = products.reduce((sum, product) => sum + product.days, 0);
  const share = products.reduce((sum, product) => sum + product.heldOutDays, 0) / days;
  const sessions = shown.sessions + heldOut.sessions;
  const [shownRate, heldOutRate] = [shown.netSales / sessions, heldOut.netSales / sessions];
  const spread = { shown: 0, both: 0, heldOut: 0 };
  for (const product of products) {
    const allSessions = product.shown.sessions + product.heldOut.sessions;
    const allSquares = product.shown.squaredSessions + product.heldOut.squaredSessions;
    const shownSum = product.shown.netSales - shownRate * allSessions;
    const heldOutSum = product.heldOut.netSales - heldOutRate * allSessions;
    // Squares of the excess that each side's sales make, and the product of both.
    const shownSquares = squares(product.shown, shownRate, allSquares);
    const heldOutSquares = squares(product.heldOut, heldOutRate, allSquares);
    const crossed =
      shownRate * heldOutRate * allSquares -
      heldOutRate * product.shown.salesTimesSessions -
      shownRate * product.heldOut.salesTimesSessions;
    const [scale, mean] = product.days > 1 ? [product.days / (product.days - 1), 1 / product.days] : [1, 0];
    const weight = share * (1 - share) * scale;
    spread.shown += weight * (shownSquares - shownSum * shownSum * mean);
    spread.both += weight * (crossed - shownSum * heldOutSum * mean);
    spread.heldOut += weight * (heldOutSquares - heldOutSum * heldOutSum * mean);
  }
  return spread;
}

function squares(side: DaySums, rate: number, allSquares: number): number {
  return side.squaredSales - 2 * rate * side.salesTimesSessions + rate * rate * allSquares;
}
