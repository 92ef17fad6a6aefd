import { digammaRise, logRising } from "~/domain/numeric/gamma";
import { integratePowers, powerIntegral } from "~/domain/numeric/power-integral";
import { randomExponential, randomGamma, randomPoisson } from "~/domain/numeric/random";
import type { CountForecaster, CountModel, CustomerSummary } from "./count-model";
import type { SummaryGroups } from "~/domain/clv/log/purchase-summary";

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987): while active a customer buys at a rate lambda ~ Gamma(r, alpha),
 * and leaves at any time at a rate mu ~ Gamma(s, beta).
 *
 *     L = Γ(r + x) alpha^r beta^s / Γ(r) · (A + I)
 *     A = (alpha + T)^-(r + x) (beta + T)^-s                                             still active
 *     I = s · integral from t_x to T of (alpha + u)^-(r + x) (beta + u)^-(s + 1) du      left at u
 *
 * The integral is taken by quadrature, all relative to its integrand at t_x: the Gaussian hypergeometric functions of
 * the paper cancel and overflow. Likelihood, P(alive) and expectation agree with 60-digit values to 1e-8.
 */
export const PARETO_NBD: CountModel = {
  name: "pnbd",
  parameters: [
    { name: "r", isTime: false, typical: 0.5 },
    { name: "alpha", isTime: true, typical: 2 },
    { name: "s", isTime: false, typical: 0.5 },
    { name: "beta", isTime: true, typical: 3 },
  ],
  logLikelihood,
  typicalGap: (parameters) => parameters[1]! / parameters[0]!,
  forecaster,
};

function logLikelihood(parameters: ArrayLike<number>, groups: SummaryGroups, gradient: Float64Array): number {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const gone = powerIntegral();
  let sum = 0;
  let byR = 0;
  let byAlpha = 0;
  let byS = 0;
  let byBeta = 0;

  // Groups are sorted by frequency, so what depends on it alone is formed once per frequency.
  let formedFor = -1;
  let rise = 0;
  let riseByR = 0;

  for (let group = 0; group < groups.count; group++) {
    const x = groups.frequency[group]!;
    if (x !== formedFor) {
      formedFor = x;
      rise = logRising(r, x);
      riseByR = digammaRise(r, x);
    }
    const weight = groups.weight[group]!;
    const recency = groups.recency[group]!;
    const tenure = groups.tenure[group]!;
    const idle = tenure - recency;
    const lastBeta = beta + recency;
    const spanAlpha = Math.log1p(idle / (alpha + recency));
    const spanBeta = Math.log1p(idle / lastBeta);
    const shortAlpha = Math.log1p(recency / alpha);
    const shortBeta = Math.log1p(recency / beta);

    // A and I relative to (alpha + t_x)^-(r + x) (beta + t_x)^-s, so that neither overflows nor loses digits.
    const logActive = -(r + x) * spanAlpha - s * spanBeta;
    integratePowers(r + x, alpha, s + 1, beta, recency, tenure, gone);
    const logGone = Math.log((s * gone.value) / lastBeta);
    const difference = logGone - logActive;
    const small = Math.exp(-Math.abs(difference));
    const left = difference > 0 ? 1 / (1 + small) : small / (1 + small);
    const active = difference > 0 ? small / (1 + small) : 1 / (1 + small);

    sum +=
      weight *
      (rise -
        r * shortAlpha -
        x * Math.log(alpha + recency) -
        s * shortBeta +
        Math.max(logActive, logGone) +
        Math.log1p(small));
    if (idle === 0) {
      byR += weight * (riseByR - shortAlpha);
      byAlpha += (weight * ((r * tenure) / alpha - x)) / (alpha + tenure);
      byS -= weight * shortBeta;
      byBeta += (weight * s * tenure) / (beta * (beta + tenure));
      continue;
    }
    // Differences of nearly equal terms are joined beforehand: a rate parameter may be millions of weeks.
    byR += weight * (riseByR - shortAlpha - active * spanAlpha - left * gone.meanLogA);
    byAlpha +=
      (weight / alpha) *
      ((active * (r * tenure - x * alpha)) / (alpha + tenure) +
        left * (r * gone.meanShareA - x * (1 - gone.meanShareA)));
    byS += weight * (left * (1 / s - gone.meanLogB) - active * spanBeta - shortBeta);
    byBeta +=
      (weight / beta) *
      ((active * s * tenure) / (beta + tenure) + left * (s * gone.meanShareB - (1 - gone.meanShareB)));
  }
  gradient[0] = byR;
  gradient[1] = byAlpha;
  gradient[2] = byS;
  gradient[3] = byBeta;
  return sum;
}

