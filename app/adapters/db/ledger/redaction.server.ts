import { createHash, randomBytes } from "node:crypto";
import { CUSTOMER_HASH } from "~/adapters/db/sql/customer-hash.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** A number below zero, where Shopify has no ids. */
export function randomSurrogateId(): string {
  return (-(randomBytes(8).readBigUInt64BE() >> 2n) - 1n).toString();
}

export async function redactionSalt(tx: Tx, shopId: string): Promise<string> {
  const { rows } = await tx.query<{ redaction_salt: string }>(
    `SELECT redaction_salt FROM shop_profile WHERE shop_id = $1`,
    [shopId],
  );
  const [profile] = rows;
  if (!profile) throw new Error(`Shop ${shopId} has no profile: install the app in it first.`);
  return profile.redaction_salt;
}

export function customerHash(salt: string, customerId: string): Buffer {
  return createHash("sha256").update(`${salt}:${customerId}`).digest();
}

/** The surrogate of a customer redacted before. */
export async function surrogateOf(tx: Tx, shopId: string, hash: Buffer): Promise<string | null> {
  const { rows } = await tx.query<{ surrogate_id: string }>(
    `SELECT surrogate_id FROM redacted_customer WHERE shop_id = $1 AND customer_hash = $2`,
    [shopId, hash],
  );
  return rows[0]?.surrogate_id ?? null;
}

/** The surrogates of those of `customerIds` who were redacted before, by their id. */
export async function surrogatesOf(
  tx: Tx,
  shopId: string,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: string; surrogate_id: string }>(
    `SELECT named.id, r.surrogate_id FROM shop_profile p, redacted_customer r, unnest($2::text[]) AS named (id)
     WHERE p.shop_id = $1 AND r.shop_id = $1 AND r.customer_hash = ${CUSTOMER_HASH("named.id")}`,
    [shopId, customerIds],
  );
  return new Map(rows.map(({ id, surrogate_id }) => [id, surrogate_id]));
}

export async function recordRedaction(tx: Tx, shopId: string, hash: Buffer, surrogateId: string): Promise<void> {
  await tx.query(
    `INSERT INTO redacted_customer (shop_id, customer_hash, surrogate_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [shopId, hash, surrogateId],
  );
}

/** Ids that were merged into the customer: they name the same person. */
export async function mergedIdsOf(tx: Tx, shopId: string, customerId: string): Promise<string[]> {
  const { rows } = await tx.query<{ customer_id: string }>(
    `SELECT customer_id FROM customer WHERE shop_id = $1 AND merged_into = $2`,
    [shopId, customerId],
  );
  return rows.map(({ customer_id }) => customer_id);
}

const OWNED_TABLES = ["orders", "checkout", "customer_facts", "customer_forecast"] as const;

/** Puts the surrogate wherever the customer stood, and forgets the customer. */
export async function replaceBySurrogate(
  tx: Tx,
  shopId: string,
  customerIds: readonly string[],
  surrogateId: string,
): Promise<void> {
  for (const table of [...OWNED_TABLES, "staged_order", "staged_checkout"] as const) {
    await tx.query(`UPDATE ${table} SET customer_id = $3 WHERE shop_id = $1 AND customer_id = ANY ($2::bigint[])`, [
      shopId,
      customerIds,
      surrogateId,
    ]);
  }
  for (const table of ["customer", "staged_customer"] as const) {
    await tx.query(`DELETE FROM ${table} WHERE shop_id = $1 AND customer_id = ANY ($2::bigint[])`, [
      shopId,
      customerIds,
    ]);
  }
}

/** Keeps redacted customers out of what is staged: their orders and checkouts come under the surrogate. */
export async function redactStagedCustomers(tx: Tx, shopId: string, batchId: string): Promise<void> {
  for (const table of ["staged_order", "staged_checkout"] as const) {
    await tx.query(
      `UPDATE ${table} s SET customer_id = r.surrogate_id
       FROM shop_profile p, redacted_customer r
       WHERE s.shop_id = $1 AND s.batch_id = $2 AND s.customer_id > 0
         AND p.shop_id = $1 AND r.shop_id = $1 AND r.customer_hash = ${CUSTOMER_HASH("s.customer_id")}`,
      [shopId, batchId],
    );
  }
  await tx.query(
    `DELETE FROM staged_customer s USING shop_profile p, redacted_customer r
     WHERE s.shop_id = $1 AND s.batch_id = $2
       AND p.shop_id = $1 AND r.shop_id = $1 AND r.customer_hash = ${CUSTOMER_HASH("s.customer_id")}`,
    [shopId, batchId],
  );
}
