import { digammaRise, logGamma, logRising } from "~/domain/numeric/gamma";
import { type Random, randomBeta, randomGamma, randomPoisson } from "~/domain/numeric/random";
import type { CountForecaster, CountModel, CustomerSummary } from "./count-model";
import type { SummaryGroups } from "~/domain/clv/log/purchase-summary";

/** Which member of the family. */
export interface BetaGeometricVariant {
  readonly name: string;
  /** Whether a customer may leave right after the first purchase already (MBG), or after a repeat purchase only (BG). */
  readonly leavesAfterFirst: boolean;
  /** k: gaps between purchases are Erlang of this shape; 1 is random timing, more is more regular. */
  readonly regularity: number;
}

/**
 * The beta-geometric family: while active a customer buys at a rate lambda ~ Gamma(r, alpha), and after each purchase
 * leaves for good with probability p ~ Beta(a, b).
 *
 * - BG/NBD: Fader, Hardie and Lee (2005), "Counting your customers the easy way".
 * - MBG/NBD: Batislam, Denizel and Filiztekin (2007); Hoppe and Wagner (2007).
 * - regular timing, (M)BG/CNBD-k: Platzer and Reutterer (2016), "Ticking away the moments".
 *
 * With n the number of times the customer stayed (x, or x + 1 with the first purchase), s = r + kx,
 * q = (T - t_x) / (alpha + T) and the rising factorial (s)_j:
 *
 *     L = Γ(s) alpha^r / (Γ(r) (alpha + T)^s) · B(a, b + n) / B(a, b) · (S + R) · prod(gap^(k - 1)) / Γ(k)^x
 *     S = sum over j < k of (s)_j q^j / j!                    still active, j ticks into the present gap
 *     R = a / (b + n - 1) · ((alpha + T) / (alpha + t_x))^s   left after the last purchase; 0 if n = 0
 */
export function betaGeometric(variant: BetaGeometricVariant): CountModel {
  return {
    name: variant.name,
    parameters: [
      { name: "r", isTime: false, typical: 0.5 },
      { name: "alpha", isTime: true, typical: 1.5 },
      { name: "a", isTime: false, typical: 0.7 },
      { name: "b", isTime: false, typical: 2 },
    ],
    logLikelihood: (parameters, groups, gradient) => logLikelihood(variant, parameters, groups, gradient),
    typicalGap: (parameters) => (variant.regularity * parameters[1]!) / parameters[0]!,
    forecaster: (parameters) => forecaster(variant, parameters),
  };
}

export const BG_NBD = betaGeometric({ name: "bgnbd", leavesAfterFirst: false, regularity: 1 });
export const MBG_NBD = betaGeometric({ name: "mbgnbd", leavesAfterFirst: true, regularity: 1 });

