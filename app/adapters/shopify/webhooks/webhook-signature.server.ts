import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether `signature` is Shopify's over exactly these bytes, by any of the app's secrets (two while one is rotated). */
export function isSignedByShopify(body: Buffer, signature: string | null, secrets: readonly string[]): boolean {
  if (signature === null) return false;
  const given = Buffer.from(signature);
  // Every secret is tried, so that the time taken does not tell which one fits.
  return secrets
    .map((secret) => Buffer.from(createHmac("sha256", secret).update(body).digest("base64")))
    .map((expected) => expected.length === given.length && timingSafeEqual(expected, given))
    .includes(true);
}
