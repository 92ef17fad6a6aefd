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
const MINIMUM_EVIDENCE = 3;

export function isWorthShowing(evidence: PairEvidence): boolean {
  return evidence.together >= MINIMUM_EVIDENCE && evidence.customers >= MINIMUM_EVIDENCE;
}

/** Counts pairs of one log; keeps the scratch space between calls. */
export type PairCounter = (seed: number, others: readonly number[]) => PairEvidence[];

/**
 * Counts how often a product was bought together with each of some others.
 *
 * @returns a counter whose result is parallel to `others`; lift is 0 for a pair that never met.
 */
export function pairCounter(log: BasketLog): PairCounter {
  /** Position of a product in `others`, plus one; 0 for all that are not asked about. */
  const position = new Uint32Array(log.productCount);

  return (seed, others) => {
    others.forEach((product, i) => (position[product] = i + 1));
    const together = new Float64Array(others.length);
    const customers = others.map(() => new Set<number>());
    for (let at = log.productStarts[seed]!; at < log.productStarts[seed + 1]!; at++) {
      const basket = log.baskets[at]!;
      const customer = log.customers[basket]!;
      for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) {
        const found = position[log.items[i]!]!;
        if (found === 0) continue;
        together[found - 1]! += 1;
        if (!Number.isNaN(customer)) customers[found - 1]!.add(customer);
      }
    }
    for (const product of others) position[product] = 0;

    const seedBaskets = basketsWith(log, seed);
    return others.map((product, i) => {
      const count = together[i]!;
      return {
        together: count,
        customers: customers[i]!.size,
        lift: count === 0 ? 0 : (count * log.basketCount) / (seedBaskets * basketsWith(log, product)),
      };
    });
  };
}
