import type { Prisma } from "@prisma/client";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** A change as stored: values are read by whoever knows what they mean. */
export interface StoredChange {
  readonly version: number;
  readonly changedAt: Date;
  /** Null while the rebuild that brings it in force is still to come. */
  readonly inForceAt: Date | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every change of what the numbers mean, newest first. */
export async function readDefinitionChanges(tx: Tx, shopId: string): Promise<StoredChange[]> {
  return withPrisma(tx, (prisma) =>
    prisma.definitionChange.findMany({
      where: { shopId: BigInt(shopId) },
      omit: { shopId: true },
      orderBy: { version: "desc" },
    }),
  );
}

/** Those that wait for a rebuild, oldest first. */
export async function readPendingChanges(tx: Tx, shopId: string): Promise<StoredChange[]> {
  return (await readDefinitionChanges(tx, shopId)).filter(({ inForceAt }) => inForceAt === null).reverse();
}

/**
 * Writes a change down under the next version; false when another change took that version at the same moment. The
 * profile is not locked: a change must not wait for the import or rebuild that holds it.
 */
export async function insertDefinitionChange(
  tx: Tx,
  shopId: string,
  {
    version,
    before,
    after,
  }: {
    readonly version: number;
    readonly before: Prisma.InputJsonObject;
    readonly after: Prisma.InputJsonObject;
  },
): Promise<boolean> {
  const data = { shopId: BigInt(shopId), version, before, after };
  const { count } = await withPrisma(tx, (prisma) =>
    prisma.definitionChange.createMany({ data, skipDuplicates: true }),
  );
  return count === 1;
}

/**
 * Makes the newest wishes the rules in force and dates them. Only the transaction that rebuilds the shop's numbers may:
 * no webhook applied before it follows the new rules, none after it the old ones.
 */
export async function enforceChanges(
  tx: Tx,
  shopId: string,
  rules: {
    readonly version: number;
    readonly definitions: object;
    readonly timeZone: string;
    readonly currencyCode: string;
  },
): Promise<void> {
  const { version, definitions, timeZone, currencyCode } = rules;
  await tx.query(
    `UPDATE shop_profile
     SET definitions = $2, iana_timezone = $3, currency_code = $4, definition_version = $5
     WHERE shop_id = $1`,
    [shopId, JSON.stringify(definitions), timeZone, currencyCode, version],
  );
  await tx.query(
    `UPDATE definition_change SET in_force_at = clock_timestamp() + app_clock_ahead()
     WHERE shop_id = $1 AND version <= $2 AND in_force_at IS NULL`,
    [shopId, version],
  );
}

const TAGS_LOOKED_AT = 20_000;

/** What orders are told apart by: all channels, and the tags of the newest orders. */
export async function readOrderTraits(tx: Tx, shopId: string): Promise<{ channels: string[]; tags: string[] }> {
  const { rows: channels } = await tx.query<{ name: string }>(
    `SELECT DISTINCT channel AS name FROM orders WHERE shop_id = $1 AND channel IS NOT NULL ORDER BY 1`,
    [shopId],
  );
  const { rows: tags } = await tx.query<{ name: string }>(
    `SELECT DISTINCT unnest(tags) AS name
     FROM (SELECT tags FROM orders WHERE shop_id = $1 ORDER BY day DESC LIMIT ${TAGS_LOOKED_AT}) newest ORDER BY 1`,
    [shopId],
  );
  return { channels: channels.map(({ name }) => name), tags: tags.map(({ name }) => name) };
}
