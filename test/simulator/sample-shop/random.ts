const TWO_POW_32 = 2 ** 32;

/** Seeded source of randomness: the same seed gives the same draws on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** An unsigned 32-bit integer. */
  bits(): number;
}

/** xoshiro128** (Blackman and Vigna 2018), its state filled from the seed by splitmix32. */
export function seededRandom(seed: number): Random {
  let filler = seed >>> 0;
  const splitmix = () => {
    filler = (filler + 0x9e3779b9) >>> 0;
    let mixed = filler ^ (filler >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();
  const bits = () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  return { bits, next: () => bits() / TWO_POW_32 };
}

export const chance = (random: Random, probability: number): boolean => random.next() < probability;

/** A whole number in [from, to], both ends included. */
export const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random.next() * (to - from + 1));

function normal(random: Random): number {
  // Box-Muller; 1 - u keeps the logarithm finite.
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Gamma with the given shape and mean `shape * scale` (Marsaglia and Tsang 2000). */
export function gamma(random: Random, shape: number, scale: number): number {
  if (shape < 1) return gamma(random, shape + 1, scale) * Math.pow(1 - random.next(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale;
  }
}

export function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a, 1);
  return x / (x + gamma(random, b, 1));
}

/** Poisson by counting, meant for means below about 20. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

const FOUR_HEX_DIGITS = Array.from({ length: 1 << 16 }, (_, value) => value.toString(16).padStart(4, "0"));

/** A token of 32 lower-case hexadecimal characters. */
export function token(random: Random): string {
  let text = "";
  while (text.length < 32) {
    const bits = random.bits();
    text += (FOUR_HEX_DIGITS[bits >>> 16] ?? "") + (FOUR_HEX_DIGITS[bits & 0xffff] ?? "");
  }
  return text;
}

/** Picks an index with probability proportional to its weight. */
export class WeightedChoice {
  private readonly cumulative: Float64Array;
  private readonly total: number;

  constructor(weights: readonly number[]) {
    if (weights.length === 0) throw new RangeError("a weighted choice needs at least one weight");
    this.cumulative = new Float64Array(weights.length);
    let total = 0;
    for (const [index, weight] of weights.entries()) {
      if (!(weight >= 0)) throw new RangeError(`weight ${weight} is not zero or more`);
      total += weight;
      this.cumulative[index] = total;
    }
    this.total = total;
  }

  pick(random: Random): number {
    const target = random.next() * this.total;
    let low = 0;
    let high = this.cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cumulative[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Picks one of the values with probability proportional to its weight. */
export function weighted<Value>(entries: readonly (readonly [value: Value, weight: number])[]) {
  const choice = new WeightedChoice(entries.map(([, weight]) => weight));
  return (random: Random): Value => {
    const entry = entries[choice.pick(random)];
    if (entry === undefined) throw new RangeError("the choice lies outside its entries");
    return entry[0];
  };
}
