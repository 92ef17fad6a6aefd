import { inverseCurvature, type Maximum, maximise, type Objective } from "~/domain/numeric/maximise";

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

/** Some at equal distances: of sorted rows they are like the whole. */
export function everyNth(column: Float64Array, stride: number): Float64Array {
  const some = new Float64Array(Math.ceil(column.length / stride));
  for (let index = 0; index < some.length; index++) some[index] = column[index * stride]!;
  return some;
}

/** Something to maximise that is a sum over so many customers. */
export interface CustomerSum {
  readonly objective: Objective;
  readonly customers: number;
}

/** Slope per customer of the sample that is near enough. */
const ROUGH_TOLERANCE = 1e-6;

/**
 * The maximum over all customers, from that of a sample of them where there is one.
 *
 * @param tolerance - largest slope per customer that counts as none.
 */
export function maximiseBySample(
  all: CustomerSum,
  sample: CustomerSum | null,
  start: ArrayLike<number>,
  tolerance: number,
): Maximum {
  const exact = { tolerance: tolerance * all.customers };
  if (sample === null) return maximise(all.objective, start, exact);
  const { point } = maximise(sample.objective, start, { tolerance: ROUGH_TOLERANCE * sample.customers });
  const inverse = inverseCurvature(sample.objective, point)?.map((row) =>
    row.map((value) => value * (sample.customers / all.customers)),
  );
  return maximise(all.objective, point, { ...exact, inverse: inverse ?? null });
}
