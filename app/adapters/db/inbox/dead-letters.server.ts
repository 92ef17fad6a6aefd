import type { Tx } from "~/adapters/db/connect/tenant.server";

/** A row or message that could not be used. */
export interface DeadLetter {
  readonly source: "import" | "webhook";
  /** Where it was found: a part of an import and its line, or a topic and event. */
  readonly reference: string;
  readonly reason: string;
  readonly payload: Buffer | null;
}

/** One as it is listed; its payload stays where it is. */
export interface ListedLetter extends Pick<DeadLetter, "reference" | "reason"> {
  readonly id: string;
  readonly createdAt: Date;
}

const MAX_PAYLOAD_BYTES = 64 * 1024;
const MAX_REASON_LENGTH = 500;

export async function buryLetters(tx: Tx, shopId: string, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await tx.query(
    `INSERT INTO dead_letter (shop_id, source, reference, reason, payload)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bytea[])`,
    [
      shopId,
      letters.map(({ source }) => source),
      letters.map(({ reference }) => reference),
      letters.map(({ reason }) => reason.slice(0, MAX_REASON_LENGTH).replaceAll("\0", "")),
      letters.map(({ payload }) => payload?.subarray(0, MAX_PAYLOAD_BYTES) ?? null),
    ],
  );
}

/** The newest first. */
export async function listLetters(tx: Tx, shopId: string, limit: number): Promise<ListedLetter[]> {
  const { rows } = await tx.query<ListedLetter>(
    `SELECT id, reference, reason, created_at AS "createdAt" FROM dead_letter
     WHERE shop_id = $1 ORDER BY created_at DESC, id LIMIT $2`,
    [shopId, limit],
  );
  return rows;
}
