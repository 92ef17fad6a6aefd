/** Mean difference of two measurements of the same baskets, with its standard error. */
export function pairedGain(of: Float64Array, over: Float64Array): { mean: number; standardError: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < of.length; i++) {
    const difference = of[i]! - over[i]!;
    sum += difference;
    squares += difference ** 2;
  }
  const mean = of.length === 0 ? 0 : sum / of.length;
  const variance = of.length < 2 ? 0 : Math.max(0, squares - of.length * mean ** 2) / (of.length - 1);
  return { mean, standardError: Math.sqrt(variance / of.length) };
}

/**
 * Which of several engines to take by measurements of the same baskets: of those within one standard error of the
 * best, paired basket by basket, the first (Breiman et al. 1984, 3.4.3).
 *
 * @param measured - one array for each engine, the plainest engine first.
 * @returns null when there are no baskets.
 */
export function plainestWithinOneError(measured: readonly Float64Array[]): number | null {
  if (measured.length === 0 || measured[0]!.length === 0) return null;
  const sums = measured.map((values) => values.reduce((sum, value) => sum + value, 0));
  const best = measured[sums.indexOf(Math.max(...sums))]!;
  return measured.findIndex((values) => {
    const { mean, standardError } = pairedGain(best, values);
    return mean <= standardError;
  });
}

/** Of many tried some win by chance: what is found must win by so many standard errors. */
const PROVEN_GAIN = 3;

/** Whether one measurement beats another of the same baskets beyond what chance brings to the best of many. */
export function isProvenGain(of: Float64Array, over: Float64Array): boolean {
  const { mean, standardError } = pairedGain(of, over);
  return mean > PROVEN_GAIN * standardError;
}
