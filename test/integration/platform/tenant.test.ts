import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/tenant.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("withShop", () => {
  it("shows a shop its own rows only", async () => {
    const bury = "INSERT INTO deleted_order (shop_id, order_id, deleted_at) VALUES ($1, 1, now())";
    await withShop(database.db, "1", (tx) => tx.query(bury, ["1"]));
    const count = (shopId: string) =>
      withShop(database.db, shopId, async (tx) => (await tx.query("SELECT FROM deleted_order")).rowCount);
    expect(await count("1")).toBe(1);
    expect(await count("2")).toBe(0);
    await expect(withShop(database.db, "2", (tx) => tx.query(bury, ["1"]))).rejects.toThrow(/row-level security/);
  });
});
