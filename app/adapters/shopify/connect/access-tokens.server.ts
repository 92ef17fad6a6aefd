import { z } from "zod";
import type { Database } from "~/adapters/db/connect/client.server";
import type { StoredSession } from "~/adapters/db/shop/sessions.server";
import {
  claimSession,
  findSession,
  lockSession,
  saveSession,
  withdrawAccessToken,
} from "~/adapters/db/shop/sessions.server";
import { markNeedsReauth } from "~/adapters/db/shop/shops.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withDirectory } from "~/adapters/db/connect/tenant.server";
import { singleFlight } from "~/process/single-flight";
import { openTokens, sealTokens, type Tokens } from "./sealed-tokens";
import { isShopDomain } from "./shop-domain";
import { ShopifyError } from "./shopify-error";
import type { TokenCipher } from "./token-cipher.server";

/** The access token of a shop: got when a merchant opens the app, then read from the stored session, refreshed in time. */
export interface AccessTokens {
  /**
   * Sees to it that a token that works is stored, exchanged for a verified session token when there is none; one exchange
   * a shop at a time, however many ask.
   *
   * @returns whether a new one was got; `session_token_refused` when Shopify does not take this session token.
   * @throws {ShopifyError} when Shopify is away or refuses the shop or the app.
   */
  obtain(domain: string, sessionToken: string): Promise<"kept" | "new" | "session_token_refused">;
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
  readonly now: () => number;
}

/** A token this close to its end is refreshed before use, like the library does. */
const REFRESH_BEFORE_MS = 5 * 60_000;
const REFRESH_TIMEOUT_MS = 10_000;
/** Shopify's access tokens live an hour; used when an answer does not say. */
const DEFAULT_LIFETIME_SECONDS = 3600;

/** A second more than the library keeps, which would otherwise exchange by itself in that second. */
const OBTAIN_BEFORE_MS = REFRESH_BEFORE_MS + 1_000;

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  scope: z.string().optional(),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});

