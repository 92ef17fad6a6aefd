import type { Database, Row } from "../store/database";
import { documentOf, writeRecord } from "../store/records/columns";
import type { EpochMs, Id } from "../store/records/values";

export type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "CANCELING" | "CANCELED" | "FAILED" | "EXPIRED";
export type BulkErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

export interface BulkOperationRecord {
  readonly id: Id;
  readonly createdAt: EpochMs;
  readonly status: BulkStatus;
  readonly errorCode: BulkErrorCode | null;
  readonly completedAt: EpochMs | null;
  readonly query: string;
  readonly groupObjects: boolean;
  /** Scopes the operation runs with. */
  readonly scopes: readonly string[];
  readonly objectCount: number;
  readonly rootObjectCount: number;
  readonly fileSize: number | null;
  /** Which result is offered: all of it, what was ready when it failed, or none. */
  readonly result: "full" | "partial" | null;
  /** A forged address to offer instead of the true one. */
  readonly forgedUrl: string | null;
  /** The unguessable part of the result's address. */
  readonly secret: string;
}

export function bulkOperationOfRow(row: Row): BulkOperationRecord {
  return {
    id: Number(row["id"]),
    createdAt: Number(row["created_at"]),
    ...documentOf(row),
  } as BulkOperationRecord;
}

export function writeBulkOperation(database: Database, shopId: Id, record: BulkOperationRecord): void {
  const { id, createdAt, ...rest } = record;
  writeRecord(database, "bulk_operation", { shop_id: shopId, id, created_at: createdAt }, [], rest);
}

export function findBulkOperation(database: Database, shopId: Id, id: Id): BulkOperationRecord | undefined {
  const row = database.get("SELECT * FROM bulk_operation WHERE shop_id = ? AND id = ?", shopId, id);
  return row === undefined ? undefined : bulkOperationOfRow(row);
}

const LIVES_MS = 7 * 86_400_000;

/** Result addresses die seven days after the end. */
export function resultExpiry({ completedAt }: BulkOperationRecord): EpochMs {
  return (completedAt ?? 0) + LIVES_MS;
}

export const RESULT_HOST = "storage.googleapis.com";

export function resultUrl(shopId: Id, record: BulkOperationRecord): string | null {
  if (record.result === null) return null;
  if (record.forgedUrl !== null) return record.forgedUrl;
  const expires = Math.floor(resultExpiry(record) / 1000);
  const file = encodeURIComponent(`filename="bulk-${record.id}.jsonl"`);
  return `https://${RESULT_HOST}/shopify-tiers-assets-prod-us-east1/${shopId}/bulk-${record.id}-${record.secret}.jsonl?Expires=${expires}&Signature=${record.secret}&response-content-disposition=attachment%3B+${file}`;
}
