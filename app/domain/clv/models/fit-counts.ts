import type { Objective } from "~/domain/numeric/maximise";
import { type CustomerSum, everyNth, maximiseBySample, sampleStride } from "./sample";
import type { CountModel } from "./count-model";
import type { SummaryGroups } from "~/domain/clv/log/purchase-summary";

/** Parameters of a model fitted to a shop. */
export interface CountFit {
  readonly model: CountModel;
  readonly parameters: readonly number[];
  /** ln L at the parameters, without the prior. */
  readonly logLikelihood: number;
  readonly hasConverged: boolean;
  readonly iterations: number;
}

export interface FitOptions {
  /** Whether the weak prior is used; published parameters are met without it. Default true. */
  readonly hasPrior?: boolean;
  /** Parameters to start from, on the same clock as the data. */
  readonly start?: readonly number[];
  /** Largest slope per customer that counts as none. Default 1e-8. */
  readonly tolerance?: number;
}

/** The clock is stretched so that the longest tenure is this long: parameters of any shop are then of one size. */
const CLOCK_LENGTH = 10;
/** Standard deviation of the prior on the logarithm of a parameter: a factor of e^2 either way is likely. */
const PRIOR_SPREAD = 2;
/** Logarithms of parameters stay within this of zero; the likelihood is flat long before. */
const LARGEST_LOG = 25;
/** Slope per customer below which a fit that can climb no further has arrived; rounding hides it at a boundary. */
const FLAT = 1e-6;

/**
 * Maximum likelihood over the logarithms of the parameters, by analytic gradient.
 *
 * With the prior it is the posterior mode under independent normals on the logarithms, centred at typical values, the
 * weight of about one customer: it keeps a small shop finite and fades as customers are added. An optimum at the
 * boundary (nobody ever leaves) is an ordinary result; see {@link countFindings}.
 *
 * @throws {RangeError} without customers.
 */
export function fitCounts(model: CountModel, groups: SummaryGroups, options: FitOptions = {}): CountFit {
  const { hasPrior = true, tolerance = 1e-8 } = options;
  const customers = sum(groups.weight);
  if (!(customers > 0)) throw new RangeError("a count model needs at least one customer");

  const longest = groups.tenure.reduce((most, tenure) => Math.max(most, tenure), 0);
  const scale = longest > 0 ? CLOCK_LENGTH / longest : 1;
  const scaled: SummaryGroups = {
    ...groups,
    recency: groups.recency.map((recency) => recency * scale),
    tenure: groups.tenure.map((tenure) => tenure * scale),
  };
  const clock = model.parameters.map(({ isTime }) => (isTime ? scale : 1));
  const typical = model.parameters.map((parameter) => Math.log(parameter.typical));
  const posterior = (of: SummaryGroups): CustomerSum => ({
    objective: objectiveOf(model, of, hasPrior ? typical : null),
    customers: sum(of.weight),
  });
  const inside = (log: number) => Math.min(Math.max(log, 1 - LARGEST_LOG), LARGEST_LOG - 1);
  const start = options.start?.map((parameter, index) => inside(Math.log(parameter * clock[index]!))) ?? typical;

  const stride = sampleStride(groups.count);
  const sample = stride === null ? null : posterior(someOf(scaled, stride));
  const maximum = maximiseBySample(posterior(scaled), sample, start, tolerance);

  const parameters = Array.from(maximum.point, (log, index) => Math.exp(log) / clock[index]!);
  return {
    model,
    parameters,
    logLikelihood: model.logLikelihood(parameters, groups, new Float64Array(parameters.length)),
    hasConverged: maximum.isStationary || maximum.gradient.every((slope) => Math.abs(slope) <= FLAT * customers),
    iterations: maximum.iterations,
  };
}

/** By the logarithms of the parameters. */
function objectiveOf(model: CountModel, groups: SummaryGroups, priorCentre: readonly number[] | null): Objective {
  return (logs, gradient) => {
    if (logs.some((log) => !(Math.abs(log) <= LARGEST_LOG))) return Number.NEGATIVE_INFINITY;
    const parameters = logs.map(Math.exp);
    let value = model.logLikelihood(parameters, groups, gradient);
    for (let index = 0; index < logs.length; index++) {
      gradient[index]! *= parameters[index]!;
      if (!priorCentre) continue;
      const off = (logs[index]! - priorCentre[index]!) / PRIOR_SPREAD;
      value -= 0.5 * off * off;
      gradient[index]! -= off / PRIOR_SPREAD;
    }
    return value;
  };
}

/** Groups are sorted. */
function someOf(groups: SummaryGroups, stride: number): SummaryGroups {
  const weight = everyNth(groups.weight, stride);
  return {
    count: weight.length,
    frequency: everyNth(groups.frequency, stride),
    recency: everyNth(groups.recency, stride),
    tenure: everyNth(groups.tenure, stride),
    logGaps: everyNth(groups.logGaps, stride),
    weight,
  };
}

function sum(column: Float64Array): number {
  let total = 0;
  for (let index = 0; index < column.length; index++) total += column[index]!;
  return total;
}
