import { isProvenGain, pairedGain } from "../held-out/paired-gain";
import type { BlendTrial } from "./blend-trial";
import { type BlendWeights, HISTORY_GROUPS, historyGroup, type Weights } from "./blend-weights";
import { type SignalName, SIGNALS } from "./signals";

/** Steps of the search. */
const GRID = [0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.4];
const ROUNDS = 3;
/** A weight moves only for a gain of so many standard errors over the baskets; less is what chance brings. */
const LEAST_GAIN = 0.5;
/** With as many baskets of its own the window counts as much as the prior. */
const PRIOR_BASKETS = 100;

/**
 * Weights by coordinate search on a shop's own held-out baskets: one signal after the other takes the weight with the
 * highest NDCG, three times around, for each group of seeds. Where they beat the prior beyond chance, they are drawn
 * towards it by n / (n + 100), n the baskets that hold a seed of the group, so that a window that can tell little moves
 * little.
 *
 * Too few products are new in a window to choose by. How far words tell what a new one is bought with is learned from
 * all seeds, each looked at as if nobody had bought it.
 */
export function chooseBlend(trial: BlendTrial): BlendWeights {
  return HISTORY_GROUPS.map(({ from, prior }, group) => {
    const isOfNew = from === 0;
    const seeds = isOfNew ? trial.seeds : trial.seeds.filter(({ history }) => historyGroup(history) === group);
    const baskets = new Set(seeds.flatMap((seed) => seed.baskets)).size;
    const trust = baskets / (baskets + PRIOR_BASKETS);
    const measure = (weights: Weights) => trial.ndcg(seeds, weights);
    const found = search(measure, prior, isOfNew ? ["alike"] : SIGNALS);
    if (!isProvenGain(measure(found), measure(prior))) return prior;
    return prior.map((weight, signal) => weight + trust * (found[signal]! - weight));
  });
}

/**
 * @param measure - NDCG of every basket under some weights.
 * @param signals - those whose weights may change.
 */
function search(measure: (weights: Weights) => Float64Array, start: Weights, signals: readonly SignalName[]): Weights {
  let weights = start;
  let current = measure(weights);
  for (let round = 0; round < ROUNDS; round++) {
    const before = weights;
    for (const signal of signals.map((name) => SIGNALS.indexOf(name))) {
      let [bestGain, best, bestWeights] = [0, current, weights];
      for (const step of GRID) {
        if (step === weights[signal]) continue;
        const tried = weights.with(signal, step);
        const ndcg = measure(tried);
        const { mean, standardError } = pairedGain(ndcg, current);
        if (mean > bestGain && mean > LEAST_GAIN * standardError) [bestGain, best, bestWeights] = [mean, ndcg, tried];
      }
      [current, weights] = [best, bestWeights];
    }
    if (weights === before) break;
  }
  return weights;
}