function logLikelihood(
  { leavesAfterFirst, regularity: k }: BetaGeometricVariant,
  parameters: ArrayLike<number>,
  groups: SummaryGroups,
  gradient: Float64Array,
): number {
  const [r, alpha, a, b] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const logAlpha = Math.log(alpha);
  const logGammaOfK = logGamma(k);
  let sum = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;

  // Groups are sorted by frequency, so what depends on it alone is formed once per frequency.
  let formedFor = -1;
  let [ticks, stayed, fixed, fixedByR, fixedByA, fixedByB, logOdds] = [0, 0, 0, 0, 0, 0, 0];

  for (let group = 0; group < groups.count; group++) {
    const frequency = groups.frequency[group]!;
    if (frequency !== formedFor) {
      formedFor = frequency;
      ticks = k * frequency;
      stayed = leavesAfterFirst ? frequency + 1 : frequency;
      const riseOfSum = digammaRise(a + b, stayed);
      fixed = logRising(r, ticks) + r * logAlpha + logRising(b, stayed) - logRising(a + b, stayed);
      fixedByR = digammaRise(r, ticks) + logAlpha;
      fixedByA = -riseOfSum;
      fixedByB = digammaRise(b, stayed) - riseOfSum;
      logOdds = stayed > 0 ? Math.log(a / (b + stayed - 1)) : Number.NEGATIVE_INFINITY;
    }
    const weight = groups.weight[group]!;
    const shape = r + ticks;
    const end = alpha + groups.tenure[group]!;
    const last = alpha + groups.recency[group]!;
    const logEnd = Math.log(end);
    const span = Math.log(end / last);

    let active = 1;
    let activeByR = 0;
    let activeByAlpha = 0;
    if (k > 1) {
      const idle = (end - last) / end;
      let term = 1;
      let rise = 0;
      for (let j = 1; j < k; j++) {
        rise += 1 / (shape + j - 1);
        term *= ((shape + j - 1) * idle) / j;
        active += term;
        activeByR += term * rise;
        activeByAlpha -= (term * j) / end;
      }
    }
    const logActive = k > 1 ? Math.log(active) : 0;
    const logLeft = logOdds + shape * span;
    // ln(S + R) and R / (S + R), without overflow either way.
    const difference = logLeft - logActive;
    const small = Math.exp(-Math.abs(difference));
    const logBoth = Math.max(logLeft, logActive) + Math.log1p(small);
    const larger = 1 / (1 + small);
    const left = difference > 0 ? larger : small * larger;
    const stillActive = difference > 0 ? small * larger : larger;

    const timing = (k - 1) * groups.logGaps[group]! - frequency * logGammaOfK;
    sum += weight * (fixed - shape * logEnd + logBoth + timing);
    byR += weight * (fixedByR - logEnd + (stillActive * activeByR) / active + left * span);
    byAlpha +=
      weight * (r / alpha - shape / end + (stillActive * activeByAlpha) / active + left * shape * (1 / end - 1 / last));
    byA += weight * (fixedByA + left / a);
    byB += weight * (fixedByB - (stayed > 0 ? left / (b + stayed - 1) : 0));
  }
  gradient[0] = byR;
  gradient[1] = byAlpha;
  gradient[2] = byA;
  gradient[3] = byB;
  return sum;
}

/** What is known of one customer: whose rate is Gamma(shape + j, end) when j ticks into the present gap. */
interface Belief {
  readonly probabilityAlive: number;
  readonly shape: number;
  readonly end: number;
  /** If still active: the probability of each j < k; sums to 1. */
  readonly phases: readonly number[];
  /** If still active: the probability to leave after a purchase is Beta(a, stay). */
  readonly stay: number;
}

/** Of random timing: there are no ticks between purchases. */
const ONE_PHASE: readonly number[] = [1];

function forecaster(variant: BetaGeometricVariant, parameters: readonly number[]): CountForecaster {
  const { leavesAfterFirst, regularity: k } = variant;
  const [r, alpha, a, b] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];

  const belief = ({ frequency, recency, tenure }: CustomerSummary): Belief => {
    const stayed = leavesAfterFirst ? frequency + 1 : frequency;
    const shape = r + k * frequency;
    const end = alpha + tenure;
    const idle = (tenure - recency) / end;
    let active = 1;
    let phases = ONE_PHASE;
    if (k > 1) {
      const terms = [1];
      for (let j = 1; j < k; j++) terms.push((terms[j - 1]! * (shape + j - 1) * idle) / j);
      active = terms.reduce((sum, term) => sum + term, 0);
      phases = terms.map((term) => term / active);
    }
    const logLeft =
      stayed > 0
        ? Math.log(a / (b + stayed - 1)) + shape * Math.log(end / (alpha + recency))
        : Number.NEGATIVE_INFINITY;
    return {
      probabilityAlive: 1 / (1 + Math.exp(logLeft - Math.log(active))),
      shape,
      end,
      phases,
      stay: b + stayed,
    };
  };

  /** Of a customer still active, the probability of no purchase in the next `weeks`. */
  const staysAway = ({ shape, end, phases }: Belief, weeks: number): number => {
    const chance = weeks / (end + weeks);
    return phases.reduce((sum, phase, j) => {
      let term = (end / (end + weeks)) ** (shape + j);
      let fewerTicks = 0;
      for (let ticks = 0; ticks < k - j; ticks++) {
        fewerTicks += term;
        term *= ((shape + j + ticks) / (ticks + 1)) * chance;
      }
      return sum + phase * fewerTicks;
    }, 0);
  };

  return {
    probabilityAlive: (customer) => belief(customer).probabilityAlive,

    rate: ({ frequency, tenure }) => (r + k * frequency) / (k * (alpha + tenure)),

    expectedPurchases(customer, weeks) {
      const { probabilityAlive, shape, end, phases, stay } = belief(customer);
      let expected = 0;
      for (let j = 0; j < k; j++) expected += phases[j]! * expectedIfActive(shape + j, end, weeks, j, k, a, stay);
      return probabilityAlive * expected;
    },

    probabilityOfPurchase(customer, weeks) {
      const known = belief(customer);
      if (k === 1) return -known.probabilityAlive * Math.expm1(known.shape * Math.log(known.end / (known.end + weeks)));
      return known.probabilityAlive * (1 - staysAway(known, weeks));
    },

    weeksToNextPurchase(customer, share) {
      const known = belief(customer);
      if (k === 1) return known.end * Math.expm1(-Math.log1p(-share) / known.shape);
      let [low, high] = [0, 1];
      while (1 - staysAway(known, high) < share && high < MAX_WEEKS) high *= 2;
      for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (1 - staysAway(known, middle) < share) low = middle;
        else high = middle;
      }
      return high;
    },

    simulator(customer) {
      const { probabilityAlive, shape, end, phases, stay } = belief(customer);
      return (weeks, random) => {
        if (random() >= probabilityAlive) return 0;
        const phase = drawPhase(phases, random);
        const rate = randomGamma(shape + phase, random) / end;
        const leaving = randomBeta(a, stay, random);
        const possible = Math.floor((phase + randomPoisson(rate * weeks, random)) / k);
        for (let purchases = 1; purchases <= possible; purchases++) if (random() < leaving) return purchases;
        return possible;
      };
    },
  };
}

