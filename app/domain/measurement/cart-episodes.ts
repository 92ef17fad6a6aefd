import { DAY_MS, type EpochMs } from "~/domain/time/shop-time";
import type { Completing } from "./completions";
import { CHECKOUT_DEPTH } from "./funnel";
import type { StorefrontEvent } from "./storefront-event";

/** A cart that nobody touched for so long was left. */
export const CART_IDLE_MS = DAY_MS;

/** A cart of one client, whatever the session, from its first add until it was bought or left. */
export interface CartEpisode {
  readonly clientId: string;
  readonly startedAt: EpochMs;
  /** The last time the cart or its checkout was touched. */
  readonly lastActivityAt: EpochMs;
  readonly isBought: boolean;
}

/** The carts of one client, first to last. @param events - of one client, in order, without repetitions. */
export function cartEpisodesOf(events: readonly StorefrontEvent[], completing: Completing): CartEpisode[] {
  const episodes: CartEpisode[] = [];
  let open: CartEpisode | null = null;
  const close = () => {
    if (open !== null) episodes.push(open);
    open = null;
  };
  for (const event of events) {
    if (!touchesCart(event, completing)) continue;
    if (open !== null && isIdle(open, event.at)) close();
    if (open !== null) open = { ...(open as CartEpisode), lastActivityAt: event.at };
    else if (event.name === "product_added_to_cart") {
      open = { clientId: event.clientId, startedAt: event.at, lastActivityAt: event.at, isBought: false };
    }
    if (open !== null && event.name === "checkout_completed") {
      open = { ...(open as CartEpisode), isBought: true };
      close();
    }
  }
  close();
  return episodes;
}

/** How a cart stands at a moment. */
export type CartState = "bought" | "abandoned" | "open";

export function cartStateAt(episode: CartEpisode, asOf: EpochMs): CartState {
  if (episode.isBought) return "bought";
  return isIdle(episode, asOf) ? "abandoned" : "open";
}

function isIdle({ lastActivityAt }: CartEpisode, at: EpochMs): boolean {
  return at - lastActivityAt >= CART_IDLE_MS;
}

const CART_EVENTS = new Set(["product_added_to_cart", "product_removed_from_cart", "cart_viewed"]);

function touchesCart({ name, id }: StorefrontEvent, completing: Completing): boolean {
  if (name === "checkout_completed") return completing.has(id);
  return CART_EVENTS.has(name) || CHECKOUT_DEPTH[name] !== undefined;
}
