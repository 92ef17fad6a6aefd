import type { TokenCipher } from "./token-cipher.server";

export interface Tokens {
  /** Empty when Shopify refused the last one and no new one has come. */
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** Both tokens of a session, bound to its id and to their own column. */
export function sealTokens(cipher: TokenCipher, sessionId: string, tokens: Tokens): Tokens {
  return {
    accessToken: cipher.seal(tokens.accessToken, `${sessionId} access`),
    refreshToken: tokens.refreshToken === null ? null : cipher.seal(tokens.refreshToken, `${sessionId} refresh`),
  };
}

export function openTokens(cipher: TokenCipher, session: Tokens & { readonly id: string }): Tokens {
  return {
    accessToken: cipher.open(session.accessToken, `${session.id} access`),
    refreshToken: session.refreshToken === null ? null : cipher.open(session.refreshToken, `${session.id} refresh`),
  };
}
