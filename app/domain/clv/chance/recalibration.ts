import { maximise } from "~/domain/numeric/maximise";

/**
 * Logit of the chance that came true = intercept + slope times logit of the chance that was said (Platt 1999): 0 and 1
 * leave chances as they are.
 */
export interface Recalibration {
  readonly intercept: number;
  readonly slope: number;
}

/** Weight of the prior that chances are right as they are: an error of 1 in either number costs as much as half a unit of ln L. */
const RIDGE = 1;
/** Chances nearer to 0 and 1 are taken for these: a logit must be finite. */
const LEAST = 1e-6;
/** A rule that turned the order around would be no rule. */
const LEAST_SLOPE = 0.1;

/**
 * Learns from chances and what came, by penalised maximum likelihood.
 *
 * @param chances - probabilities that were said.
 * @param came - parallel to them: 1 where it came true, else 0.
 */
export function recalibration(chances: Float64Array, came: Float64Array): Recalibration {
  const logits = chances.map(logit);
  const { point } = maximise(
    ([intercept = 0, slope = 1], gradient) => {
      let value = -0.5 * RIDGE * (intercept * intercept + (slope - 1) * (slope - 1));
      let [byIntercept, bySlope] = [-RIDGE * intercept, -RIDGE * (slope - 1)];
      for (let index = 0; index < logits.length; index++) {
        const at = intercept + slope * logits[index]!;
        // ln(1 + e^at), without overflow.
        value += came[index]! * at - Math.max(at, 0) - Math.log1p(Math.exp(-Math.abs(at)));
        const error = came[index]! - logistic(at);
        byIntercept += error;
        bySlope += error * logits[index]!;
      }
      gradient[0] = byIntercept;
      gradient[1] = bySlope;
      return value;
    },
    [0, 1],
    { tolerance: 1e-6 * Math.max(1, chances.length), maxStep: 1 },
  );
  return { intercept: point[0]!, slope: Math.max(LEAST_SLOPE, point[1]!) };
}

/** What a chance that was said is worth. */
export function recalibrated(rule: Recalibration | null, chance: number): number {
  return rule === null ? chance : logistic(rule.intercept + rule.slope * logit(chance));
}

/** The chance that is said where `chance` is meant. */
export function saidFor(rule: Recalibration | null, chance: number): number {
  return rule === null ? chance : logistic((logit(chance) - rule.intercept) / rule.slope);
}

const logistic = (at: number) => 1 / (1 + Math.exp(-at));

function logit(chance: number): number {
  const inside = Math.min(1 - LEAST, Math.max(LEAST, chance));
  return Math.log(inside / (1 - inside));
}
