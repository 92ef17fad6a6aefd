import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Those of some checkouts that the shop has. */
export async function storedCheckouts(tx: Tx, shopId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    "SELECT checkout_id AS id FROM checkout WHERE shop_id = $1 AND checkout_id = ANY($2::bigint[])",
    [shopId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
