import type { BasketLog } from "../basket-log";
import type { Recommender } from "../recommender";
import { ScoreTable } from "../score-table";

/**
 * Session kNN (Jannach and Ludewig 2017): the latest baskets that share a product with the context vote for what else
 * they hold, each by the cosine of the two.
 *
 * @param latest - how many baskets vote at most.
 */
export function sessionKnn(log: BasketLog, latest: number): Recommender {
  const byTime = Uint32Array.from({ length: log.basketCount }, (_, basket) => basket).sort(
    (a, b) => log.times[b]! - log.times[a]! || b - a,
  );
  const recency = new Uint32Array(log.basketCount);
  byTime.forEach((basket, rank) => (recency[basket] = rank));
  const shared = new Float64Array(log.basketCount);
  const table = new ScoreTable(log);

  return {
    name: "session kNN",
    settings: { latest },
    scores(context, limit) {
      const touched: number[] = [];
      for (const { product, weight } of context) {
        for (let at = log.productStarts[product]!; at < log.productStarts[product + 1]!; at++) {
          const basket = log.baskets[at]!;
          if (shared[basket] === 0) touched.push(basket);
          shared[basket]! += weight;
        }
      }
      const norm = Math.sqrt(context.reduce((sum, { weight }) => sum + weight ** 2, 0));
      const voters = Uint32Array.from(touched).sort((a, b) => recency[a]! - recency[b]!);
      for (const basket of voters.subarray(0, latest)) {
        const size = log.starts[basket + 1]! - log.starts[basket]!;
        const similarity = shared[basket]! / (norm * Math.sqrt(size));
        for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) table.add(log.items[i]!, similarity);
      }
      for (const basket of touched) shared[basket] = 0;
      for (const { product } of context) table.drop(product);
      return table.take(limit);
    },
  };
}
