import { Session } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Database } from "~/adapters/db/connect/client.server";
import type { StoredSession } from "~/adapters/db/shop/sessions.server";
import { deleteSessions, findSession, findSessionsOfShop, saveSession } from "~/adapters/db/shop/sessions.server";
import { withDirectory } from "~/adapters/db/connect/tenant.server";
import { openTokens, sealTokens } from "./sealed-tokens";
import type { TokenCipher } from "./token-cipher.server";

interface Vault {
  readonly db: Database;
  readonly cipher: TokenCipher;
}

/**
 * The library's session storage over the `session` table; tokens are sealed before they reach it.
 *
 * @param vault asked for at every use, because the library is configured before there is a database.
 */
export function sessionStorage(vault: () => Promise<Vault>): SessionStorage {
  return {
    async storeSession(session) {
      const { db, cipher } = await vault();
      await withDirectory(db, (tx) => saveSession(tx, toStored(session, cipher)));
      return true;
    },
    async loadSession(id) {
      const { db, cipher } = await vault();
      const stored = await findSession(db, id);
      return stored === null ? undefined : fromStored(stored, cipher);
    },
    async deleteSession(id) {
      const { db } = await vault();
      await deleteSessions(db, [id]);
      return true;
    },
    async deleteSessions(ids) {
      const { db } = await vault();
      await deleteSessions(db, ids);
      return true;
    },
    async findSessionsByShop(shop) {
      const { db, cipher } = await vault();
      return (await findSessionsOfShop(db, shop)).map((stored) => fromStored(stored, cipher));
    },
  };
}

function toStored(session: Session, cipher: TokenCipher): StoredSession {
  return {
    id: session.id,
    shop: session.shop,
    state: session.state,
    isOnline: session.isOnline,
    scope: session.scope ?? null,
    expires: session.expires ?? null,
    userId: session.onlineAccessInfo?.associated_user.id?.toString() ?? null,
    refreshTokenExpires: session.refreshTokenExpires ?? null,
    ...sealTokens(cipher, session.id, {
      accessToken: session.accessToken ?? "",
      refreshToken: session.refreshToken ?? null,
    }),
  };
}

function fromStored(stored: StoredSession, cipher: TokenCipher): Session {
  const { accessToken, refreshToken } = openTokens(cipher, stored);
  return new Session({
    id: stored.id,
    shop: stored.shop,
    state: stored.state,
    isOnline: stored.isOnline,
    scope: stored.scope ?? undefined,
    expires: stored.expires ?? undefined,
    accessToken,
    refreshToken: refreshToken ?? undefined,
    refreshTokenExpires: stored.refreshTokenExpires ?? undefined,
  });
}
