import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyBatch, rebuildShop } from "~/adapters/db/ledger/apply.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { readCheckoutTotals } from "~/adapters/db/totals/rollups.server";
import { readShippingSplit } from "~/adapters/db/totals/shipping-split.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import { checkoutTotals } from "~/domain/metrics/totals/checkout-totals";
import { NO_CHECKOUTS, type CheckoutCounts } from "~/domain/metrics/totals/totals";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";
import { readFacts, readRollups } from "../../support/database/ledger-snapshot";
import { ALL_KNOWN } from "../../support/database/shop-profile";
import {
  stageBatch,
  type StagedBatch,
  type StagedCheckoutSpec,
  type StagedOrderSpec,
} from "../../support/database/staged-batch";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const DAY = { from: "2026-04-30", to: "2026-04-30" };
const at = (time: string) => (time.includes("T") ? `${time}:00Z` : `2026-04-30T${time}:00Z`);

const checkout = (
  id: string,
  start: string,
  last: string,
  rest: Partial<StagedCheckoutSpec> = {},
): StagedCheckoutSpec => ({
  id,
  token: `t${id}`,
  startedAt: at(start),
  updatedAt: at(last),
  value: 1_000,
  ...rest,
});
const order = (id: string, time: string, rest: Partial<StagedOrderSpec> = {}): StagedOrderSpec => ({
  id,
  customerId: null,
  processedAt: at(time),
  ...rest,
});

/** Applies the batches one after the other and reads the day, after checking it against the fold and a rebuild. */
async function totalsAfter(batches: readonly StagedBatch[], now: string): Promise<CheckoutCounts> {
  const shopId = await newShop(database.db);
  for (const batch of batches) {
    await withShop(database.db, shopId, async (tx) => applyBatch(tx, shopId, await stageBatch(tx, shopId, batch)));
  }
  return withShop(database.db, shopId, async (tx) => {
    const asOf = Date.parse(at(now));
    const context = {
      timeZone: "UTC",
      asOf,
      definitions: DEFAULT_DEFINITIONS,
      currencyCode: "EUR",
      isHistoryLimited: false,
      checkoutsKnownFrom: ALL_KNOWN,
      measuredFrom: null,
    };
    const totals = await readCheckoutTotals(tx, shopId, DAY, asOf);
    expect(totals).toEqual(checkoutTotals(await readShopHistory(tx, shopId), DAY, context));
    const [rollups, facts] = [await readRollups(tx, shopId), await readFacts(tx, shopId)];
    await rebuildShop(tx, shopId);
    expect(await readRollups(tx, shopId)).toEqual(rollups);
    expect(await readFacts(tx, shopId)).toEqual(facts);
    const { cut, ...counts } = totals;
    expect(cut).toBeNull();
    return counts;
  });
}

