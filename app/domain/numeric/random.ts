/** Numbers in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/** SplitMix32: a small seeded generator, good enough to simulate with (Steele, Lea and Flood 2014). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
}

/** Exponential with mean 1. */
export const randomExponential = (random: Random): number => -Math.log(1 - random());

/** Standard normal (Box and Muller 1958, one of the pair). */
export const randomNormal = (random: Random): number =>
  Math.sqrt(2 * randomExponential(random)) * Math.cos(2 * Math.PI * random());

/** Gamma of the given shape with rate 1 (Marsaglia and Tsang 2000). */
export function randomGamma(shape: number, random: Random): number {
  if (shape < 1) return randomGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = randomNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function randomBeta(a: number, b: number, random: Random): number {
  const x = randomGamma(a, random);
  const y = randomGamma(b, random);
  // Both underflow for very small shapes; the mean's side is then as good as certain.
  return x + y > 0 ? x / (x + y) : Number(random() < a / (a + b));
}

/** Counts above this mean are drawn as the sum of two halves, so that e^-mean never underflows. */
const SPLIT_ABOVE = 30;

/** Poisson by inversion; exact at any mean, in time proportional to it. */
export function randomPoisson(mean: number, random: Random): number {
  if (mean > SPLIT_ABOVE) return randomPoisson(mean / 2, random) + randomPoisson(mean / 2, random);
  let probability = Math.exp(-mean);
  let left = random() - probability;
  let count = 0;
  while (left >= 0 && probability > 0) {
    count += 1;
    probability *= mean / count;
    left -= probability;
  }
  return count;
}
