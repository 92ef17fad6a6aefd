import { DAY_MS } from "~/domain/time/shop-time";
import type { BasketLog } from "../basket-log";
import { chooseItemSettings, DEFAULT_ITEM_SETTINGS, type ItemSettings } from "../blend/item-blend";
import { type CartRecipe, DEFAULT_CART } from "../cart/cart-engines";
import { chooseCart } from "../cart/choose-cart";
import { basketsOfSeveral, type HeldOut, holdOutSample, windowsEnd } from "../held-out/hold-out";
import { similarProducts } from "../similar-products";
import type { CatalogueProduct } from "./catalogue-product";

/** How a shop's lists are ranked. */
export interface ShopSettings {
  readonly item: ItemSettings;
  readonly cart: CartRecipe;
}

/** What a shop uses whose own purchases say too little. */
export const DEFAULT_SETTINGS: ShopSettings = { item: DEFAULT_ITEM_SETTINGS, cart: DEFAULT_CART };

/** Windows that are tried, the shortest first; the longest is taken where none has enough. */
const WINDOW_DAYS = [28, 56, 84];
const ENOUGH_BASKETS = 500;
/** More take longer and change little. */
const MOST_BASKETS = 2500;

/**
 * Chooses a shop's settings on its own last weeks: what was known before them is ranked in many ways, and what was then
 * bought decides. Takes minutes for a shop of a million orders.
 */
export function chooseSettings(catalogue: readonly CatalogueProduct[], log: BasketLog): ShopSettings {
  return { item: chooseForPages(catalogue, log), cart: chooseForCarts(log) };
}

/** The half of the choice that is about product pages. */
export function chooseForPages(catalogue: readonly CatalogueProduct[], log: BasketLog): ItemSettings {
  return chooseItemSettings(lastWeeks(log), similarProducts(catalogue.map(({ description }) => description)));
}

/** The half of the choice that is about carts. */
export function chooseForCarts(log: BasketLog): CartRecipe {
  return chooseCart(lastWeeks(log)).recipe;
}

/** Baskets of two products and more of the last weeks, evenly over them. */
export function lastWeeks(log: BasketLog): HeldOut {
  const end = windowsEnd(log);
  for (const days of WINDOW_DAYS) {
    const now = end - days * DAY_MS;
    const several = basketsOfSeveral(log, now);
    if (several.length < ENOUGH_BASKETS && days !== WINDOW_DAYS.at(-1)) continue;
    return holdOutSample(log, now, several, MOST_BASKETS);
  }
  throw new RangeError("no window to try");
}
