import { createHmac, timingSafeEqual } from "node:crypto";
import { isShopifyId } from "~/domain/shopify-id";
import { isShopDomain } from "./shop-domain";

/** Who asks through the app proxy, on Shopify's word. */
export interface ProxyCaller {
  readonly shopDomain: string;
  /** The customer who is logged in; null when nobody is. */
  readonly customerId: string | null;
}

/** A request that was signed longer ago is a copy of one. */
const MOST_AGE_SECONDS = 90;
/** What Shopify adds once; a second one is a shopper's own. */
const SINGLE = ["shop", "timestamp", "signature", "logged_in_customer_id"];

/**
 * Reads a request that Shopify passed on from a storefront.
 *
 * @param secrets - the app's; two while one is rotated.
 * @returns null when the signature is not Shopify's, or old.
 */
export function proxyCaller(
  parameters: URLSearchParams,
  secrets: readonly string[],
  nowMs: number,
): ProxyCaller | null {
  if (SINGLE.some((name) => parameters.getAll(name).length !== 1)) return null;
  const age = Math.abs(nowMs / 1000 - Number(parameters.get("timestamp")));
  if (!isSigned(parameters, secrets) || !(age <= MOST_AGE_SECONDS)) return null;
  const shopDomain = parameters.get("shop")!;
  const customer = parameters.get("logged_in_customer_id")!;
  if (!isShopDomain(shopDomain) || !(customer === "" || isShopifyId(customer))) return null;
  return { shopDomain, customerId: customer === "" ? null : customer };
}

/** Shopify signs the sorted pairs without anything between them, values of one name joined by commas. */
function isSigned(parameters: URLSearchParams, secrets: readonly string[]): boolean {
  const names = [...new Set(parameters.keys())].filter((name) => name !== "signature").sort();
  const message = names.map((name) => `${name}=${parameters.getAll(name).join(",")}`).join("");
  const given = Buffer.from(parameters.get("signature")!);
  return secrets
    .map((secret) => Buffer.from(createHmac("sha256", secret).update(message).digest("hex")))
    .map((expected) => expected.length === given.length && timingSafeEqual(expected, given))
    .includes(true);
}
