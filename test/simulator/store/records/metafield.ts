import type { Database, Row } from "../database";
import { documentOf, writeRecord } from "./columns";
import type { EpochMs, Id } from "./values";

export interface MetafieldRecord {
  readonly id: Id;
  /** `gid://shopify/Product/1` */
  readonly ownerGid: string;
  /** Resolved: `app--123`, never `$app`. */
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export function metafieldOfRow(row: Row): MetafieldRecord {
  return {
    id: Number(row["id"]),
    ownerGid: String(row["owner_gid"]),
    namespace: String(row["namespace"]),
    key: String(row["key"]),
    ...documentOf(row),
  } as MetafieldRecord;
}

export function writeMetafield(database: Database, shopId: Id, metafield: MetafieldRecord): void {
  const { id, ownerGid, namespace, key, ...rest } = metafield;
  writeRecord(database, "metafield", { shop_id: shopId, id, owner_gid: ownerGid, namespace, key }, [], rest);
}