/** What is known of one customer: if active, the purchase rate is Gamma(shape, end), the leaving rate Gamma(s, horizon). */
interface Belief {
  readonly probabilityAlive: number;
  readonly shape: number;
  readonly end: number;
  readonly horizon: number;
}

function beliefUnder(parameters: readonly number[], { frequency, recency, tenure }: CustomerSummary): Belief {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const shape = r + frequency;
  const idle = tenure - recency;
  const logActive = -shape * Math.log1p(idle / (alpha + recency)) - s * Math.log1p(idle / (beta + recency));
  const gone = powerIntegral();
  integratePowers(shape, alpha, s + 1, beta, recency, tenure, gone);
  const logGone = Math.log((s * gone.value) / (beta + recency));
  const larger = Math.max(logActive, logGone);
  const logBoth = larger + Math.log1p(Math.exp(Math.min(logActive, logGone) - larger));
  return {
    probabilityAlive: Math.exp(logActive - logBoth),
    shape,
    end: alpha + tenure,
    horizon: beta + tenure,
  };
}

function forecaster(parameters: readonly number[]): CountForecaster {
  const [r, alpha, s] = [parameters[0]!, parameters[1]!, parameters[2]!];
  const within = powerIntegral();
  const belief = (customer: CustomerSummary) => beliefUnder(parameters, customer);

  return {
    probabilityAlive: (customer) => belief(customer).probabilityAlive,

    rate: ({ frequency, tenure }) => (r + frequency) / (alpha + tenure),

    /** (r + x)(beta + T) / ((alpha + T)(s - 1)) · [1 - ((beta + T) / (beta + T + t))^(s - 1)] · P(alive). */
    expectedPurchases(customer, weeks) {
      const { probabilityAlive, shape, end, horizon } = belief(customer);
      const span = Math.log1p(weeks / horizon);
      return ((probabilityAlive * shape * horizon) / end) * span * expm1Ratio((1 - s) * span);
    },

    /** If active, the integral over u <= t of E[lambda e^-(lambda + mu)u]: the next purchase comes at u. */
    probabilityOfPurchase(customer, weeks) {
      const { probabilityAlive, shape, end, horizon } = belief(customer);
      integratePowers(shape + 1, end, s, horizon, 0, weeks, within);
      return Math.min(1, (probabilityAlive * shape * within.value) / end);
    },

    /** By the purchase clock alone, as if the customer never left, so that any share has its week. */
    weeksToNextPurchase(customer, share) {
      const { shape, end } = belief(customer);
      return end * Math.expm1(-Math.log1p(-share) / shape);
    },

    simulator(customer) {
      const { probabilityAlive, shape, end, horizon } = belief(customer);
      return (weeks, random) => {
        if (random() >= probabilityAlive) return 0;
        const rate = randomGamma(shape, random) / end;
        const leaving = randomGamma(s, random) / horizon;
        const stays = Math.min(weeks, randomExponential(random) / leaving);
        return randomPoisson(rate * stays, random);
      };
    },
  };
}

/** (e^y - 1) / y, which is 1 at 0. */
const expm1Ratio = (y: number) => (y === 0 ? 1 : Math.expm1(y) / y);
