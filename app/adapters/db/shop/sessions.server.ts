import type { Database } from "~/adapters/db/connect/client.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withDirectory } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";

/** A Shopify session as stored; both tokens are sealed. */
export interface StoredSession {
  readonly id: string;
  readonly shop: string;
  readonly state: string;
  readonly isOnline: boolean;
  readonly scope: string | null;
  readonly expires: Date | null;
  readonly accessToken: string;
  readonly userId: string | null;
  readonly refreshToken: string | null;
  readonly refreshTokenExpires: Date | null;
}

const COLUMNS = `id, shop, state, is_online AS "isOnline", scope, expires, access_token AS "accessToken",
  user_id AS "userId", refresh_token AS "refreshToken", refresh_token_expires AS "refreshTokenExpires"`;

/** Writes a session whole; of two writers at once the later one wins. */
export async function saveSession(tx: Pick<Tx, "query">, session: StoredSession): Promise<void> {
  await tx.query(
    `INSERT INTO session (id, shop, state, is_online, scope, expires, access_token, user_id, refresh_token, refresh_token_expires)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE SET shop = EXCLUDED.shop, state = EXCLUDED.state, is_online = EXCLUDED.is_online,
       scope = EXCLUDED.scope, expires = EXCLUDED.expires, access_token = EXCLUDED.access_token,
       user_id = EXCLUDED.user_id, refresh_token = EXCLUDED.refresh_token,
       refresh_token_expires = EXCLUDED.refresh_token_expires`,
    [
      session.id,
      session.shop,
      session.state,
      session.isOnline,
      session.scope,
      session.expires,
      session.accessToken,
      session.userId,
      session.refreshToken,
      session.refreshTokenExpires,
    ],
  );
}

export async function findSession(db: Database, id: string): Promise<StoredSession | null> {
  return withDirectory(db, async (tx) => {
    const { rows } = await tx.query<StoredSession>(`SELECT ${COLUMNS} FROM session WHERE id = $1`, [id]);
    return rows[0] ?? null;
  });
}

/** The session, held against every other writer until the transaction ends. */
export async function lockSession(tx: Tx, id: string): Promise<StoredSession | null> {
  const { rows } = await tx.query<StoredSession>(`SELECT ${COLUMNS} FROM session WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
}

/**
 * The same, made from `blank` when there is none: of two who claim a session that is not there yet, one waits until the
 * other has written it or given up.
 */
export async function claimSession(
  tx: Tx,
  blank: Pick<StoredSession, "id" | "shop" | "accessToken" | "refreshToken">,
): Promise<StoredSession> {
  await tx.query(
    `INSERT INTO session (id, shop, state, is_online, access_token, refresh_token) VALUES ($1, $2, '', false, $3, $4)
     ON CONFLICT (id) DO NOTHING`,
    [blank.id, blank.shop, blank.accessToken, blank.refreshToken],
  );
  const session = await lockSession(tx, blank.id);
  if (session === null) throw new DatabaseUnavailable("SESSION_GONE", new Error("the session was deleted meanwhile"));
  return session;
}

/** Puts a sealed nothing in the place of a token that Shopify refuses. */
export async function withdrawAccessToken(tx: Tx, id: string, sealedNothing: string): Promise<void> {
  await tx.query("UPDATE session SET access_token = $2 WHERE id = $1", [id, sealedNothing]);
}

export async function findSessionsOfShop(db: Database, shop: string): Promise<StoredSession[]> {
  return withDirectory(db, async (tx) => {
    const { rows } = await tx.query<StoredSession>(
      `SELECT ${COLUMNS} FROM session WHERE shop = $1 ORDER BY expires DESC NULLS FIRST LIMIT 25`,
      [shop],
    );
    return rows;
  });
}

export async function deleteSessions(db: Database, ids: readonly string[]): Promise<void> {
  await withDirectory(db, (tx) => tx.query("DELETE FROM session WHERE id = ANY($1)", [ids]));
}

export async function deleteSessionsOfShop(tx: Tx, shop: string): Promise<void> {
  await tx.query("DELETE FROM session WHERE shop = $1", [shop]);
}
