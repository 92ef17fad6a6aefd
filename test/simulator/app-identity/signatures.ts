import { createHmac } from "node:crypto";

/** `X-Shopify-Hmac-Sha256`: base64 over the raw body. */
export function webhookSignature(body: string | Uint8Array, apiSecret: string): string {
  return createHmac("sha256", apiSecret).update(body).digest("base64");
}

/**
 * Signs a request of the app proxy: hex over the sorted `key=value` pairs without separators, repeated keys joined
 * by commas. A former signature is replaced.
 */
export function signProxyRequest(url: URL, apiSecret: string): URL {
  const signed = new URL(url);
  signed.searchParams.delete("signature");
  const names = [...new Set(signed.searchParams.keys())].sort();
  const message = names.map((name) => `${name}=${signed.searchParams.getAll(name).join(",")}`).join("");
  signed.searchParams.set("signature", createHmac("sha256", apiSecret).update(message).digest("hex"));
  return signed;
}
