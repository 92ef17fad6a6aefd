import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { readCustomerTotals, readLifetimeTotals, readSalesTotals } from "~/adapters/db/totals/rollups.server";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { allBuyers, netSalesOf } from "~/domain/metrics/totals/sales-totals";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";
import { readFacts } from "../../support/database/ledger-snapshot";
import {
  plainAgreement,
  stageBatch,
  type StagedBatch,
  type StagedOrderSpec,
} from "../../support/database/staged-batch";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const apply = (shopId: string, batch: StagedBatch) =>
  withShop(database.db, shopId, async (tx) => applyBatch(tx, shopId, await stageBatch(tx, shopId, batch)));

const read = <T>(shopId: string, reader: (tx: Tx, shopId: string) => Promise<T>) =>
  withShop(database.db, shopId, (tx) => reader(tx, shopId));

const MAY = { from: "2026-05-01", to: "2026-05-31" };
const order = (id: string, day: string, rest: Partial<StagedOrderSpec> = {}): StagedOrderSpec => ({
  id,
  customerId: "1",
  processedAt: `${day}T12:00:00Z`,
  ...rest,
});

describe("applyBatch", () => {
  it("says what it did and leaves no staged row behind", async () => {
    const shopId = await newShop(database.db);
    const result = await apply(shopId, {
      orders: [order("1", "2026-05-03")],
      customers: [{ id: "1", createdAt: "2026-05-01T00:00:00Z" }],
      checkouts: [{ id: "9", startedAt: "2026-05-02T10:00:00Z", updatedAt: "2026-05-02T10:01:00Z" }],
    });
    expect(result).toEqual({
      orders: 1,
      customers: 1,
      checkouts: 1,
      awaitedJourneys: 0,
      stale: 0,
      orphans: 0,
      conflictingOrderIds: [],
    });
    for (const table of ["staged_order", "staged_sale", "staged_agreement", "staged_checkout", "touched_order"]) {
      expect((await read(shopId, (tx) => tx.query(`SELECT FROM ${table}`))).rows).toEqual([]);
    }
  });

  it("counts sales whose agreement or order never came", async () => {
    const shopId = await newShop(database.db);
    const { orphans } = await withShop(database.db, shopId, async (tx) => {
      const batchId = await stageBatch(tx, shopId, { orders: [order("1", "2026-05-03"), order("2", "2026-05-03")] });
      await tx.query(`DELETE FROM staged_order WHERE order_id = 2`);
      return applyBatch(tx, shopId, batchId);
    });
    expect(orphans).toBe(1);
  });

  it("raises the data version only when something changed", async () => {
    const shopId = await newShop(database.db);
    await apply(shopId, { orders: [order("1", "2026-05-03")] });
    const { stale } = await apply(shopId, { orders: [order("1", "2026-05-03")] });
    expect(stale).toBe(1);
    expect(await read(shopId, readShopProfile)).toMatchObject({
      dataVersion: 1,
      newestEventAt: Date.parse("2026-05-03T12:00:00Z"),
    });
  });

  it("knows the newest event of orders, cancellations, sales and checkouts; what is dated ahead is none yet", async () => {
    const shopId = await newShop(database.db);
    const newestAfter = async (batch: StagedBatch) => {
      await apply(shopId, batch);
      const newestEventAt = (await read(shopId, readShopProfile))?.newestEventAt;
      return newestEventAt && new Date(newestEventAt).toISOString().slice(0, 10);
    };
    const ahead = "2999-01-01T00:00:00Z";
    const left = (id: string, updatedAt: string) => ({ id, startedAt: "2026-05-01T00:00:00Z", updatedAt });
    const reversed = (day: string) => ({
      id: `RefundAgreement/${day}`,
      reason: "REFUND" as const,
      happenedAt: day,
      sales: [{ id: "19", action: "RETURN" as const, quantity: -1, total: -10_000 }],
    });
    const plain = order("1", "2026-05-03");
    const cancelled = { ...plain, cancelledAt: "2026-05-05T00:00:00Z", updatedAt: "2026-05-05T00:00:00Z" };
    const refund = reversed("2026-05-06T00:00:00Z");
    const refunded = {
      ...cancelled,
      updatedAt: "2026-05-06T00:00:00Z",
      agreements: [plainAgreement(plain), refund, { ...reversed(ahead), sales: [] }],
    };
    expect(await newestAfter({ orders: [order("2", ahead.slice(0, 10)), { ...order("3", "2026-05-02") }] })).toBe(
      "2026-05-02",
    );
    expect(await newestAfter({ orders: [plain, order("4", "2026-05-01")] })).toBe("2026-05-03");
    expect(await newestAfter({ orders: [cancelled] })).toBe("2026-05-05");
    expect(await newestAfter({ orders: [refunded] })).toBe("2026-05-06");
    expect(await newestAfter({ orders: [order("5", "2026-05-04")] })).toBe("2026-05-06");
    const checkouts = [left("1", "2026-05-08T00:00:00Z"), left("2", "2026-05-07T00:00:00Z"), left("3", ahead)];
    expect(await newestAfter({ checkouts })).toBe("2026-05-08");
  });

  it("keeps the newer version of an order, whichever comes first (I9, I14)", async () => {
    const older = order("1", "2026-05-03", { updatedAt: "2026-05-04T00:00:00Z", agreements: [] });
    const newer = order("1", "2026-05-03", { updatedAt: "2026-05-05T00:00:00Z" });
    for (const arrival of [
      [older, newer],
      [newer, older],
    ]) {
      const shopId = await newShop(database.db);
      for (const version of arrival) await apply(shopId, { orders: [version] });
      expect(allBuyers(await read(shopId, (tx) => readSalesTotals(tx, shopId, MAY))).orders).toBe(1);
    }
  });

  it("lets the same one of two versions with one updated_at win, and names the order (W4)", async () => {
    const paid = order("1", "2026-05-03", { financialStatus: "PAID" });
    const pending = order("1", "2026-05-03", { financialStatus: "PENDING" });
    const outcomes = [];
    for (const arrival of [
      [paid, pending, paid],
      [pending, paid, pending],
    ]) {
      const shopId = await newShop(database.db);
      const conflicts = [];
      for (const version of arrival) {
        conflicts.push(...(await apply(shopId, { orders: [version] })).conflictingOrderIds);
      }
      expect(conflicts).toContain("1");
      outcomes.push((await read(shopId, readShopHistory)).orders);
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
  });

  it("lets the version read last win when the caller knows that it was", async () => {
    const shopId = await newShop(database.db);
    for (const financialStatus of ["PAID", "PENDING", "PAID"] as const) {
      const batch = { orders: [order("1", "2026-05-03", { financialStatus })] };
      await withShop(database.db, shopId, async (tx) =>
        applyBatch(tx, shopId, await stageBatch(tx, shopId, batch), "staged"),
      );
      expect((await read(shopId, readShopHistory)).orders).toMatchObject([{ financialStatus }]);
    }
  });

  it("takes the version whose ledger grew when updated_at says nothing", async () => {
    const plain = order("1", "2026-05-03");
    const refunded = order("1", "2026-05-03", {
      agreements: [
        plainAgreement(plain),
        {
          id: "RefundAgreement/1",
          reason: "REFUND",
          happenedAt: plain.processedAt,
          sales: [{ id: "12", action: "RETURN", quantity: -1, total: -10_000 }],
        },
      ],
    });
    for (const arrival of [
      [plain, refunded],
      [refunded, plain],
    ]) {
      const shopId = await newShop(database.db);
      for (const version of arrival) await apply(shopId, { orders: [version] });
      expect(netSalesOf(allBuyers(await read(shopId, (tx) => readSalesTotals(tx, shopId, MAY))))).toBe(0);
    }
  });

  it("keeps a deleted order deleted, whatever comes later", async () => {
    const shopId = await newShop(database.db);
    await apply(shopId, { orders: [order("1", "2026-05-03"), order("2", "2026-05-04")] });
    await apply(shopId, { orders: [order("1", "2026-05-03", { isDeleted: true })] });
    await apply(shopId, { orders: [order("1", "2026-05-03", { updatedAt: "2026-06-01T00:00:00Z" })] });
    expect(await read(shopId, (tx) => readCustomerTotals(tx, shopId, MAY))).toEqual({
      customers: 1,
      newCustomers: 1,
      returningCustomers: 0,
    });
  });

  it("moves an order between customers with the purchase numbers of both", async () => {
    const shopId = await newShop(database.db);
    await apply(shopId, {
      orders: [order("1", "2026-05-03"), order("2", "2026-05-04"), order("3", "2026-05-05", { customerId: "2" })],
    });
    await apply(shopId, { orders: [order("1", "2026-05-03", { customerId: "2", updatedAt: "2026-05-09T00:00:00Z" })] });
    const { new: first, returning } = await read(shopId, (tx) => readSalesTotals(tx, shopId, MAY));
    expect([first.orders, returning.orders]).toEqual([2, 1]);
    expect(await read(shopId, readLifetimeTotals)).toMatchObject({ customers: 2, repeaters: 1 });
  });

  it("restates the month when a first order is cancelled later (example O)", async () => {
    const shopId = await newShop(database.db);
    const [first, second] = [
      order("1", "2026-05-03", { agreements: [plainAgreement(order("1", "2026-05-03"), 4_000)] }),
      order("2", "2026-05-20", { agreements: [plainAgreement(order("2", "2026-05-20"), 6_000)] }),
    ];
    await apply(shopId, { orders: [first, second] });
    expect(await read(shopId, (tx) => readCustomerTotals(tx, shopId, MAY))).toEqual({
      customers: 1,
      newCustomers: 1,
      returningCustomers: 1,
    });
    const cancelledAt = "2026-06-02T09:00:00Z";
    const reversal = {
      id: "RefundAgreement/1",
      reason: "REFUND" as const,
      happenedAt: cancelledAt,
      sales: [{ id: "19", action: "RETURN" as const, quantity: -1, total: -4_000 }],
    };
    await apply(shopId, {
      orders: [{ ...first, cancelledAt, updatedAt: cancelledAt, agreements: [...(first.agreements ?? []), reversal] }],
    });
    expect(await read(shopId, (tx) => readCustomerTotals(tx, shopId, MAY))).toEqual({
      customers: 1,
      newCustomers: 1,
      returningCustomers: 0,
    });
    const may = await read(shopId, (tx) => readSalesTotals(tx, shopId, MAY));
    expect(allBuyers(may)).toMatchObject({ orders: 2, orderValue: 10_000, grossSales: 10_000, returns: 0 });
    expect([may.new.grossSales, may.other.grossSales]).toEqual([6_000, 4_000]);
    const june = await read(shopId, (tx) => readSalesTotals(tx, shopId, { from: "2026-06-01", to: "2026-06-30" }));
    expect(netSalesOf(allBuyers(june))).toBe(-4_000);
    expect(await read(shopId, readLifetimeTotals)).toMatchObject({ customers: 1, keptValue: 6_000 });
  });

  it("takes an order without sales rows for worth nothing, and for no order", async () => {
    const shopId = await newShop(database.db);
    await apply(shopId, { orders: [order("1", "2026-05-03", { agreements: [] })] });
    const { orders } = await read(shopId, readFacts);
    expect(orders).toMatchObject([
      {
        is_counted: true,
        is_placed: false,
        is_in_sales: false,
        is_purchase: false,
        is_refunded: false,
        units: 0,
        order_value: "0",
        original_discount: "0",
        kept_value: "0",
        returned_value: "0",
      },
    ]);
  });

  it("cuts days in the shop's time zone, by the processed date (example D)", async () => {
    const shopId = await newShop(database.db, { timeZone: "America/New_York" });
    await apply(shopId, {
      orders: [
        order("1", "", { processedAt: "2026-02-01T03:30:00Z" }),
        order("2", "", { processedAt: "2026-02-01T05:00:00Z" }),
        order("3", "", { processedAt: "2026-01-15T12:00:00Z", createdAt: "2026-04-02T12:00:00Z" }),
        order("4", "", { processedAt: "2026-03-09T03:59:59Z" }),
        order("5", "", { processedAt: "2026-03-09T04:00:00Z" }),
      ],
    });
    const orders = async (from: string, to: string) =>
      allBuyers(await read(shopId, (tx) => readSalesTotals(tx, shopId, { from, to }))).orders;
    expect(await orders("2026-01-01", "2026-01-31")).toBe(2);
    expect(await orders("2026-02-01", "2026-02-28")).toBe(1);
    expect(await orders("2026-03-08", "2026-03-08")).toBe(1);
    expect(await orders("2026-03-09", "2026-03-09")).toBe(1);
    expect(await orders("2026-04-01", "2026-04-30")).toBe(0);
  });
});

describe("concurrent batches", () => {
  it("of one shop wait for each other and lose nothing", async () => {
    const shopId = await newShop(database.db);
    const days = Array.from({ length: 12 }, (_, index) => `2026-05-${String(index + 1).padStart(2, "0")}`);
    await Promise.all(days.map((day, index) => apply(shopId, { orders: [order(String(index + 1), day)] })));
    const totals = await read(shopId, (tx) => readSalesTotals(tx, shopId, MAY));
    expect([totals.new.orders, totals.returning.orders]).toEqual([1, 11]);
    expect(await read(shopId, readShopProfile)).toMatchObject({ dataVersion: 12 });
  });

  it("of different shops do not wait for each other", async () => {
    const [held, free] = [await newShop(database.db), await newShop(database.db)];
    await withShop(database.db, held, async (tx) => {
      await applyBatch(tx, held, await stageBatch(tx, held, { orders: [order("1", "2026-05-01")] }));
      const { orders } = await apply(free, { orders: [order("1", "2026-05-01")] });
      expect(orders).toBe(1);
    });
  });
});
