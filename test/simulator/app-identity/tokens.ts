import { randomBytes } from "node:crypto";
import { SignJWT, jwtVerify } from "jose";
import { z } from "zod";
import type { Clock } from "../time/clock";
import type { Database } from "../store/database";
import type { EpochMs, Id } from "../store/records/values";
import type { ShopRecord } from "../store/records/shop";

const ACCESS_SECONDS = 3600;
const ONLINE_SECONDS = 86_399;
const REFRESH_SECONDS = 90 * 86_400;
/** How long a replaced refresh token keeps working while its replacement is unused. */
const REPLACED_REFRESH_MS = 30 * 86_400_000;
const SESSION_SECONDS = 60;

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface AccessToken {
  readonly shopId: Id;
  readonly scopes: readonly string[];
}

export interface SessionTokenOptions {
  readonly userId?: number;
  /** Seconds the token lives; negative for one that is expired already. */
  readonly lifetimeSeconds?: number;
  /** For tokens of another app, or another secret. */
  readonly audience?: string;
  readonly secret?: string;
}

export interface Tokens {
  /** What App Bridge hands to the app's frame: a JWT that lives a minute. */
  sessionToken(shop: ShopRecord, options?: SessionTokenOptions): Promise<string>;
  /** `POST /admin/oauth/access_token`: token exchange and refresh. */
  answer(shop: ShopRecord, body: unknown): Promise<TokenAnswer>;
  /** `undefined` for a wrong, expired or withdrawn token. */
  find(accessToken: string): AccessToken | undefined;
  /** Every access token of the shop expires now; refresh tokens live on. */
  expireAccess(shopId: Id): void;
  /** Access and refresh tokens die, as when the merchant's session is revoked. */
  revoke(shopId: Id): void;
}

interface TokenSettings {
  readonly database: Database;
  readonly clock: Clock;
  readonly apiKey: string;
  readonly apiSecret: string;
}

const requestBody = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  expiring: z.union([z.string(), z.number()]).optional(),
  refresh_token: z.string().optional(),
});

const refusal = (error: string, description: string): TokenAnswer => ({
  status: 400,
  body: { error, error_description: description },
});

