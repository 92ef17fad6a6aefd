/** What Shopify calls the online store's checkout. */
const ONLINE_STORE = "web";

/**
 * Whether an order or a checkout of this source went through the shop's own checkout (`metrics` 5.3).
 *
 * Every other source is left out, whatever it is called next: POS, whose carts have tokens too, completed drafts,
 * subscription renewals, marketplaces and other apps have no shopper who could have left at checkout.
 *
 * @param sourceName - Shopify's name of what made it; null where it names none.
 * @param checkoutSources - sources that sell through the shop's own checkout as well, by its settings.
 */
export function isOnlineStore(sourceName: string | null, checkoutSources: readonly string[]): boolean {
  return sourceName === null || sourceName === ONLINE_STORE || checkoutSources.includes(sourceName);
}
