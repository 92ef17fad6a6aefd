import { cartTask } from "../held-out/cart-task";
import type { HeldOut } from "../held-out/hold-out";
import { isProvenGain } from "../held-out/paired-gain";
import { CART_RECIPES, cartEngines, type CartRecipe, DEFAULT_CART } from "./cart-engines";

export interface CartChoice {
  readonly recipe: CartRecipe;
  /** NDCG of every recipe on the held-out carts, parallel to `CART_RECIPES`; null where there is no cart. */
  readonly scores: readonly number[] | null;
}

/**
 * The recipe for a shop's carts by its own held-out carts: the best, where it beats the default by three standard
 * errors, paired basket by basket.
 */
export function chooseCart(heldOut: HeldOut): CartChoice {
  const engineOf = cartEngines(heldOut.training, heldOut.now);
  const measured = CART_RECIPES.map((recipe) => ({ recipe, measures: cartTask(engineOf(recipe), heldOut) }));
  const scores = measured.flatMap(({ measures }) => measures?.ndcg10 ?? []);
  if (scores.length < measured.length) return { recipe: DEFAULT_CART, scores: null };
  const best = scores.indexOf(Math.max(...scores));
  const isProven = isProvenGain(measured[best]!.measures!.ofBaskets, measured[0]!.measures!.ofBaskets);
  return { recipe: isProven ? CART_RECIPES[best]! : DEFAULT_CART, scores };
}
