import { withPrisma } from "~/adapters/db/connect/prisma.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** How publishing the lists went last, and what was found when they were last read back. */
export interface ListPublication {
  readonly publishedAt: Date | null;
  readonly failedBecause: string | null;
  readonly written: number;
  readonly refused: number;
  readonly checkedAt: Date | null;
  readonly checked: number;
  readonly different: number;
  readonly missingDefinitions: readonly string[];
}

export async function readPublication(tx: Tx, shopId: string): Promise<ListPublication | null> {
  return withPrisma(tx, (prisma) =>
    prisma.listPublication.findUnique({ where: { shopId: BigInt(shopId) }, omit: { shopId: true } }),
  );
}

export async function notePublication(tx: Tx, shopId: string, change: Partial<ListPublication>): Promise<void> {
  const where = { shopId: BigInt(shopId) };
  const { missingDefinitions, ...rest } = change;
  const data = { ...rest, ...(missingDefinitions && { missingDefinitions: [...missingDefinitions] }) };
  await withPrisma(tx, (prisma) =>
    prisma.listPublication.upsert({ where, create: { ...where, ...data }, update: data }),
  );
}
