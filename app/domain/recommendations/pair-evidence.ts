import { type BasketLog, basketsWith } from "./basket-log";

/** Plain counts behind "bought together", over baskets (orders), whatever ranked the pair. */
export interface PairEvidence {
  /** Baskets that hold both. */
  readonly together: number;
  /** Different identified customers behind those baskets. */
  readonly customers: number;
  /** How often the two meet against chance: together x N / (baskets with a x baskets with b). */
  readonly lift: number;
}

/** Below this many joint baskets, or different customers behind them, no count is shown. */
export const MINIMUM_EVIDENCE = 3;

export function isWorthShowing(evidence: PairEvidence): boolean {
  return evidence.together >= MINIMUM_EVIDENCE && evidence.customers >= MINIMUM_EVIDENCE;
}

/**
 * Counts how often a product was bought together with each of some others.
 *
 * @returns parallel to `others`; lift is 0 for a pair that never met.
 */
export function pairEvidence(log: BasketLog, seed: number, others: readonly number[]): PairEvidence[] {
  const together = new Map(others.map((product) => [product, 0]));
  const customers = new Map(others.map((product) => [product, new Set<number>()]));
  for (let at = log.productStarts[seed]!; at < log.productStarts[seed + 1]!; at++) {
    const basket = log.baskets[at]!;
    const customer = log.customers[basket]!;
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) {
      const product = log.items[i]!;
      const count = together.get(product);
      if (count === undefined) continue;
      together.set(product, count + 1);
      if (!Number.isNaN(customer)) customers.get(product)!.add(customer);
    }
  }
  const seedBaskets = basketsWith(log, seed);
  return others.map((product) => {
    const count = together.get(product)!;
    const chance = seedBaskets * basketsWith(log, product);
    return {
      together: count,
      customers: customers.get(product)!.size,
      lift: count === 0 ? 0 : (count * log.basketCount) / chance,
    };
  });
}
