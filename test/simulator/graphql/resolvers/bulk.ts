import { bulkOperationOfRow, findBulkOperation, resultUrl } from "../../bulk/bulk-records";
import type { BulkOperationRecord } from "../../bulk/bulk-records";
import { gid } from "../../payloads/payloads";
import { utcText } from "../../time/time-text";
import type { Args, Page, Source } from "../connections";
import type { ApiContext } from "../context";
import { parseGid } from "../fields";
import type { Fields } from "../fields";
import { pageOf } from "../listings";
import type { Listing } from "../listings";

interface BulkSource extends Source {
  readonly record: BulkOperationRecord;
}

const bulkSource = (record: BulkOperationRecord): BulkSource => ({ __typename: "BulkOperation", record });

export const BULK_OPERATION: Fields<BulkSource> = {
  id: ({ record }) => gid("BulkOperation", record.id),
  type: () => "QUERY",
  status: ({ record }) => record.status,
  errorCode: ({ record }) => record.errorCode,
  createdAt: ({ record }) => utcText(record.createdAt),
  completedAt: ({ record }) => (record.completedAt === null ? null : utcText(record.completedAt)),
  query: ({ record }) => record.query,
  objectCount: ({ record }) => String(record.objectCount),
  rootObjectCount: ({ record }) => String(record.rootObjectCount),
  fileSize: ({ record }) => (record.fileSize === null ? null : String(record.fileSize)),
  url: ({ record }, _args, { shop }) => (record.result === "full" ? resultUrl(shop.id, record) : null),
  partialDataUrl: ({ record }, _args, { shop }) => (record.result === "partial" ? resultUrl(shop.id, record) : null),
};

const listing: Listing = {
  name: "bulkOperations",
  table: "bulk_operation",
  sortKeys: { CREATED_AT: "created_at" },
  fields: {
    id: { column: "id", kind: "number" },
    created_at: { column: "created_at", kind: "time" },
    status: (value) => ({ sql: "doc ->> 'status' = ?", values: [value.toUpperCase()] }),
    operation_type: (value) => ({ sql: value.toLowerCase() === "query" ? "1" : "0", values: [] }),
  },
  visible: () => [],
  sourceOf: (_context, row) => bulkSource(bulkOperationOfRow(row)),
};

export function bulkOperationPage(context: ApiContext, args: Args): Page {
  return pageOf(listing, context, args);
}

export function bulkOperationById({ database, shop }: ApiContext, id: unknown): BulkSource | null {
  const wanted = parseGid(id);
  if (wanted?.type !== "BulkOperation") return null;
  const record = findBulkOperation(database, shop.id, wanted.id);
  return record === undefined ? null : bulkSource(record);
}

export function newestBulkOperation({ database, shop }: ApiContext): BulkSource | null {
  const row = database.get("SELECT * FROM bulk_operation WHERE shop_id = ? ORDER BY id DESC LIMIT 1", shop.id);
  return row === undefined ? null : bulkSource(bulkOperationOfRow(row));
}

export function bulkOperationRunQuery(context: ApiContext, args: Args) {
  const started = context.bulk.start(context, String(args["query"]), args["groupObjects"] === true);
  if ("code" in started) return { bulkOperation: null, userErrors: [{ field: ["query"], ...started }] };
  return { bulkOperation: bulkSource(started), userErrors: [] };
}

export function bulkOperationCancel(context: ApiContext, args: Args) {
  const wanted = parseGid(args["id"]);
  const cancelled = wanted === undefined ? undefined : context.bulk.cancel(context.shop.id, wanted.id);
  if (cancelled === undefined) {
    return { bulkOperation: null, userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }] };
  }
  const isOver = cancelled.status !== "CANCELING";
  return {
    bulkOperation: bulkSource(cancelled),
    userErrors: isOver
      ? [{ field: null, message: `A bulk operation cannot be canceled when it is ${cancelled.status.toLowerCase()}` }]
      : [],
  };
}
