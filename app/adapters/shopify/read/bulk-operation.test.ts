import { describe, expect, it } from "vitest";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { startBulkQuery } from "./bulk-operation.server";

const answering = (userErrors: readonly { code: string | null; message: string }[]): AdminClient =>
  ({
    domain: "my-shop.myshopify.com",
    query: async () => ({ bulkOperationRunQuery: { bulkOperation: null, userErrors } }),
  }) as unknown as AdminClient;

const document = "{ orders { edges { node { id } } } }" as unknown as Parameters<typeof startBulkQuery>[1];

describe("startBulkQuery", () => {
  it.each([
    ["OPERATION_IN_PROGRESS", "A bulk query operation for this app and shop is already in progress."],
    ["LIMIT_REACHED", "You have reached the limit."],
    ["INVALID", "A bulk query operation for this app and shop is already in progress: gid://shopify/BulkOperation/1."],
    [null, "Bulk operation is Already running"],
  ])("I12: is busy when Shopify says so, whatever the code: %s", async (code, message) => {
    expect(await startBulkQuery(answering([{ code, message }]), document)).toEqual({ status: "busy" });
  });

  it("I12: is refused for any other reason", async () => {
    const refused = startBulkQuery(answering([{ code: "INVALID", message: "The query is malformed." }]), document);
    await expect(refused).rejects.toMatchObject({ code: "refused", message: expect.stringContaining("malformed") });
  });
});
