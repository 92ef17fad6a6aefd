import type { Database, Row } from "../database";
import type { EpochMs, Id } from "./values";

export interface CustomerRecord {
  readonly id: Id;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly tags: readonly string[];
}

export function customerOfRow(row: Row): CustomerRecord {
  return {
    id: Number(row["id"]),
    createdAt: Number(row["created_at"]),
    updatedAt: Number(row["updated_at"]),
    tags: JSON.parse(String(row["tags"])) as string[],
  };
}

export function writeCustomer(database: Database, shopId: Id, customer: CustomerRecord): void {
  database.run(
    `INSERT INTO customer (shop_id, id, created_at, updated_at, tags) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET updated_at = excluded.updated_at, tags = excluded.tags`,
    shopId,
    customer.id,
    customer.createdAt,
    customer.updatedAt,
    JSON.stringify(customer.tags),
  );
}
