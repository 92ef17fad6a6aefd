import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { faultCutOff, faultHeadless } from "~/adapters/db/staging/unreadable-orders.server";
import { emptyRows, type StagedFault } from "~/adapters/db/staging/staged-rows";
import { stageRows } from "~/adapters/db/staging/staging.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { countOrdersNotRead, listUnreadableOrders } from "~/adapters/db/inbox/unreadable-orders.server";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";
import { readFacts, readRollups } from "../../support/database/ledger-snapshot";
import { stageBatch, type StagedOrderSpec } from "../../support/database/staged-batch";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const order = (id: string, updatedAt = "2026-05-04T12:00:00Z"): StagedOrderSpec => ({
  id,
  customerId: "1",
  processedAt: "2026-05-03T12:00:00Z",
  updatedAt,
});
const fault = (subject: string, updatedAt: string | null = null): StagedFault => ({
  subject,
  reason: "no number",
  name: null,
  updatedAt: updatedAt === null ? null : new Date(updatedAt),
});

interface Batch {
  readonly orders: readonly StagedOrderSpec[];
  readonly faults?: readonly StagedFault[];
  readonly note?: typeof faultHeadless;
  /** Changes what is staged before it is applied. */
  readonly change?: string;
}

/** Applies a batch; returns the stored orders and the listed ones. */
async function apply(shopId: string, { orders, faults = [], note, change }: Batch) {
  return withShop(database.db, shopId, async (tx) => {
    const id = await stageBatch(tx, shopId, { orders });
    await stageRows(tx, shopId, { id, chunk: 0 }, { ...emptyRows(), faults: [...faults] });
    if (change) await tx.query(change);
    await note?.(tx, shopId, id);
    await applyBatch(tx, shopId, id);
    for (const table of ["staged_order", "staged_line", "staged_agreement", "staged_sale", "staged_fault"]) {
      expect((await tx.query(`SELECT FROM ${table}`)).rowCount, table).toBe(0);
    }
    const stored = await tx.query<{ order_id: string }>("SELECT order_id FROM orders ORDER BY order_id");
    const listed = await listUnreadableOrders(tx, shopId, 10);
    return { stored: stored.rows.map(({ order_id }) => order_id), listed: listed.map(({ orderId }) => orderId).sort() };
  });
}

describe("a batch with orders that cannot be used", () => {
  it.each([
    ["an order", "Order/2"],
    ["an agreement", "OrderAgreement/2"],
  ])("leaves all of an order out whose fault names %s, and equals a batch without it", async (_name, subject) => {
    const shopId = await newShop(database.db);
    const alone = await newShop(database.db);
    expect(await apply(shopId, { orders: [order("1"), order("2")], faults: [fault(subject)] })).toEqual({
      stored: ["1"],
      listed: ["2"],
    });
    await apply(alone, { orders: [order("1")] });
    const snapshot = (shop: string) =>
      withShop(database.db, shop, async (tx) => ({
        facts: await readFacts(tx, shop),
        rollups: await readRollups(tx, shop),
      }));
    expect(await snapshot(shopId)).toEqual(await snapshot(alone));
    expect(await apply(shopId, { orders: [order("2")] })).toEqual({ stored: ["1", "2"], listed: [] });
  });

  it("does not list an order of which a newer version is stored already", async () => {
    const shopId = await newShop(database.db);
    await apply(shopId, { orders: [order("1", "2026-05-05T12:00:00Z")] });
    const old = { orders: [order("1")], faults: [fault("Order/1")] };
    expect(await apply(shopId, old)).toEqual({ stored: ["1"], listed: [] });
  });

  it("keeps an order on the list when only a version older than the unusable one comes whole", async () => {
    const shopId = await newShop(database.db);
    const faults = [fault("Order/1", "2026-05-06T12:00:00Z")];
    await apply(shopId, { orders: [], faults });
    expect(await apply(shopId, { orders: [order("1")] })).toEqual({ stored: ["1"], listed: ["1"] });
    const count = await withShop(database.db, shopId, (tx) => countOrdersNotRead(tx, shopId));
    expect(count).toEqual({ missing: 0, stale: 1 });
    expect(await apply(shopId, { orders: [order("1", "2026-05-06T12:00:00Z")] })).toEqual({
      stored: ["1"],
      listed: [],
    });
  });

  it("I6: lists an order of which a complete file holds rows but not the order itself", async () => {
    const shopId = await newShop(database.db);
    const change = "DELETE FROM staged_order WHERE order_id = 2";
    expect(await apply(shopId, { orders: [order("1"), order("2")], note: faultHeadless, change })).toEqual({
      stored: ["1"],
      listed: ["2"],
    });
  });

  it.each([
    ["its ledger", "DELETE FROM staged_agreement WHERE order_id = 2"],
    ["the sales of an agreement", "DELETE FROM staged_sale WHERE agreement_id = 'OrderAgreement/2'"],
  ])("I3: lists an order that a file cut short holds without %s", async (_name, change) => {
    const shopId = await newShop(database.db);
    expect(await apply(shopId, { orders: [order("1"), order("2")], note: faultCutOff, change })).toEqual({
      stored: ["1"],
      listed: ["2"],
    });
  });
});
