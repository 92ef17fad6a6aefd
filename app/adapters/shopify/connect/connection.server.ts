import type { Database } from "~/adapters/db/connect/client.server";
import { type AccessTokens, accessTokens } from "./access-tokens.server";
import type { AdminClient } from "./admin-client.server";
import { adminClient } from "./admin-client.server";
import type { TokenCipher } from "./token-cipher.server";
import { tokenCipher } from "./token-cipher.server";

/** How the app reaches Shopify for any shop it is installed in, with or without a merchant present. */
export interface ShopifyConnection {
  admin(domain: string): AdminClient;
  /** The access tokens of all shops. */
  readonly tokens: Pick<AccessTokens, "obtain">;
  /** What the session storage seals tokens with. */
  readonly cipher: TokenCipher;
}

interface Options {
  readonly db: Database;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** 32 bytes each: the first seals, all open. */
  readonly tokenKeys: readonly Buffer[];
  readonly now: () => number;
}

export function connectShopify({ db, apiKey, apiSecret, tokenKeys, now }: Options): ShopifyConnection {
  const cipher = tokenCipher(tokenKeys);
  const tokens = accessTokens({ db, cipher, apiKey, apiSecret, now });
  return { cipher, tokens, admin: (domain) => adminClient({ domain, tokens }) };
}
