import { type BasketLog, basketsWith } from "../basket-log";
import type { PartnersOf } from "../engines/item-to-item";
import { ScoreTable } from "../score-table";
import { type BlendWeights, historyGroup } from "./blend-weights";
import { CANDIDATES, scaleOf, SIGNALS, type Signals } from "./signals";

/** Partners of a product by all signals together, each as heavy as the shop's weights for so much history say. */
export function blend(log: BasketLog, signals: Signals, weights: BlendWeights): PartnersOf {
  const table = new ScoreTable(log);
  return (seed, limit) => {
    const own = weights[historyGroup(basketsWith(log, seed))]!;
    const lists = SIGNALS.map((name, signal) => (own[signal] === 0 ? [] : signals[name](seed, CANDIDATES)));
    lists.forEach((list, signal) => {
      if (list.length === 0) return;
      const weight = own[signal]! / scaleOf(SIGNALS[signal]!, list[0]!.score);
      for (const { product, score } of list) table.add(product, weight * score);
    });
    return table.take(limit);
  };
}
