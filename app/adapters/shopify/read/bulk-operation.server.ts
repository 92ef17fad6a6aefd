import type { BulkOperationByIdQuery } from "~/types/admin";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import type { BulkDocument } from "~/adapters/shopify/queries/admin-document";
import { BULK_OPERATION_BY_ID, START_BULK_QUERY } from "~/adapters/shopify/queries/bulk";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";

/** What became of the wish to start an operation; `busy` when all of the app's places at the shop are taken. */
export type BulkStart =
  /** `createdAt` by Shopify's clock. */
  { readonly status: "started"; readonly id: string; readonly createdAt: Date } | { readonly status: "busy" };

export async function startBulkQuery(
  admin: AdminClient,
  document: BulkDocument,
  signal?: AbortSignal,
): Promise<BulkStart> {
  const { bulkOperationRunQuery: payload } = await admin.query(START_BULK_QUERY, { query: document }, { signal });
  const errors = payload?.userErrors ?? [];
  if (errors.some(saysBusy)) return { status: "busy" };
  const operation = payload?.bulkOperation;
  if (errors.length > 0 || !operation) {
    const reasons = errors.map(({ message }) => message).join("; ") || "no operation came back";
    throw new ShopifyError("refused", `Shopify refused a bulk operation for ${admin.domain}: ${reasons}`);
  }
  return { status: "started", id: operation.id, createdAt: new Date(operation.createdAt) };
}

/** Older places of Shopify say the same in words alone, under another code or none. */
function saysBusy({ code, message }: { readonly code?: string | null; readonly message: string }): boolean {
  return (
    code === "LIMIT_REACHED" || code === "OPERATION_IN_PROGRESS" || /\balready (in progress|running)\b/i.test(message)
  );
}

export type BulkErrorCode = NonNullable<NonNullable<BulkOperationByIdQuery["bulkOperation"]>["errorCode"]>;

/** A bulk operation as it stands. Addresses of result files are secrets: whoever has one can read the file. */
export type BulkOperation =
  | { readonly state: "running"; readonly rootCount: number }
  | {
      readonly state: "completed";
      readonly url: string | null;
      readonly objectCount: number;
      readonly fileSize: number | null;
    }
  | {
      readonly state: "ended_early";
      readonly errorCode: BulkErrorCode | null;
      readonly status: string;
      readonly partialUrl: string | null;
    }
  /** Shopify knows no such operation of this app any more. */
  | { readonly state: "unknown" };

export async function readBulkOperation(admin: AdminClient, id: string, signal?: AbortSignal): Promise<BulkOperation> {
  const { bulkOperation } = await admin.query(BULK_OPERATION_BY_ID, { id }, { signal });
  if (!bulkOperation) return { state: "unknown" };
  switch (bulkOperation.status) {
    case "CREATED":
    case "RUNNING":
    case "CANCELING":
      return { state: "running", rootCount: Number(bulkOperation.rootObjectCount) };
    case "COMPLETED":
      return {
        state: "completed",
        url: bulkOperation.url ?? null,
        objectCount: Number(bulkOperation.objectCount),
        fileSize: bulkOperation.fileSize ? Number(bulkOperation.fileSize) : null,
      };
    case "CANCELED":
    case "FAILED":
    case "EXPIRED":
      return {
        state: "ended_early",
        status: bulkOperation.status,
        errorCode: bulkOperation.errorCode ?? null,
        partialUrl: bulkOperation.partialDataUrl ?? null,
      };
  }
}
