import type { Session } from "@prisma/client";
import type { Database } from "~/adapters/db/connect/client.server";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
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

const storedSession = (row: Session): StoredSession => ({ ...row, userId: row.userId?.toString() ?? null });

/** Writes a session whole; of two writers at once the later one wins. */
export async function saveSession(tx: Tx, session: StoredSession): Promise<void> {
  const { id, ...rest } = session;
  const row = { ...rest, userId: session.userId === null ? null : BigInt(session.userId) };
  await withPrisma(tx, (prisma) =>
    prisma.session.upsert({ where: { id }, create: { id, ...row }, update: row, select: { id: true } }),
  );
}

export async function findSession(db: Database, id: string): Promise<StoredSession | null> {
  return withDirectory(db, (tx) => readSession(tx, id));
}

async function readSession(tx: Tx, id: string): Promise<StoredSession | null> {
  const row = await withPrisma(tx, (prisma) => prisma.session.findUnique({ where: { id } }));
  return row && storedSession(row);
}

/** The session, held against every other writer until the transaction ends. */
export async function lockSession(tx: Tx, id: string): Promise<StoredSession | null> {
  await tx.query("SELECT FROM session WHERE id = $1 FOR UPDATE", [id]);
  return readSession(tx, id);
}

/**
 * The same, made from `blank` when there is none: of two who claim a session that is not there yet, one waits until the
 * other has written it or given up.
 */
export async function claimSession(
  tx: Tx,
  blank: Pick<StoredSession, "id" | "shop" | "accessToken" | "refreshToken">,
): Promise<StoredSession> {
  await withPrisma(tx, (prisma) =>
    prisma.session.createMany({ data: { ...blank, state: "", isOnline: false }, skipDuplicates: true }),
  );
  const session = await lockSession(tx, blank.id);
  if (session === null) throw new DatabaseUnavailable("SESSION_GONE", new Error("the session was deleted meanwhile"));
  return session;
}

/** Puts a sealed nothing in the place of a token that Shopify refuses. */
export async function withdrawAccessToken(tx: Tx, id: string, sealedNothing: string): Promise<void> {
  await withPrisma(tx, (prisma) => prisma.session.updateMany({ where: { id }, data: { accessToken: sealedNothing } }));
}

const MOST_SESSIONS = 25;

export async function findSessionsOfShop(db: Database, shop: string): Promise<StoredSession[]> {
  const rows = await withDirectory(db, (tx) =>
    withPrisma(tx, (prisma) =>
      prisma.session.findMany({
        where: { shop },
        orderBy: { expires: { sort: "desc", nulls: "first" } },
        take: MOST_SESSIONS,
      }),
    ),
  );
  return rows.map(storedSession);
}

export async function deleteSessions(db: Database, ids: readonly string[]): Promise<void> {
  await withDirectory(db, (tx) =>
    withPrisma(tx, (prisma) => prisma.session.deleteMany({ where: { id: { in: [...ids] } } })),
  );
}

export async function deleteSessionsOfShop(tx: Tx, shop: string): Promise<void> {
  await withPrisma(tx, (prisma) => prisma.session.deleteMany({ where: { shop } }));
}
