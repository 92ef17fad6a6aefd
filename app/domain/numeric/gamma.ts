const HALF_LN_TWO_PI = 0.9189385332046728;

/** From here on Stirling's series with the terms below is exact to double precision. */
const STIRLING_FROM = 10;

/** B(2k) / (2k (2k - 1)), k = 1, 2, ... (Abramowitz and Stegun 6.1.40). */
const LOG_GAMMA_TERMS = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

/** B(2k) / (2k), k = 1, 2, ... (Abramowitz and Stegun 6.3.18). */
const DIGAMMA_TERMS = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160] as const;

/**
 * ln Γ(z): Stirling's series, after the recurrence has carried a small argument up.
 *
 * @param z - positive. Relative error below 1e-14, away from the zeros at 1 and 2, where the absolute error is.
 */
export function logGamma(z: number): number {
  let shift = 1;
  let at = z;
  for (; at < STIRLING_FROM; at += 1) shift *= at;
  return (at - 0.5) * Math.log(at) - at + HALF_LN_TWO_PI + oddSeries(LOG_GAMMA_TERMS, at) - Math.log(shift);
}

/** ψ(z), the derivative of ln Γ(z), for positive z; same method and accuracy as {@link logGamma}. */
export function digamma(z: number): number {
  let shift = 0;
  let at = z;
  for (; at < STIRLING_FROM; at += 1) shift += 1 / at;
  return Math.log(at) - 0.5 / at - oddSeries(DIGAMMA_TERMS, at) / at - shift;
}

/** terms[0] / z + terms[1] / z^3 + terms[2] / z^5 + ... */
function oddSeries(terms: readonly number[], z: number): number {
  const inverseSquare = 1 / (z * z);
  let sum = 0;
  for (let index = terms.length - 1; index >= 0; index--) sum = sum * inverseSquare + terms[index]!;
  return sum / z;
}

/** Up to so many factors are multiplied out: exact where the difference of two logarithms would cancel. */
const FACTORS = 16;

/** ln Γ(z + n) - ln Γ(z), for positive z and a count n: the logarithm of z (z + 1) ... (z + n - 1). */
export function logRising(z: number, n: number): number {
  if (n > FACTORS) {
    if (z < STIRLING_FROM) return logGamma(z + n) - logGamma(z);
    const series = oddSeries(LOG_GAMMA_TERMS, z + n) - oddSeries(LOG_GAMMA_TERMS, z);
    return n * Math.log(z) + (z + n - 0.5) * Math.log1p(n / z) - n + series;
  }
  let product = 1;
  for (let i = 0; i < n; i++) product *= z + i;
  return Math.log(product);
}

/** ψ(z + n) - ψ(z), for positive z and a count n: the sum of 1 / (z + i) over i < n. */
export function digammaRise(z: number, n: number): number {
  if (n > FACTORS) {
    if (z < STIRLING_FROM) return digamma(z + n) - digamma(z);
    const series = oddSeries(DIGAMMA_TERMS, z + n) / (z + n) - oddSeries(DIGAMMA_TERMS, z) / z;
    return Math.log1p(n / z) + (0.5 * n) / z / (z + n) - series;
  }
  let sum = 0;
  for (let i = 0; i < n; i++) sum += 1 / (z + i);
  return sum;
}
