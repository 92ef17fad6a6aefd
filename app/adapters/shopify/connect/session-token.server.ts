import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { isShopDomain } from "./shop-domain";

/** Clocks of the two sides may differ by so much. */
const SKEW_SECONDS = 10;
/** Shopify's tokens live a minute; one that claims more than this was not made by it. */
const MAX_LIFETIME_SECONDS = 600;

const seconds = z.number().int().positive();

const Header = z.object({ alg: z.literal("HS256") });

const Claims = z.object({
  iss: z.string(),
  dest: z.string().startsWith("https://"),
  aud: z.string(),
  exp: seconds,
  nbf: seconds,
  iat: seconds,
});

interface Options {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * The shop a session token speaks for, such as `my-shop.myshopify.com`; null when anything about the token does not
 * hold. Shopify's library checks the signature, the audience and those times that are there; who issued the token, for
 * which shop and for how long it leaves to the app.
 */
export function shopOfSessionToken(token: string, { apiKey, apiSecret, now }: Options): string | null {
  const [header, payload, signature, ...rest] = token.split(".");
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return null;
  if (!isSigned(`${header}.${payload}`, signature, apiSecret) || !Header.safeParse(decoded(header)).success)
    return null;
  const { success, data: claims } = Claims.safeParse(decoded(payload));
  if (!success || claims.aud !== apiKey) return null;

  const shop = claims.dest.slice("https://".length);
  if (!isShopDomain(shop) || claims.iss !== `https://${shop}/admin`) return null;

  const { exp, nbf, iat } = claims;
  const at = now / 1000;
  const hasBegun = Math.max(nbf, iat) <= at + SKEW_SECONDS;
  const lifetime = exp - Math.min(nbf, iat);
  return hasBegun && exp > at - SKEW_SECONDS && lifetime > 0 && lifetime <= MAX_LIFETIME_SECONDS ? shop : null;
}

function isSigned(text: string, signature: string, secret: string): boolean {
  const expected = Buffer.from(createHmac("sha256", secret).update(text).digest("base64url"));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

/** The token of a request as the library finds it: in the header, else in the address of a document. */
export function sessionTokenOf(request: Request): string | null {
  const header = request.headers.get("authorization");
  return header ? header.replace("Bearer ", "") : new URL(request.url).searchParams.get("id_token");
}

/** The same request with a token that no one could take for a good one: the library's answer to it is the right one. */
export function withRefusedToken({ url, method, headers }: Request): Request {
  const refused = new URL(url);
  const others = new Headers(headers);
  if (others.has("authorization")) others.set("authorization", "Bearer refused");
  else refused.searchParams.set("id_token", "refused");
  return new Request(refused, { method, headers: others });
}
