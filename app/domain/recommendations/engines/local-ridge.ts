import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, basketsWith } from "../basket-log";
import type { ContextProduct, Neighbour, Recommender } from "../recommender";
import { ScoreTable } from "../score-table";
import { type JointRows, jointRows } from "./joint-rows";
import { solveSymmetric } from "./solve-symmetric";

export interface LocalRidgeSettings {
  readonly lambda: number;
  readonly halfLifeDays: number | null;
}

/** Products that explain one. */
const PARTNERS = 100;
/** Keeps partners of few baskets from being taken for the strongest. */
const PARTNER_SHRINK = 20;
const LEAST_BASKETS = 2;

/**
 * EASE (Steck 2019) without its dense inverse: each product t is explained by its 100 strongest partners alone, by
 * J(t, p) / sqrt(n_p + 20), in a ridge regression of their own,
 *
 *     (G + lambda I) b = g,   G(p, q) = J(p, q),   G(p, p) = n_p,   g(p) = J(t, p)
 *
 * with J the decayed joint counts and n the decayed basket counts. A cart wants t by the sum of b over its products.
 *
 * @param inCart - products a cart may hold, so that only what these explain is solved; left out, all.
 */
export function localRidge(
  log: BasketLog,
  settings: LocalRidgeSettings,
  now: EpochMs,
  inCart?: readonly number[],
): Recommender {
  const rows = explanations(log, jointRows(log, settings.halfLifeDays, now), settings.lambda, inCart);
  const table = new ScoreTable(log);
  return {
    name: "local ridge",
    settings: { ...settings },
    scores(context: readonly ContextProduct[], limit: number): Neighbour[] {
      for (const { product, weight } of context) {
        for (let at = rows.starts[product]!; at < rows.starts[product + 1]!; at++) {
          table.add(rows.targets[at]!, weight * rows.values[at]!);
        }
      }
      for (const { product } of context) table.drop(product);
      return table.take(limit);
    },
  };
}

/** What a product in the cart adds to each product it explains: from `starts[p]` to `starts[p + 1]`. */
interface Explanations {
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
  readonly values: Float32Array;
}

function explanations(log: BasketLog, joint: JointRows, lambda: number, inCart?: readonly number[]): Explanations {
  const { productCount } = log;
  const isInCart = new Uint8Array(productCount).fill(inCart === undefined ? 1 : 0);
  for (const product of inCart ?? []) isInCart[product] = 1;
  const partners = new Uint32Array(productCount * PARTNERS);
  const values = new Float32Array(productCount * PARTNERS);
  const found = new Uint32Array(productCount);
  const starts = new Uint32Array(productCount + 1);
  const explain = explainer(log, joint, lambda, isInCart);
  for (let target = 0; target < productCount; target++) {
    if (basketsWith(log, target) < LEAST_BASKETS) continue;
    const explained = explain(target);
    if (explained === null) continue;
    found[target] = explained.partners.length;
    partners.set(explained.partners, target * PARTNERS);
    values.set(explained.values, target * PARTNERS);
    for (const partner of explained.partners) starts[partner + 1]! += 1;
  }
  for (let product = 0; product < productCount; product++) starts[product + 1]! += starts[product]!;
  const cursor = starts.slice();
  const targets = new Uint32Array(starts[productCount]!);
  const byPartner = new Float32Array(starts[productCount]!);
  for (let target = 0; target < productCount; target++) {
    for (let i = target * PARTNERS; i < target * PARTNERS + found[target]!; i++) {
      const at = cursor[partners[i]!]!++;
      targets[at] = target;
      byPartner[at] = values[i]!;
    }
  }
  return { starts, targets, values: byPartner };
}

/**
 * Solves the regression of one product; null when no product of a cart is among its partners, or its block is not
 * positive definite.
 */
function explainer(
  log: BasketLog,
  { counts, starts, partners, joint }: JointRows,
  lambda: number,
  isInCart: Uint8Array,
) {
  const strength = counts.map((count) => 1 / Math.sqrt(count + PARTNER_SHRINK));
  const strongest = new ScoreTable(log);
  const place = new Int32Array(log.productCount).fill(-1);
  const block = new Float64Array(PARTNERS * PARTNERS);
  const right = new Float64Array(PARTNERS);
  const holdsCart = (products: Uint32Array) => products.some((product) => isInCart[product] === 1);
  return (target: number): { partners: Uint32Array; values: Float64Array } | null => {
    if (!holdsCart(partners.subarray(starts[target], starts[target + 1]))) return null;
    for (let at = starts[target]!; at < starts[target + 1]!; at++) {
      strongest.add(partners[at]!, joint[at]! * strength[partners[at]!]!);
    }
    const chosen = Uint32Array.from(strongest.take(PARTNERS), ({ product }) => product);
    const size = chosen.length;
    if (!holdsCart(chosen)) return null;
    chosen.forEach((product, at) => (place[product] = at));
    block.fill(0, 0, size * size);
    right.fill(0);
    for (let at = starts[target]!; at < starts[target + 1]!; at++) {
      if (place[partners[at]!]! >= 0) right[place[partners[at]!]!] = joint[at]!;
    }
    for (let row = 0; row < size; row++) {
      const product = chosen[row]!;
      for (let at = starts[product]!; at < starts[product + 1]!; at++) {
        const column = place[partners[at]!]!;
        if (column < 0) continue;
        block[row * size + column] = joint[at]!;
        block[column * size + row] = joint[at]!;
      }
      block[row * size + row] = counts[product]! + lambda;
    }
    for (const product of chosen) place[product] = -1;
    return solveSymmetric(block, right, size) ? { partners: chosen, values: right.slice(0, size) } : null;
  };
}
