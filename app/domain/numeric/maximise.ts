import { invertPositiveDefinite } from "./cholesky";

/**
 * A smooth function to maximise: returns its value at `point` and writes its derivatives into `gradient`. Where it
 * is not defined it returns -Infinity.
 */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface Maximum {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly iterations: number;
  /** Whether it is a maximum as far as the numbers can tell; otherwise no step uphill was found, or they ran out. */
  readonly isStationary: boolean;
}

/** Inverse of the negative Hessian, by rows. */
export type InverseCurvature = readonly Float64Array[];

export interface MaximiseOptions {
  /** Largest component of the gradient that counts as none. */
  readonly tolerance: number;
  readonly maxIterations?: number;
  /** No component moves further than this in one step. */
  readonly maxStep?: number;
  /** {@link inverseCurvature} at a start near the maximum, or about so: a few steps then do. */
  readonly inverse?: InverseCurvature | null;
}

const SUFFICIENT_INCREASE = 1e-4;
const CURVATURE = 0.9;
const LINE_SEARCH_STEPS = 25;
/** Step of the differences that measure curvature. */
const DIFFERENCE = 1e-4;
/** A step that promises less than this part of the value drowns in the rounding of a sum over many customers. */
const ROUNDING = 1e-14;

/**
 * BFGS with a weak Wolfe line search by bisection (Nocedal and Wright 2006, algorithm 6.1; Lewis and Overton 2013,
 * algorithm 2.6), for few dimensions: the inverse Hessian is kept whole.
 *
 * Never throws and always ends; a start where the function is not defined is returned as it is.
 */
export function maximise(objective: Objective, start: ArrayLike<number>, options: MaximiseOptions): Maximum {
  const { tolerance, maxIterations = 500, maxStep = 2 } = options;
  const size = start.length;
  let point = Float64Array.from(start);
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  const known = options.inverse?.map((row) => row.slice());
  let inverse = known ?? scaledIdentity(size, 1 / Math.max(norm(gradient), 1e-300));
  let isFresh = known === undefined;

  for (let iteration = 0; ; iteration++) {
    let direction = multiply(inverse, gradient);
    const isStationary =
      Number.isFinite(value) &&
      (largest(gradient) <= tolerance || (!isFresh && dot(direction, gradient) <= ROUNDING * Math.abs(value)));
    if (isStationary || iteration >= maxIterations || !Number.isFinite(value)) {
      return { point, value, gradient, iterations: iteration, isStationary };
    }
    if (!(dot(direction, gradient) > 0)) {
      inverse = scaledIdentity(size, 1 / norm(gradient));
      isFresh = true;
      direction = multiply(inverse, gradient);
    }
    const longest = maxStep / Math.max(largest(direction), 1e-300);
    const step = lineSearch(objective, point, value, gradient, direction, Math.min(1, longest), longest);
    if (step === null) {
      // A worn-out Hessian can point nowhere: try once more along the gradient before giving up.
      if (isFresh) return { point, value, gradient, iterations: iteration, isStationary };
      inverse = scaledIdentity(size, 1 / norm(gradient));
      isFresh = true;
      continue;
    }
    const moved = step.point.map((coordinate, index) => coordinate - point[index]!);
    const bent = gradient.map((slope, index) => slope - step.gradient[index]!);
    const curvature = dot(moved, bent);
    if (curvature > 0) {
      if (isFresh) inverse = scaledIdentity(size, curvature / dot(bent, bent));
      updateInverse(inverse, moved, bent, curvature);
      isFresh = false;
    }
    ({ point, value, gradient } = step);
  }
}

interface Step {
  readonly point: Float64Array<ArrayBuffer>;
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

/** A point along `direction` that is higher and where the slope has fallen; null if no higher point is found. */
function lineSearch(
  objective: Objective,
  from: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  first: number,
  longest: number,
): Step | null {
  const slope = dot(direction, gradient);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = first;
  let best: Step | null = null;
  for (let trial = 0; trial < LINE_SEARCH_STEPS; trial++) {
    const point = from.map((coordinate, index) => coordinate + length * direction[index]!);
    const at = new Float64Array(from.length);
    const reached = objective(point, at);
    if (!(reached >= value + SUFFICIENT_INCREASE * length * slope) || !at.every(Number.isFinite)) {
      high = length;
    } else {
      if (best === null || reached > best.value) best = { point, value: reached, gradient: at };
      if (dot(direction, at) <= CURVATURE * slope || length >= longest) return best;
      low = length;
    }
    length = high === Number.POSITIVE_INFINITY ? Math.min(2 * low, longest) : (low + high) / 2;
    if (best !== null && trial > 8) return best;
  }
  return best !== null && best.value > value ? best : null;
}

/** Inverse of the negative Hessian, by forward differences of the gradient; null where the function is not concave. */
export function inverseCurvature(objective: Objective, point: Float64Array): Float64Array[] | null {
  const gradient = new Float64Array(point.length);
  objective(point, gradient);
  const bent = Array.from(point, (_, index) => {
    const at = new Float64Array(point.length);
    objective(
      point.map((coordinate, other) => (other === index ? coordinate + DIFFERENCE : coordinate)),
      at,
    );
    return at.map((slope, other) => (gradient[other]! - slope) / DIFFERENCE);
  });
  return invertPositiveDefinite(bent.map((row, index) => row.map((value, at) => (value + bent[at]![index]!) / 2)));
}

/** H <- (I - s y' / y's) H (I - y s' / y's) + s s' / y's. */
function updateInverse(inverse: Float64Array[], s: Float64Array, y: Float64Array, curvature: number): void {
  const along = multiply(inverse, y);
  const stretch = (1 + dot(y, along) / curvature) / curvature;
  for (let row = 0; row < s.length; row++) {
    for (let column = 0; column < s.length; column++) {
      inverse[row]![column]! +=
        stretch * s[row]! * s[column]! - (along[row]! * s[column]! + s[row]! * along[column]!) / curvature;
    }
  }
}

const scaledIdentity = (size: number, scale: number) =>
  Array.from({ length: size }, (_, row) => Float64Array.from({ length: size }, (_, i) => (i === row ? scale : 0)));

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
const norm = (a: Float64Array) => Math.sqrt(dot(a, a));
const largest = (a: Float64Array) => a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const multiply = (matrix: Float64Array[], vector: Float64Array) => Float64Array.from(matrix, (row) => dot(row, vector));
