const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** Whether a text is the permanent domain of a shop, the only kind of host the app sends its secrets to. */
export function isShopDomain(text: string): boolean {
  return text.length <= 255 && SHOP_DOMAIN.test(text);
}