const MAX_WEEKS = 1e6;

function drawPhase(phases: readonly number[], random: Random): number {
  let left = phases.length > 1 ? random() : 0;
  for (let j = 0; j < phases.length - 1; j++) {
    left -= phases[j]!;
    if (left < 0) return j;
  }
  return phases.length - 1;
}

/** Terms of the series below are left out from here on; reached only when alpha is tiny beside the horizon. */
const MAX_TICKS = 1_000_000;
const NEGLIGIBLE = 1e-13;
const RESCALE_ABOVE = 1e250;

/**
 * Expected purchases in the next `weeks` of a customer who is active: the ticks N in that time are negative binomial,
 * the n-th purchase is reached at tick nk - j, and the customer is still there for it with probability
 * E[(1 - p)^(n - 1)]. Hence
 *
 *     E = sum over N of P(N) · sum over n <= (N + j) / k of (stay)_(n-1) / (a + stay)_(n-1)
 *
 * which for k = 1 is the closed form of the papers (their Gaussian hypergeometric function, summed another way). All
 * terms are positive, so nothing cancels: a = 1, a + b < 1, no churn and thousands of purchases need no special case.
 */
function expectedIfActive(
  shape: number,
  end: number,
  weeks: number,
  phase: number,
  k: number,
  a: number,
  stay: number,
): number {
  if (weeks === 0) return 0;
  const chance = weeks / (end + weeks);
  // P(N), up to a common factor kept apart, because (1 - chance)^shape can underflow.
  let logScale = shape * Math.log(end / (end + weeks));
  let probability = 1;
  let sum = 0;
  let presence = 1;
  let reached = 0;
  let purchases = 0;
  const mode = (Math.max(shape - 1, 0) * weeks) / end;
  for (let ticks = 0; ticks < MAX_TICKS; ticks++) {
    while ((purchases + 1) * k <= ticks + phase) {
      reached += presence;
      presence *= (stay + purchases) / (a + stay + purchases);
      purchases += 1;
    }
    const term = probability * reached;
    sum += term;
    if (ticks > mode && term < NEGLIGIBLE * (1 - chance) * sum) break;
    probability *= ((shape + ticks) / (ticks + 1)) * chance;
    if (probability > RESCALE_ABOVE) {
      probability /= RESCALE_ABOVE;
      sum /= RESCALE_ABOVE;
      logScale += Math.log(RESCALE_ABOVE);
    }
  }
  return sum * Math.exp(logScale);
}
