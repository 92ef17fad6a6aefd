/**
 * Why Shopify did not do what was asked.
 *
 * - `needs_reauth`: the stored token is dead; only a merchant opening the app brings a new one.
 * - `unavailable`: Shopify is away, slow or throttling for longer than we waited; the same call may succeed later.
 * - `access_denied`: a scope or an approval is missing.
 * - `too_costly`: the query could cost more than Shopify allows at once; ask for less.
 * - `shop_closed`: the shop is frozen, locked or gone.
 * - `refused`: a mutation's own errors.
 * - `invalid`: Shopify does not understand the request or we do not understand the answer: a bug of one of us.
 */
export type ShopifyErrorCode =
  "needs_reauth" | "unavailable" | "access_denied" | "too_costly" | "shop_closed" | "refused" | "invalid";

export class ShopifyError extends Error {
  override readonly name = "ShopifyError";
  readonly code: ShopifyErrorCode;

  constructor(code: ShopifyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Whether the same call may succeed later without anyone doing anything. */
  get isRetryable(): boolean {
    return this.code === "unavailable";
  }
}
