import { basketsWith } from "../basket-log";
import type { HeldOut } from "../held-out/hold-out";
import { BEST_GAINS, LIST_PLACES, PLACE_GAINS } from "../held-out/measures";
import type { Weights } from "./blend-weights";
import { CANDIDATES, scaleOf, SIGNALS, type Signals } from "./signals";

/** A seed of held-out baskets with what every signal says of it. */
interface TrialSeed {
  readonly history: number;
  /** Products any signal names. */
  readonly products: Uint32Array;
  /** Signal `s` names the products at `places` from `starts[s]` to `starts[s + 1]`: most name few of them. */
  readonly starts: Uint16Array;
  readonly places: Uint16Array;
  /** Parallel to `places`, scaled to the signal's own best. */
  readonly scores: Float32Array;
  /** Baskets that hold the seed. */
  readonly baskets: number[];
}

/** Held-out baskets laid out so that hundreds of weightings of the same signals can be tried on them. */
export interface BlendTrial {
  readonly seeds: readonly TrialSeed[];
  /** Baskets that count. */
  readonly basketCount: number;
  /**
   * NDCG of each basket under some weights, for the seeds of `part`: the mean over all seeds of the basket counts the
   * others as 0, so that parts add up to the whole.
   */
  ndcg(part: readonly TrialSeed[], weights: Weights): Float64Array;
}

export function blendTrial({ training, baskets }: HeldOut, signals: Signals): BlendTrial {
  const tried = baskets.filter(({ products }) => products.length > 1);
  const uses = new Map<number, number[]>();
  const wordsPerBasket = (training.productCount + 31) >>> 5;
  const holds = new Uint32Array(tried.length * wordsPerBasket);
  tried.forEach(({ products }, basket) => {
    for (const product of products) {
      const known = uses.get(product);
      if (known) known.push(basket);
      else uses.set(product, [basket]);
      holds[basket * wordsPerBasket + (product >>> 5)]! |= 1 << (product & 31);
    }
  });
  const place = new Int32Array(training.productCount).fill(-1);
  const seeds = Array.from(uses, ([seed, of]): TrialSeed => {
    const lists = SIGNALS.map((name) => signals[name](seed, CANDIDATES));
    // In the order that decides ties, so that the first of equals wins.
    const products = Uint32Array.from(new Set(lists.flatMap((list) => list.map(({ product }) => product)))).sort(
      (a, b) => basketsWith(training, b) - basketsWith(training, a) || a - b,
    );
    products.forEach((product, at) => (place[product] = at));
    const starts = new Uint16Array(SIGNALS.length + 1);
    lists.forEach((list, signal) => (starts[signal + 1] = starts[signal]! + list.length));
    const places = Uint16Array.from(lists.flat(), ({ product }) => place[product]!);
    const scores = Float32Array.from(
      lists.flatMap((list, signal) => list.map(({ score }) => score / scaleOf(SIGNALS[signal]!, list[0]!.score))),
    );
    return { history: basketsWith(training, seed), products, starts, places, scores, baskets: of };
  });

  const top = new Uint32Array(LIST_PLACES);
  const topScores = new Float64Array(LIST_PLACES);
  let sums = new Float64Array(0);

  /** Fills `top` with the best products under the weights; tells how many there are. */
  function rank({ products, starts, places, scores }: TrialSeed, weights: Weights): number {
    const size = products.length;
    if (sums.length < size) sums = new Float64Array(size * 2);
    sums.fill(0, 0, size);
    for (let signal = 0; signal < weights.length; signal++) {
      const weight = weights[signal]!;
      if (weight === 0) continue;
      for (let at = starts[signal]!; at < starts[signal + 1]!; at++) sums[places[at]!]! += weight * scores[at]!;
    }
    let count = 0;
    for (let i = 0; i < size; i++) {
      const sum = sums[i]!;
      if (sum <= 0 || (count === LIST_PLACES && sum <= topScores[count - 1]!)) continue;
      let at = count < LIST_PLACES ? count++ : count - 1;
      for (; at > 0 && topScores[at - 1]! < sum; at--) {
        topScores[at] = topScores[at - 1]!;
        top[at] = top[at - 1]!;
      }
      topScores[at] = sum;
      top[at] = products[i]!;
    }
    return count;
  }

  return {
    seeds,
    basketCount: tried.length,
    ndcg(part, weights) {
      const sum = new Float64Array(tried.length);
      for (const seed of part) {
        const count = rank(seed, weights);
        for (const basket of seed.baskets) {
          const words = basket * wordsPerBasket;
          let gain = 0;
          for (let at = 0; at < count; at++) {
            const product = top[at]!;
            if ((holds[words + (product >>> 5)]! >>> (product & 31)) & 1) gain += PLACE_GAINS[at]!;
          }
          const size = tried[basket]!.products.length;
          sum[basket]! += gain / BEST_GAINS[Math.min(size - 1, LIST_PLACES)]! / size;
        }
      }
      return sum;
    },
  };
}
