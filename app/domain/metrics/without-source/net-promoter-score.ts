import { ratioOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";

const LOWEST_PROMOTER = 9;
const HIGHEST_DETRACTOR = 6;
const HIGHEST_ANSWER = 10;

/**
 * The net promoter score, -100 to 100: promoters (9 and 10) less detractors (0 to 6), in percent of all answers.
 *
 * @param answers - 0 to 10 each, one per order.
 * @throws {RangeError} for an answer off that scale.
 */
export function netPromoterScore(answers: readonly number[]): MetricValue {
  for (const answer of answers) {
    if (!Number.isInteger(answer) || answer < 0 || answer > HIGHEST_ANSWER) {
      throw new RangeError(`${answer} is no answer from 0 to ${HIGHEST_ANSWER}`);
    }
  }
  const promoters = answers.filter((answer) => answer >= LOWEST_PROMOTER).length;
  const detractors = answers.filter((answer) => answer <= HIGHEST_DETRACTOR).length;
  return ratioOf((promoters - detractors) * 100, answers.length, because("noAnswers"));
}