describe("checkouts", () => {
  const day: StagedBatch = {
    checkouts: [
      checkout("1", "09:00", "09:12"),
      checkout("2", "09:30", "09:40"),
      checkout("3", "10:00", "10:05"),
      checkout("4", "11:40", "11:45"),
      checkout("6", "08:00", "08:02", { customerId: "7" }),
      checkout("7", "08:20", "08:30", { customerId: "7" }),
    ],
    orders: [
      order("1", "09:12", { checkoutToken: "t1" }),
      order("2", "11:05", { checkoutToken: "t2" }),
      order("7", "08:30", { checkoutToken: "t7", customerId: "7" }),
    ],
  };

  it("stand as in worked example F, and move on with the clock and a late order", async () => {
    expect(await totalsAfter([day], "12:00")).toMatchObject({ completed: 2, recovered: 1, abandoned: 1, open: 1 });
    expect(await totalsAfter([day], "13:00")).toMatchObject({ abandoned: 2, open: 0, superseded: 1 });
    const late = { orders: [order("3", "2026-05-02T10:00", { checkoutToken: "t3" })] };
    expect(await totalsAfter([day, late], "2026-05-02T11:00")).toMatchObject({
      completed: 2,
      recovered: 2,
      abandoned: 1,
      recoveredValue: 20_000,
    });
  });

  it("do not depend on which came first, the checkout or its order (W3)", async () => {
    const first: StagedBatch = { checkouts: [checkout("1", "09:00", "09:10")] };
    const second: StagedBatch = { checkouts: [checkout("1", "09:00", "10:40")] };
    const third: StagedBatch = { orders: [order("1", "10:45", { checkoutToken: "t1" })] };
    for (const arrival of [
      [first, second, third],
      [third, second, first],
      [second, third, first],
    ]) {
      expect(await totalsAfter(arrival, "12:00")).toEqual({ ...NO_CHECKOUTS, recovered: 1, recoveredValue: 10_000 });
    }
  });

  it("made from online orders nobody announced are completed; POS orders make none", async () => {
    const batch = { orders: [order("1", "09:00", { checkoutToken: "t" }), order("2", "09:00")] };
    expect(await totalsAfter([batch], "12:00")).toEqual({ ...NO_CHECKOUTS, completed: 1 });
  });

  it.each<[string, Partial<StagedOrderSpec>]>([
    ["another token", { checkoutToken: "t9" }],
    ["no token", { checkoutToken: null }],
    ["been deleted", { isDeleted: true }],
  ])("are made of the next order of a token once one of the till that held it has %s", async (_what, change) => {
    const till = order("1", "10:00", { sourceName: "pos", checkoutToken: "t1" });
    const online = order("2", "11:00", { checkoutToken: "t1" });
    const later = { ...till, ...change, updatedAt: "2026-05-02T00:00:00Z" };
    expect(await totalsAfter([{ orders: [till, online] }, { orders: [later] }], "23:00")).toMatchObject({
      completed: 1,
    });
  });

  it("are superseded only as long as the other order of the cart exists", async () => {
    const left = { checkouts: [checkout("1", "09:00", "09:05", { cartToken: "k" })] };
    const bought = { orders: [order("1", "10:00", { checkoutToken: "t", cartToken: "k" })] };
    const deleted = { orders: [order("1", "10:00", { isDeleted: true })] };
    expect(await totalsAfter([left, bought], "12:00")).toEqual({ ...NO_CHECKOUTS, completed: 1, superseded: 1 });
    expect(await totalsAfter([left, bought, deleted], "12:00")).toEqual({
      ...NO_CHECKOUTS,
      abandoned: 1,
      abandonedValue: 1_000,
    });
  });

  const listed = (id: string, completed: string) =>
    checkout(id, "07:00", "07:30", { token: null, origin: "list", customerId: "1", completedAt: at(completed) });
  const bought = (id: string, time: string) => order(id, time, { customerId: "1", checkoutToken: `online${id}` });

  it("of the list give way when a nearer one is listed later, and are then recovered without a value", async () => {
    const batches = [
      { orders: [bought("1", "10:03")] },
      { checkouts: [listed("1", "10:00")] },
      { checkouts: [listed("2", "10:03")] },
    ];
    expect(await totalsAfter(batches, "12:00")).toEqual({ ...NO_CHECKOUTS, recovered: 2, recoveredValue: 10_000 });
  });

  it("of the list are matched one to one, nearest first, the same way at equal distances", async () => {
    const batch = {
      orders: [bought("1", "10:02"), bought("2", "10:06"), bought("3", "10:20")],
      checkouts: [listed("1", "10:04"), listed("2", "10:04"), listed("3", "10:30")],
    };
    expect(await totalsAfter([batch], "12:00")).toEqual({
      ...NO_CHECKOUTS,
      completed: 1,
      recovered: 3,
      recoveredValue: 20_000,
    });
  });

  it("of a machine are void until one of them becomes an order", async () => {
    const burst = {
      checkouts: Array.from({ length: 10 }, (_, index) =>
        checkout(String(index + 1), `09:0${index}`, `09:0${index}`, { customerId: "1" }),
      ),
    };
    expect(await totalsAfter([burst], "12:00")).toEqual({ ...NO_CHECKOUTS, voided: 10 });
    const sold = { orders: [order("1", "09:05", { customerId: "1", checkoutToken: "t5" })] };
    expect(await totalsAfter([burst, sold], "12:00")).toEqual({ ...NO_CHECKOUTS, completed: 1, superseded: 9 });
  });

  const machine = (...starts: string[]) => ({
    checkouts: starts.map((start, index) => checkout(String(index + 1), start, start, { customerId: "1" })),
  });
  const nineMinutes = Array.from({ length: 9 }, (_, minute) => `09:0${minute}`);

  it("of a machine begin within ten minutes, the last moment included, and are ten at least", async () => {
    expect(await totalsAfter([machine(...nineMinutes, "09:10")], "12:00")).toMatchObject({ voided: 10, abandoned: 0 });
    expect(await totalsAfter([machine(...nineMinutes, "09:11")], "12:00")).toMatchObject({ voided: 0, abandoned: 10 });
    expect(await totalsAfter([machine(...nineMinutes)], "12:00")).toMatchObject({ voided: 0, abandoned: 9 });
  });

  it.each(["cartToken", "customerId"] as const)(
    "of as many shoppers, told apart by %s, are of no machine",
    async (by) => {
      const checkouts = [...nineMinutes, "09:09"].map((start, index) =>
        checkout(String(index + 1), start, start, { [by]: String(index + 1) }),
      );
      expect(await totalsAfter([{ checkouts }], "12:00")).toMatchObject({ voided: 0, abandoned: 10 });
    },
  );

  it("of a machine take no later one of the shopper with them", async () => {
    expect(await totalsAfter([machine(...nineMinutes, "09:09", "09:15")], "12:00")).toMatchObject({
      voided: 10,
      abandoned: 1,
    });
  });

  it.each([
    ["completed", "after an hour of idleness", "11:05"],
    ["recovered", "after a minute more", "11:06"],
    ["recovered", "after thirty days", "2026-05-30T10:05"],
    ["abandoned", "after a minute more than thirty days", "2026-05-30T10:06"],
  ])("are %s by an order %s", async (state, _, time) => {
    const left = { checkouts: [checkout("1", "10:00", "10:05")] };
    const bought = { orders: [order("1", time, { checkoutToken: "t1" })] };
    expect(await totalsAfter([left, bought], "2026-06-30T12:00")).toMatchObject({ [state]: 1 });
  });

  it.each([
    ["superseded", "a day after the last activity", "2026-05-01T10:05"],
    ["abandoned", "a minute later than that", "2026-05-01T10:06"],
    ["superseded", "a day before it", "2026-04-29T10:05"],
    ["abandoned", "a minute earlier than that", "2026-04-29T10:04"],
  ])("are %s where the same customer buys %s", async (state, _, time) => {
    const left = { checkouts: [checkout("1", "10:00", "10:05", { customerId: "1" })] };
    const elsewhere = { orders: [order("1", time, { customerId: "1", checkoutToken: "t" })] };
    expect(await totalsAfter([left, elsewhere], "2026-06-30T12:00")).toMatchObject({ [state]: 1 });
  });

  it("cost a share of the basket for delivery: what was offered last, or else what the order paid", async () => {
    const shopId = await newShop(database.db);
    const sold = (id: string, shipping: number): StagedOrderSpec["agreements"] => [
      {
        id: `A/${id}`,
        happenedAt: at("09:30"),
        sales: [
          { id: `${id}1`, total: 10_000 },
          { id: `${id}2`, lineType: "SHIPPING", total: shipping + 50, tax: 50 },
        ],
      },
    ];
    const batches: StagedBatch[] = [
      {
        checkouts: [
          checkout("1", "09:00", "09:05", { shipping: 100 }),
          checkout("1", "09:00", "09:10", { shipping: 201 }),
          checkout("2", "09:00", "09:10"),
          checkout("3", "09:00", "09:10", { shipping: 0 }),
          checkout("4", "09:00", "09:10"),
        ],
      },
      {
        orders: [
          order("4", "09:30", { checkoutToken: "t4", agreements: sold("4", 100) }),
          order("5", "09:30", { checkoutToken: "t5", agreements: sold("5", 900) }),
        ],
      },
    ];
    for (const batch of batches) {
      await withShop(database.db, shopId, async (tx) => applyBatch(tx, shopId, await stageBatch(tx, shopId, batch)));
    }
    const asOf = Date.parse(at("12:00"));
    const split = await withShop(database.db, shopId, (tx) => readShippingSplit(tx, shopId, DAY, asOf, 60));
    expect(split).toEqual([
      { share: "free", completed: 0, recovered: 0, abandoned: 1 },
      { share: "under_10", completed: 1, recovered: 0, abandoned: 0 },
      { share: "10_to_20", completed: 1, recovered: 0, abandoned: 0 },
      { share: "over_20", completed: 0, recovered: 0, abandoned: 1 },
      { share: "unknown", completed: 0, recovered: 0, abandoned: 1 },
    ]);
  });

  it("bring back nothing with an order that sold nothing", async () => {
    const left = { checkouts: [checkout("1", "10:00", "10:05")] };
    const empty = { orders: [order("1", "12:00", { checkoutToken: "t1", agreements: [] })] };
    expect(await totalsAfter([left, empty], "13:00")).toEqual({ ...NO_CHECKOUTS, recovered: 1 });
  });

  it("without contact are apart, deleted ones in no count", async () => {
    const batch = {
      checkouts: [checkout("1", "09:00", "09:00", { hasContact: false }), checkout("2", "09:00", "09:00")],
    };
    const deletion = { checkouts: [checkout("2", "10:00", "10:00", { isDeleted: true })] };
    expect(await totalsAfter([batch, deletion], "12:00")).toEqual({ ...NO_CHECKOUTS, anonymous: 1 });
    expect(await totalsAfter([deletion, batch], "12:00")).toEqual({ ...NO_CHECKOUTS, anonymous: 1 });
  });
});
