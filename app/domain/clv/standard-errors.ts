import type { CountFit } from "./fit-counts";
import type { SummaryGroups } from "./purchase-summary";

/** Step in the logarithm of a parameter: the error of a central difference and of rounding are then about 1e-8. */
const STEP = 1e-4;

/**
 * Standard errors of the parameters, in their own units: the curvature of ln L in the logarithms of the parameters, by
 * central differences of the analytic gradient, turned over by the delta method.
 *
 * @param groups - the data of the fit.
 * @returns parallel to the parameters; null where ln L is not curved in every direction, as at a boundary optimum.
 */
export function standardErrors(fit: CountFit, groups: SummaryGroups): readonly number[] | null {
  const { model, parameters } = fit;
  const slopes = (index: number, step: number): Float64Array => {
    const moved = parameters.map((parameter, at) => (at === index ? parameter * Math.exp(step) : parameter));
    const gradient = new Float64Array(parameters.length);
    model.logLikelihood(moved, groups, gradient);
    return gradient.map((slope, at) => slope * moved[at]!);
  };
  const rows = parameters.map((_, index) => {
    const [up, down] = [slopes(index, STEP), slopes(index, -STEP)];
    return Array.from(up, (slope, at) => (down[at]! - slope) / (2 * STEP));
  });
  const information = rows.map((row, index) => row.map((value, at) => (value + rows[at]![index]!) / 2));
  const factor = cholesky(information);
  if (factor === null) return null;
  return parameters.map((parameter, index) => parameter * Math.sqrt(inverseDiagonal(factor, index)));
}

/** Lower triangular root of a symmetric matrix; null unless it is positive definite. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const factor = matrix.map((row) => row.map(() => 0));
  for (const [row, values] of matrix.entries()) {
    for (let column = 0; column <= row; column++) {
      let rest = values[column]!;
      for (let k = 0; k < column; k++) rest -= factor[row]![k]! * factor[column]![k]!;
      if (row > column) factor[row]![column] = rest / factor[column]![column]!;
      else if (rest > 1e-12 * Math.abs(values[row]!)) factor[row]![row] = Math.sqrt(rest);
      else return null;
    }
  }
  return factor;
}

/** One diagonal element of the inverse of the matrix with this root: the squared length of root^-1 e. */
function inverseDiagonal(factor: readonly (readonly number[])[], index: number): number {
  const solved: number[] = [];
  for (const [row, values] of factor.entries()) {
    let rest = row === index ? 1 : 0;
    for (let k = 0; k < row; k++) rest -= values[k]! * solved[k]!;
    solved.push(rest / values[row]!);
  }
  return solved.reduce((sum, value) => sum + value * value, 0);
}