export function accessTokens({ db, cipher, apiKey, apiSecret, now }: Options): AccessTokens {
  // Callers of one process share one call to Shopify; the row lock orders processes.
  const refreshOnce = singleFlight<string>();
  const obtainOnce = singleFlight<"new" | "kept" | "session_token_refused">();

  async function stored(domain: string) {
    const session = await findSession(db, sessionId(domain));
    return session === null ? null : { ...session, ...openTokens(cipher, session) };
  }

  const isFresh = (expires: Date | null, marginMs: number) => expires === null || expires.getTime() - now() > marginMs;

  async function dead(domain: string, why: string): Promise<never> {
    await withDirectory(db, async (tx) => {
      await markNeedsReauth(tx, domain);
      // Else the next visit of a merchant would find a token that looks good for up to an hour.
      await withdrawAccessToken(tx, sessionId(domain), sealTokens(cipher, sessionId(domain), NOTHING).accessToken);
    });
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

      const answer = await requestToken(domain, { grant_type: "refresh_token", refresh_token: refreshToken });
      if ("refused" in answer) return { died: "its refresh token was refused" };
      return { token: await store(tx, session, answer) };
    });
    return outcome.token ?? dead(domain, outcome.died);
  }

  /** Writes what Shopify has given; a refresh may leave out what stays as it was. */
  async function store(tx: Tx, session: StoredSession, answer: z.infer<typeof TokenAnswer>): Promise<string> {
    const at = now();
    const accessToken = answer.access_token;
    const refreshToken = answer.refresh_token ?? openTokens(cipher, session).refreshToken;
    await saveSession(tx, {
      ...session,
      ...sealTokens(cipher, session.id, { accessToken, refreshToken }),
      scope: answer.scope ?? session.scope,
      expires: new Date(at + (answer.expires_in ?? DEFAULT_LIFETIME_SECONDS) * 1000),
      refreshTokenExpires:
        answer.refresh_token_expires_in === undefined
          ? session.refreshTokenExpires
          : new Date(at + answer.refresh_token_expires_in * 1000),
    });
    return accessToken;
  }

  async function exchange(domain: string, sessionToken: string): Promise<"new" | "kept" | "session_token_refused"> {
    const id = sessionId(domain);
    const blank = { id, shop: domain, ...sealTokens(cipher, id, NOTHING) };
    return withDirectory(db, async (tx) => {
      await tx.query("SET LOCAL lock_timeout = '15s'");
      const session = await claimSession(tx, blank);
      if (openTokens(cipher, session).accessToken !== "" && isFresh(session.expires, OBTAIN_BEFORE_MS)) return "kept";
      const answer = await requestToken(domain, {
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: sessionToken,
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
        expiring: "1",
      });
      if (!("refused" in answer)) {
        await store(tx, session, answer);
        return "new";
      }
      // An unknown shop, or a session token that has just run out.
      if (answer.refused === 404 || answer.error === "invalid_subject_token") return "session_token_refused";
      const code = [402, 403].includes(answer.refused) ? "shop_closed" : "refused";
      throw new ShopifyError(code, `Shopify refused a token exchange for ${domain} with ${answer.refused}.`);
    });
  }

  /** One call of the token endpoint; an answer that says no is data, one that says "later" an error. */
  async function requestToken(
    domain: string,
    grant: Readonly<Record<string, string>>,
  ): Promise<z.infer<typeof TokenAnswer> | { readonly refused: number; readonly error: string | undefined }> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`https://${domain}/admin/oauth/access_token`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ client_id: apiKey, client_secret: apiSecret, ...grant }),
        redirect: "error",
        signal: AbortSignal.timeout(REFRESH_TIMEOUT_MS),
      });
      text = await response.text();
    } catch (error) {
      throw new ShopifyError("unavailable", `Shopify did not answer for a token of ${domain}.`, { cause: error });
    }
    const body = parseJson(text);
    if (response.status >= 400 && response.status < 500 && ![408, 423, 429].includes(response.status)) {
      return { refused: response.status, error: RefusalAnswer.safeParse(body).data?.error };
    }
    const answer = response.ok ? TokenAnswer.safeParse(body) : null;
    if (answer?.success) return answer.data;
    throw new ShopifyError("unavailable", `Shopify answered ${response.status} for a token of ${domain}.`);
  }

  return {
    async obtain(domain, sessionToken) {
      if (!isShopDomain(domain)) throw new RangeError(`not a shop domain: ${JSON.stringify(domain)}`);
      const session = await stored(domain);
      if (session !== null && session.accessToken !== "" && isFresh(session.expires, OBTAIN_BEFORE_MS)) return "kept";
      return obtainOnce(domain, () => exchange(domain, sessionToken));
    },
    async current(domain) {
      if (!isShopDomain(domain)) throw new RangeError(`not a shop domain: ${JSON.stringify(domain)}`);
      const session = await stored(domain);
      if (session === null || session.accessToken === "") return dead(domain, "the app has none");
      if (isFresh(session.expires, REFRESH_BEFORE_MS)) return session.accessToken;
      if (session.refreshToken === null && isFresh(session.expires, 0)) return session.accessToken;
      try {
        return await refreshOnce(domain, () =>
          refresh(domain, (_token, expires) => isFresh(expires, REFRESH_BEFORE_MS)),
        );
      } catch (error) {
        // The old token may still have minutes to live, in which the token endpoint may come back.
        if (error instanceof ShopifyError && error.isRetryable && isFresh(session.expires, 0))
          return session.accessToken;
        throw error;
      }
    },
    insteadOf(domain, refused) {
      return refreshOnce(`${domain} ${refused}`, () => refresh(domain, (token) => token !== refused));
    },
    refused: (domain) => dead(domain, "it answers 401 to a new one too"),
  };
}

const NOTHING: Tokens = { accessToken: "", refreshToken: null };

const RefusalAnswer = z.object({ error: z.string() });

const sessionId = (domain: string) => `offline_${domain}`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
