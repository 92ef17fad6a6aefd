import { invertPositiveDefinite } from "~/domain/numeric/cholesky";
import type { CountFit } from "./fit-counts";
import type { SummaryGroups } from "~/domain/clv/log/purchase-summary";

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
  const covariance = invertPositiveDefinite(information);
  return covariance && parameters.map((parameter, index) => parameter * Math.sqrt(covariance[index]![index]!));
}
