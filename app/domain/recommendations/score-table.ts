import { type BasketLog, basketsWith } from "./basket-log";
import type { Neighbour } from "./recommender";

/** Scores are compared after rounding to this share of the largest, so that the order of a sum cannot decide. */
const PRECISION = 1e9;

/**
 * Running scores of products, reused from list to list: a table as long as the catalogue that remembers which of its
 * places are in use.
 */
export class ScoreTable {
  private readonly scores: Float64Array;
  private readonly isTouched: Uint8Array;
  private readonly touched: Uint32Array;
  private readonly log: BasketLog;
  private count = 0;

  constructor(log: BasketLog) {
    this.log = log;
    this.scores = new Float64Array(log.productCount);
    this.isTouched = new Uint8Array(log.productCount);
    this.touched = new Uint32Array(log.productCount);
  }

  add(product: number, score: number): void {
    if (this.isTouched[product] === 0) {
      this.isTouched[product] = 1;
      this.touched[this.count++] = product;
    }
    this.scores[product]! += score;
  }

  /** Forgets a product: it is on no list before it is added again. */
  drop(product: number): void {
    this.scores[product] = 0;
  }

  /** Replaces every score by what `change` makes of it. */
  rescale(change: (score: number, product: number) => number): void {
    for (let i = 0; i < this.count; i++) {
      const product = this.touched[i]!;
      this.scores[product] = change(this.scores[product]!, product);
    }
  }

  /** How many products are in the table. */
  get size(): number {
    return this.count;
  }

  /** Gives every product with a positive score to `take`, in no order, and empties the table. */
  drain(take: (product: number, score: number) => void): void {
    for (let i = 0; i < this.count; i++) {
      const product = this.touched[i]!;
      if (this.scores[product]! > 0) take(product, this.scores[product]!);
      this.scores[product] = 0;
      this.isTouched[product] = 0;
    }
    this.count = 0;
  }

  /**
   * Takes the `limit` highest positive scores, best first, and empties the table. Ties go to the product in more
   * baskets, then to the lower index.
   */
  take(limit: number): Neighbour[] {
    const { scores, touched, log } = this;
    let largest = 0;
    for (let i = 0; i < this.count; i++) largest = Math.max(largest, scores[touched[i]!]!);
    const best = new BestOf(limit, log);
    for (let i = 0; i < this.count; i++) {
      const product = touched[i]!;
      const score = scores[product]!;
      if (score > 0) best.offer(product, Math.round((score / largest) * PRECISION));
      this.isTouched[product] = 0;
    }
    const list = best.ranked().map((product) => ({ product, score: scores[product]! }));
    for (let i = 0; i < this.count; i++) scores[touched[i]!] = 0;
    this.count = 0;
    return list;
  }
}

/** Keeps the best few of many products: a heap whose root is the one to go next. */
class BestOf {
  private readonly keys: number[] = [];
  private readonly products: number[] = [];
  private readonly limit: number;
  private readonly log: BasketLog;

  constructor(limit: number, log: BasketLog) {
    this.limit = limit;
    this.log = log;
  }

  offer(product: number, key: number): void {
    const { keys, products, limit } = this;
    if (keys.length < limit) {
      keys.push(key);
      products.push(product);
      this.rise(keys.length - 1);
    } else if (limit > 0 && this.isBetter(key, product, keys[0]!, products[0]!)) {
      keys[0] = key;
      products[0] = product;
      this.sink();
    }
  }

  ranked(): number[] {
    const { keys, products } = this;
    return products
      .map((product, i) => ({ product, key: keys[i]! }))
      .sort((a, b) => (this.isBetter(a.key, a.product, b.key, b.product) ? -1 : 1))
      .map(({ product }) => product);
  }

  private isBetter(key: number, product: number, otherKey: number, other: number): boolean {
    if (key !== otherKey) return key > otherKey;
    const difference = basketsWith(this.log, product) - basketsWith(this.log, other);
    return difference === 0 ? product < other : difference > 0;
  }

  private rise(from: number): void {
    for (let child = from; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.isWorse(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private sink(): void {
    const { length } = this.keys;
    for (let parent = 0; ;) {
      let worst = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < length && this.isWorse(child, worst)) worst = child;
      }
      if (worst === parent) return;
      this.swap(parent, worst);
      parent = worst;
    }
  }

  private isWorse(a: number, b: number): boolean {
    return this.isBetter(this.keys[b]!, this.products[b]!, this.keys[a]!, this.products[a]!);
  }

  private swap(a: number, b: number): void {
    [this.keys[a], this.keys[b]] = [this.keys[b]!, this.keys[a]!];
    [this.products[a], this.products[b]] = [this.products[b]!, this.products[a]!];
  }
}

/** The `limit` highest positive scores, ordered as `ScoreTable.take` does. */
export function best(scored: readonly Neighbour[], limit: number, log: BasketLog): Neighbour[] {
  const table = new ScoreTable(log);
  for (const { product, score } of scored) table.add(product, score);
  return table.take(limit);
}
