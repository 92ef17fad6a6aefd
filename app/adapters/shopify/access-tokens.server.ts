import { z } from "zod";
import type { Database } from "../db/client.server";
import { findSession, lockSession, saveSession } from "../db/sessions.server";
import { markNeedsReauth } from "../db/shops.server";
import { withDirectory } from "../db/tenant.server";
import { openTokens, sealTokens } from "./sealed-tokens";
import { isShopDomain } from "./shop-domain";
import { ShopifyError } from "./shopify-error";
import type { TokenCipher } from "./token-cipher.server";

/** The access token of a shop for work without a merchant present: read from the stored session, refreshed in time. */
export interface AccessTokens {
  /** @throws {ShopifyError} `needs_reauth` when there is no usable token, `unavailable` when a refresh must wait. */
  current(domain: string): Promise<string>;
  /** A token other than `refused`, which Shopify has just answered with 401. */
  insteadOf(domain: string, refused: string): Promise<string>;
  /** Even a new token was answered with 401: gives up until a merchant opens the app. */
  refused(domain: string): Promise<never>;
}

interface Options {
  readonly db: Database;
  readonly cipher: TokenCipher;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly now?: () => number;
}

/** A token this close to its end is refreshed before use, like the library does. */
const REFRESH_BEFORE_MS = 5 * 60_000;
const REFRESH_TIMEOUT_MS = 10_000;
/** Shopify's access tokens live an hour; used when an answer does not say. */
const DEFAULT_LIFETIME_SECONDS = 3600;

const RefreshAnswer = z.object({
  access_token: z.string().min(1),
  scope: z.string().optional(),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});

export function accessTokens({ db, cipher, apiKey, apiSecret, now = Date.now }: Options): AccessTokens {
  // Callers of one process share one refresh; the row lock orders processes.
  const refreshing = new Map<string, Promise<string>>();

  async function stored(domain: string) {
    const session = await findSession(db, sessionId(domain));
    return session === null ? null : { ...session, ...openTokens(cipher, session) };
  }

  const isFresh = (expires: Date | null, marginMs: number) => expires === null || expires.getTime() - now() > marginMs;

  async function dead(domain: string, why: string): Promise<never> {
    await markNeedsReauth(db, domain);
    throw new ShopifyError("needs_reauth", `Shopify no longer accepts the stored token of ${domain}: ${why}.`);
  }

  /** Exactly one refresh a shop at a time: whoever waited for the lock finds the new token and uses it. */
  async function refresh(domain: string, isUsable: (token: string, expires: Date | null) => boolean): Promise<string> {
    const outcome = await withDirectory(db, async (tx) => {
      await tx.query("SET LOCAL lock_timeout = '15s'");
      const session = await lockSession(tx, sessionId(domain));
      if (session === null) return { died: "the app has none" };
      const { accessToken, refreshToken } = openTokens(cipher, session);
      if (accessToken !== "" && isUsable(accessToken, session.expires)) return { token: accessToken };
      if (refreshToken === null) return { died: "it was refused and cannot be refreshed" };

      const answer = await requestRefresh(domain, refreshToken);
      if (answer === "refused") return { died: "its refresh token was refused" };
      const at = now();
      const tokens = { accessToken: answer.access_token, refreshToken: answer.refresh_token ?? refreshToken };
      await saveSession(tx, {
        ...session,
        ...sealTokens(cipher, session.id, tokens),
        scope: answer.scope ?? session.scope,
        expires: new Date(at + (answer.expires_in ?? DEFAULT_LIFETIME_SECONDS) * 1000),
        refreshTokenExpires:
          answer.refresh_token_expires_in === undefined
            ? session.refreshTokenExpires
            : new Date(at + answer.refresh_token_expires_in * 1000),
      });
      return { token: tokens.accessToken };
    });
    return outcome.token ?? dead(domain, outcome.died);
  }

  function refreshOnce(
    domain: string,
    key: string,
    isUsable: (token: string, expires: Date | null) => boolean,
  ): Promise<string> {
    const running = refreshing.get(key);
    if (running !== undefined) return running;
    const started = refresh(domain, isUsable).finally(() => refreshing.delete(key));
    refreshing.set(key, started);
    return started;
  }

  async function requestRefresh(
    domain: string,
    refreshToken: string,
  ): Promise<z.infer<typeof RefreshAnswer> | "refused"> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`https://${domain}/admin/oauth/access_token`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({
          client_id: apiKey,
          client_secret: apiSecret,
          grant_type: "refresh_token",
          refresh_token: refreshToken,
        }),
        redirect: "error",
        signal: AbortSignal.timeout(REFRESH_TIMEOUT_MS),
      });
      text = await response.text();
    } catch (error) {
      throw new ShopifyError("unavailable", `Shopify did not answer a token refresh for ${domain}.`, { cause: error });
    }
    if (response.status >= 400 && response.status < 500 && ![408, 423, 429].includes(response.status)) return "refused";
    const answer = response.ok ? RefreshAnswer.safeParse(parseJson(text)) : null;
    if (answer?.success) return answer.data;
    throw new ShopifyError("unavailable", `Shopify answered a token refresh for ${domain} with ${response.status}.`);
  }

  return {
    async current(domain) {
      if (!isShopDomain(domain)) throw new RangeError(`not a shop domain: ${JSON.stringify(domain)}`);
      const session = await stored(domain);
      if (session === null || session.accessToken === "") return dead(domain, "the app has none");
      if (isFresh(session.expires, REFRESH_BEFORE_MS)) return session.accessToken;
      if (session.refreshToken === null && isFresh(session.expires, 0)) return session.accessToken;
      try {
        return await refreshOnce(domain, domain, (_token, expires) => isFresh(expires, REFRESH_BEFORE_MS));
      } catch (error) {
        // The old token may still have minutes to live, in which the token endpoint may come back.
        if (error instanceof ShopifyError && error.isRetryable && isFresh(session.expires, 0))
          return session.accessToken;
        throw error;
      }
    },
    insteadOf(domain, refused) {
      return refreshOnce(domain, `${domain} ${refused}`, (token) => token !== refused);
    },
    refused: (domain) => dead(domain, "it answers 401 to a new one too"),
  };
}

const sessionId = (domain: string) => `offline_${domain}`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
