import type { Tx } from "./tenant.server";

/** A row or message that could not be used. */
export interface DeadLetter {
  readonly source: "import" | "webhook";
  /** Where it was found: a part of an import and its line, or a topic and event. */
  readonly reference: string;
  readonly reason: string;
  readonly payload: Buffer | null;
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