export function tokens({ database, clock, apiKey, apiSecret }: TokenSettings): Tokens {
  const secretBytes = (secret: string) => new TextEncoder().encode(secret);

  function issue(shop: ShopRecord, replaces: string | null): TokenAnswer {
    const accessToken = `shpat_${randomBytes(16).toString("hex")}`;
    const refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
    const now = clock();
    database.transaction(() => {
      saveAccess(accessToken, shop, false, now + ACCESS_SECONDS * 1000);
      database.run(
        "INSERT INTO refresh_token (token, shop_id, expires_at, replaced_at, replaces) VALUES (?, ?, ?, NULL, ?)",
        refreshToken,
        shop.id,
        now + REFRESH_SECONDS * 1000,
        replaces,
      );
      if (replaces !== null) {
        database.run("UPDATE refresh_token SET replaced_at = coalesce(replaced_at, ?) WHERE token = ?", now, replaces);
      }
    });
    return {
      status: 200,
      body: {
        access_token: accessToken,
        scope: shop.scopes.join(","),
        expires_in: ACCESS_SECONDS,
        refresh_token: refreshToken,
        refresh_token_expires_in: REFRESH_SECONDS,
      },
    };
  }

  function saveAccess(token: string, shop: ShopRecord, isOnline: boolean, expiresAt: EpochMs): void {
    database.run(
      "INSERT INTO access_token (token, shop_id, is_online, scopes, expires_at) VALUES (?, ?, ?, ?, ?)",
      token,
      shop.id,
      isOnline ? 1 : 0,
      shop.scopes.join(","),
      expiresAt,
    );
  }

  function issueOnline(shop: ShopRecord, userId: number): TokenAnswer {
    const accessToken = `shpat_${randomBytes(16).toString("hex")}`;
    saveAccess(accessToken, shop, true, clock() + ONLINE_SECONDS * 1000);
    const scope = shop.scopes.join(",");
    return {
      status: 200,
      body: {
        access_token: accessToken,
        scope,
        expires_in: ONLINE_SECONDS,
        associated_user_scope: scope,
        associated_user: {
          id: userId,
          first_name: "Sam",
          last_name: "Merchant",
          email: `owner@${shop.domain}`,
          account_owner: true,
          locale: "en",
          collaborator: false,
          email_verified: true,
        },
      },
    };
  }

  /** The user of a good token; `undefined` otherwise. */
  async function subjectOf(token: string, shop: ShopRecord): Promise<number | undefined> {
    try {
      const { payload } = await jwtVerify(token, secretBytes(apiSecret), {
        algorithms: ["HS256"],
        audience: apiKey,
        issuer: `https://${shop.domain}/admin`,
        currentDate: new Date(clock()),
        clockTolerance: 10,
      });
      return payload["dest"] === `https://${shop.domain}` ? Number(payload.sub) : undefined;
    } catch {
      // Whatever is wrong with it, Shopify's answer is the same.
      return undefined;
    }
  }

  function refresh(shop: ShopRecord, token: string | undefined): TokenAnswer {
    const dead = refusal("invalid_request", "This request requires an active refresh_token");
    const row = database.get("SELECT * FROM refresh_token WHERE token = ? AND shop_id = ?", token ?? "", shop.id);
    if (row === undefined || token === undefined || Number(row["expires_at"]) <= clock()) return dead;
    const replacedAt = row["replaced_at"];
    if (replacedAt !== null && replacedAt !== undefined) {
      const isReplacementUsed =
        database.get("SELECT 1 FROM refresh_token WHERE replaces = ? AND replaced_at IS NOT NULL", token) !== undefined;
      if (isReplacementUsed || clock() - Number(replacedAt) > REPLACED_REFRESH_MS) return dead;
    }
    return issue(shop, token);
  }

  return {
    async sessionToken(shop, options = {}) {
      if (shop.installedAt === null)
        throw new RangeError(`the app is not installed in ${shop.domain}: call install() first`);
      const seconds = Math.floor(clock() / 1000);
      return new SignJWT({ dest: `https://${shop.domain}`, sid: randomBytes(16).toString("hex") })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(`https://${shop.domain}/admin`)
        .setAudience(options.audience ?? apiKey)
        .setSubject(String(options.userId ?? 90_000_001))
        .setIssuedAt(seconds)
        .setNotBefore(seconds)
        .setExpirationTime(seconds + (options.lifetimeSeconds ?? SESSION_SECONDS))
        .setJti(randomBytes(16).toString("hex"))
        .sign(secretBytes(options.secret ?? apiSecret));
    },

    async answer(shop, body) {
      const parsed = requestBody.safeParse(body);
      if (!parsed.success) return refusal("invalid_request", "Missing or invalid parameters");
      const request = parsed.data;
      if (request.client_id !== apiKey || request.client_secret !== apiSecret) {
        return { status: 401, body: { error: "invalid_client", error_description: "Client authentication failed" } };
      }
      if (request.grant_type === "refresh_token") {
        return shop.installedAt === null
          ? refusal("invalid_request", "This request requires an active refresh_token")
          : refresh(shop, request.refresh_token);
      }
      if (request.grant_type !== EXCHANGE)
        return refusal("unsupported_grant_type", `${request.grant_type} is not supported`);
      if (request.subject_token_type !== ID_TOKEN)
        return refusal("invalid_request", "subject_token_type must be an id_token");
      const user = await subjectOf(request.subject_token ?? "", shop);
      if (user === undefined || shop.installedAt === null) {
        return refusal("invalid_subject_token", "The subject token is invalid or expired");
      }
      if (request.requested_token_type === ONLINE) return issueOnline(shop, user);
      if (request.requested_token_type !== OFFLINE)
        return refusal("invalid_request", "requested_token_type is not supported");
      // New public apps get no token that never expires.
      if (String(request.expiring) !== "1")
        return refusal("invalid_request", "Non-expiring offline tokens are not allowed for this app");
      return issue(shop, null);
    },

    find(accessToken) {
      const row = database.get("SELECT * FROM access_token WHERE token = ?", accessToken);
      if (row === undefined || Number(row["expires_at"]) <= clock()) return undefined;
      return { shopId: Number(row["shop_id"]), scopes: String(row["scopes"]).split(",").filter(Boolean) };
    },
    expireAccess(shopId) {
      database.run("UPDATE access_token SET expires_at = ? WHERE shop_id = ?", clock(), shopId);
    },
    revoke(shopId) {
      database.run("DELETE FROM access_token WHERE shop_id = ?", shopId);
      database.run("DELETE FROM refresh_token WHERE shop_id = ?", shopId);
    },
  };
}
