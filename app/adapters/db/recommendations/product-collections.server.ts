import type { Tx } from "~/adapters/db/connect/tenant.server";

/** A product stands in a collection. */
export interface MembershipRow {
  readonly productId: string;
  readonly collectionId: string;
}

export async function addMemberships(tx: Tx, shopId: string, memberships: readonly MembershipRow[]): Promise<void> {
  if (memberships.length === 0) return;
  await tx.query(
    `INSERT INTO product_collection (shop_id, product_id, collection_id)
     SELECT $1, product_id, collection_id FROM unnest($2::bigint[], $3::bigint[]) AS incoming (product_id, collection_id)
     ON CONFLICT DO NOTHING`,
    [shopId, memberships.map(({ productId }) => productId), memberships.map(({ collectionId }) => collectionId)],
  );
}

/** Takes products out of every collection. */
export async function dropMemberships(tx: Tx, shopId: string, productIds: readonly string[]): Promise<void> {
  await tx.query("DELETE FROM product_collection WHERE shop_id = $1 AND product_id = ANY($2)", [shopId, productIds]);
}
