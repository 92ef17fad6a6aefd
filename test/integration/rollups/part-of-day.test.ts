import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import {
  readCheckoutsOfPart,
  readCustomersAddedByPart,
  readSalesOfPart,
} from "~/adapters/db/totals/part-of-day.server";
import { readCheckoutTotals, readSalesTotals } from "~/adapters/db/totals/rollups.server";
import type { CheckoutHistory } from "~/domain/orders/checkout";
import { MINUTE_MS } from "~/domain/time/shop-time";
import { at, checkout, order, row } from "../../support/builders";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { installedShopWith } from "../../support/database/new-shop";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOW = at("2026-11-21T14:05");

describe("part of a day", () => {
  const sold = { happenedAt: at("2026-11-20T08:00"), isOriginal: false } as const;
  const orders = [
    order({
      customerId: "1",
      processedAt: at("2026-11-20T07:00"),
      cancelledAt: at("2026-11-20T08:00"),
      rows: [
        row({ total: 11_000, tax: 1_000, discount: 500 }),
        row({ lineType: "SHIPPING", total: 490 }),
        row({ lineType: "TIP", total: 110, tax: 10 }),
        row({ lineType: "DUTY", total: 50 }),
        row({ lineType: "FEE", total: 20, tax: 5 }),
        row({ ...sold, action: "RETURN", total: -11_000, tax: -1_000, discount: -500 }),
      ],
    }),
    order({ customerId: "2", processedAt: at("2026-11-01T07:00"), rows: [row(), row({ ...sold, total: 3_000 })] }),
    order({ customerId: "2", processedAt: at("2026-11-20T09:00"), rows: [row({ total: 0, discount: 10_000 })] }),
    order({ customerId: "2", processedAt: at("2026-11-20T10:00"), rows: [row({ quantity: 3, total: 700 })] }),
    ...[1, 2].map((times) =>
      order({
        customerId: "2",
        processedAt: at("2026-11-20T10:00") + times * MINUTE_MS,
        checkoutToken: `came back ${times}`,
        rows: [
          row({ total: times * 900, discount: 1 }),
          row({ ...sold, happenedAt: at("2026-11-20T13:00"), action: "RETURN", total: times * -200 }),
          row({ lineType: "SHIPPING", total: times * 300 }),
          row({ lineType: "TIP", total: times * 50 }),
          row({ lineType: "DUTY", total: times * 20 }),
          row({ lineType: "FEE", total: times * 5 }),
        ],
      }),
    ),
    order({
      customerId: "3",
      processedAt: at("2026-11-20T11:00"),
      rows: [row({ lineType: "GIFT_CARD", total: 2_500 }), row({ lineType: "GIFT_CARD", total: 1_500 })],
    }),
    order({
      customerId: null,
      processedAt: at("2026-11-20T12:00"),
      rows: [row({ lineType: "ADJUSTMENT", total: -5, action: "UPDATE" }), row()],
    }),
    order({ customerId: "9", processedAt: at("2026-11-20T12:00"), isTest: true }),
  ];
  const begunAt = (time: string, parts: Partial<CheckoutHistory> = {}) =>
    checkout({ startedAt: at(`2026-11-20T${time}`), ...parts });
  const checkouts = [
    begunAt("08:00", { value: 800 }),
    begunAt("08:10", { value: 400 }),
    begunAt("09:00", { value: 900, completedAt: at("2026-11-20T11:00") }),
    begunAt("10:00", { hasContact: false }),
    begunAt("07:00", { token: "came back 1" }),
    begunAt("07:00", { token: "came back 2" }),
  ];

  it("is the whole day of the rollups when it ends with the day", async () => {
    const shopId = await installedShopWith(database.db, { orders, checkouts });
    const day = { from: "2026-11-20", to: "2026-11-20" };
    const part = { day: day.to, until: at("2026-11-21T00:00") };
    await withShop(database.db, shopId, async (tx) => {
      expect(await readSalesOfPart(tx, shopId, part)).toEqual(await readSalesTotals(tx, shopId, day));
      const { cut: _, ...whole } = await readCheckoutTotals(tx, shopId, day, NOW);
      expect(await readCheckoutsOfPart(tx, shopId, part, NOW, 60)).toEqual(whole);
    });
  });
  it("ends before its last moment", async () => {
    const shopId = await installedShopWith(database.db, { orders, checkouts });
    await withShop(database.db, shopId, async (tx) => {
      const salesUntil = (time: string) =>
        readSalesOfPart(tx, shopId, { day: "2026-11-20", until: at(`2026-11-20T${time}`) });
      const later = await salesUntil("08:30");
      expect(later.new).toMatchObject({ orders: 0, grossSales: 3_000 });
      expect(later.other).toMatchObject({ orders: 1, cancelledOrders: 1, returns: 10_000, giftCardsSold: 0 });
      expect(await salesUntil("08:00")).toMatchObject({ new: { grossSales: 0 }, other: { orders: 1, returns: 0 } });
      expect((await salesUntil("10:01")).returning.orders).toBe(1);
    });
  });

  it("holds the checkouts begun before its last moment, as they stand now", async () => {
    const shopId = await installedShopWith(database.db, { orders, checkouts });
    await withShop(database.db, shopId, async (tx) => {
      const startedUntil = (time: string, now = NOW) =>
        readCheckoutsOfPart(tx, shopId, { day: "2026-11-20", until: at(`2026-11-20T${time}`) }, now, 60);
      expect(await startedUntil("08:30")).toMatchObject({ abandoned: 2, abandonedValue: 1_200, recovered: 2 });
      expect(await startedUntil("08:00")).toMatchObject({ abandoned: 0, abandonedValue: 0, recovered: 2 });
      expect(await startedUntil("09:00")).toMatchObject({ recovered: 2, recoveredValue: 2_700, anonymous: 0 });
      // Idle for exactly the threshold is not yet abandoned, and what is completed is never open.
      expect(await startedUntil("10:00", at("2026-11-20T09:10"))).toMatchObject({
        abandoned: 1,
        open: 1,
        recovered: 3,
      });
      expect(await startedUntil("06:00")).toMatchObject({ recovered: 0, recoveredValue: 0 });
    });
  });

  it("adds the customers who buy for the first time in the range, new or again", async () => {
    const bought = (customerId: string, ...moments: string[]) =>
      moments.map((moment) => order({ customerId, processedAt: at(moment), rows: [row()] }));
    const shopId = await installedShopWith(database.db, {
      orders: [
        ...bought("1", "2026-11-20T09:00"),
        ...bought("2", "2026-11-20T09:30"),
        ...bought("3", "2026-11-20T12:00"),
        ...bought("6", "2026-11-20T11:59"),
        ...bought("4", "2026-11-19T09:00", "2026-11-20T09:00"),
        ...bought("5", "2026-10-01T09:00", "2026-11-01T09:00", "2026-11-20T09:00"),
      ],
    });
    const range = { from: "2026-11-01", to: "2026-11-20" };
    const added = await withShop(database.db, shopId, (tx) =>
      readCustomersAddedByPart(tx, shopId, range, at("2026-11-20T12:00")),
    );
    expect(added).toEqual({ customers: 3, newCustomers: 3, returningCustomers: 1 });
  });
});
