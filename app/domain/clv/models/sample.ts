const ROOTS = 25;
const LEAST_STRIDE = 4;

/**
 * Every so many of `count` rows are fitted first: from the optimum of that sample, by its curvature, all of them are
 * summed over a few times only. The sample grows with the root of the whole, as what it saves does.
 *
 * @returns null where there are too few for that to be worth while.
 */
export function sampleStride(count: number): number | null {
  const stride = Math.floor(Math.sqrt(count) / ROOTS);
  return stride < LEAST_STRIDE ? null : stride;
}

/** Slope per row of the sample that is near enough. */
export const ROUGH_TOLERANCE = 1e-6;

/** Some at equal distances: of sorted rows they are like the whole. */
export function everyNth(column: Float64Array, stride: number): Float64Array {
  const some = new Float64Array(Math.ceil(column.length / stride));
  for (let index = 0; index < some.length; index++) some[index] = column[index * stride]!;
  return some;
}
