const LARGEST = 2n ** 63n - 1n;

/** Whether a text is an id as Shopify gives them out: digits of a positive number that the database can hold. */
export function isShopifyId(text: unknown): text is string {
  return typeof text === "string" && /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST;
}
