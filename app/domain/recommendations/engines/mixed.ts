import { type BasketLog, basketsWith } from "../basket-log";
import { bestScores, type Recommender } from "../recommender";
import { ScoreTable } from "../score-table";

/** Products of each engine that take part. */
const CANDIDATES = 1000;

export interface MixedPart {
  readonly engine: Recommender;
  readonly weight: number;
  /** The usual size of its scores: its `typicalBest`. */
  readonly size: number;
}

/** Engines added up, each by its weight after its scores were brought to a common size. */
export function mixed(log: BasketLog, name: string, parts: readonly MixedPart[]): Recommender {
  const sums = new ScoreTable(log);
  const scaled = parts.map(({ engine, weight, size }) => ({ engine, factor: weight / size }));
  return {
    name,
    settings: Object.fromEntries(
      parts.flatMap(({ engine, weight }) => [
        [engine.name, weight],
        ...Object.entries(engine.settings).map(([key, value]) => [`${engine.name} ${key}`, value]),
      ]),
    ),
    scores(context, limit) {
      for (const { engine, factor } of scaled) {
        for (const { product, score } of engine.scores(context, CANDIDATES)) sums.add(product, factor * score);
      }
      return sums.take(limit);
    },
  };
}

/** Mean score of the best partner of a product, by how often the product is bought; 1 where there is none. */
export function typicalBest(log: BasketLog, engine: Recommender): number {
  let [sum, weight] = [0, 0];
  for (const { product, score } of bestScores(log.productCount, engine)) {
    const baskets = basketsWith(log, product);
    sum += score * baskets;
    weight += baskets;
  }
  return weight === 0 ? 1 : sum / weight;
}
