import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymiseCustomer, applyBatch, mergeCustomers } from "~/adapters/db/ledger/apply.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { readLifetimeTotals, readMatureCustomers } from "~/adapters/db/totals/rollups.server";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { VALUE_HORIZONS_DAYS } from "~/domain/metrics/totals/totals";
import { DAY_MS } from "~/domain/time/shop-time";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";
import { readFacts, readRollups } from "../../support/database/ledger-snapshot";
import { stageBatch, type StagedBatch, type StagedOrderSpec } from "../../support/database/staged-batch";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const apply = (shopId: string, batch: StagedBatch) =>
  withShop(database.db, shopId, async (tx) => applyBatch(tx, shopId, await stageBatch(tx, shopId, batch)));
const merge = (shopId: string, fromId: string, intoId: string) =>
  withShop(database.db, shopId, (tx) => mergeCustomers(tx, shopId, fromId, intoId));
const read = <T>(shopId: string, reader: (tx: Tx, shopId: string) => Promise<T>) =>
  withShop(database.db, shopId, (tx) => reader(tx, shopId));

const order = (id: string, day: string, rest: Partial<StagedOrderSpec> = {}): StagedOrderSpec => ({
  id,
  customerId: "1",
  processedAt: `${day}T12:00:00Z`,
  ...rest,
});

/** Each customer on record, with the day of the record and who it lives on as. */
async function recordsOf(shopId: string): Promise<string[]> {
  const { rows } = await read(shopId, (tx) =>
    tx.query<{ record: string }>(
      `SELECT concat_ws(' ', customer_id, (created_at AT TIME ZONE 'UTC')::date, 'into ' || merged_into) AS record
       FROM customer WHERE shop_id = $1 ORDER BY customer_id`,
      [shopId],
    ),
  );
  return rows.map(({ record }) => record);
}

const customer = (id: string, created: string, updated = created) => ({
  id,
  createdAt: `${created}T00:00:00Z`,
  updatedAt: `${updated}T00:00:00Z`,
});

describe("customers on record", () => {
  it("stand as their newest version says, and nothing changes where that is known", async () => {
    const shopId = await newShop(database.db);
    const newest = customer("1", "2026-04-02", "2026-04-20");
    expect(await apply(shopId, { customers: [customer("1", "2026-04-01", "2026-04-10")] })).toMatchObject({
      customers: 1,
    });
    expect(await apply(shopId, { customers: [newest, customer("2", "2026-04-05")] })).toMatchObject({ customers: 2 });
    for (const known of [newest, customer("1", "2026-04-03", "2026-04-11")]) {
      expect(await apply(shopId, { customers: [known] })).toMatchObject({ customers: 0 });
    }
    expect(await recordsOf(shopId)).toEqual(["1 2026-04-02", "2 2026-04-05"]);
    expect(await read(shopId, readShopProfile)).toMatchObject({ dataVersion: 2 });
  });

  it("go when they are deleted, each alone; who lives on as another is remembered", async () => {
    const shopId = await newShop(database.db);
    const known = ["1", "2", "3"].map((id) => customer(id, "2026-04-01"));
    await apply(shopId, { customers: known });
    await merge(shopId, "3", "2");
    const deleted = ["1", "3", "9"].map((id) => ({ ...customer(id, "2026-04-01", "2999-01-01"), isDeleted: true }));
    expect(await apply(shopId, { customers: deleted })).toMatchObject({ customers: 1 });
    expect(await recordsOf(shopId)).toEqual(["2 2026-04-01", "3 2026-04-01 into 2"]);
  });
});

describe("a horizon after a first purchase", () => {
  it.each(VALUE_HORIZONS_DAYS)("of %i days ends to the second", async (days) => {
    const shopId = await newShop(database.db);
    const at = (afterSeconds: number) =>
      new Date(Date.parse("2024-01-01T12:00:00Z") + days * DAY_MS + afterSeconds * 1_000).toISOString();
    await apply(shopId, {
      orders: [
        order("1", "2024-01-01"),
        order("2", "", { processedAt: at(0) }),
        order("3", "2024-01-01", { customerId: "2" }),
        order("4", "", { customerId: "2", processedAt: at(1) }),
      ],
    });
    const mature = await read(shopId, (tx) =>
      readMatureCustomers(tx, shopId, {}, days, Date.parse("2026-06-01T00:00:00Z")),
    );
    expect(mature).toMatchObject({ customers: 2, repeaters: 1, keptValue: 30_000 });
  });
});

describe("mergeCustomers", () => {
  it("makes two one-time customers a returning one, and keeps late orders of the merged id (example L)", async () => {
    const shopId = await newShop(database.db);
    const orders = [
      order("1", "2026-05-01", { customerId: "3" }),
      order("2", "2026-05-02", { customerId: "7" }),
      order("3", "2026-05-03", { customerId: "7" }),
    ];
    await apply(shopId, { orders });
    expect(await read(shopId, readLifetimeTotals)).toMatchObject({ customers: 2, repeaters: 1 });
    await merge(shopId, "7", "3");
    expect(await read(shopId, readLifetimeTotals)).toMatchObject({ customers: 1, repeaters: 1 });
    await apply(shopId, { orders: [order("4", "2026-05-04", { customerId: "7" })] });
    expect(await read(shopId, readLifetimeTotals)).toMatchObject({ customers: 1, repeaters: 1 });
  });

  it("takes along who was merged before, and nobody else", async () => {
    const shopId = await newShop(database.db);
    const ids = ["3", "5", "7", "9"];
    await apply(shopId, {
      customers: ids.map((id) => customer(id, "2026-04-01")),
      orders: ids.map((id) => order(id, "2026-05-01", { customerId: id })),
    });
    await merge(shopId, "9", "7");
    await merge(shopId, "7", "3");
    expect(await recordsOf(shopId)).toEqual([
      "3 2026-04-01",
      "5 2026-04-01",
      "7 2026-04-01 into 3",
      "9 2026-04-01 into 3",
    ]);
    await apply(shopId, { orders: ids.map((id) => order(`1${id}`, "2026-05-02", { customerId: id })) });
    const { rows } = await read(shopId, (tx) =>
      tx.query("SELECT customer_id, count(*)::int AS orders FROM orders WHERE shop_id = $1 GROUP BY 1 ORDER BY 1", [
        shopId,
      ]),
    );
    expect(rows).toEqual([
      { customer_id: "3", orders: 6 },
      { customer_id: "5", orders: 2 },
    ]);
  });
});

describe("anonymiseCustomer", () => {
  const orders = [
    order("1", "2026-05-01", { customerId: "880001" }),
    order("2", "2026-05-02", { customerId: "880001", checkoutToken: "t" }),
    order("3", "2026-05-03", { customerId: "2" }),
  ];

  it("changes no total and leaves the id nowhere, nor lets it back (P7)", async () => {
    const shopId = await newShop(database.db);
    await apply(shopId, { orders, customers: [{ id: "880001", createdAt: "2026-04-01T00:00:00Z" }] });
    const before = await read(shopId, readRollups);
    await withShop(database.db, shopId, (tx) => anonymiseCustomer(tx, shopId, "880001"));
    expect(await read(shopId, readRollups)).toEqual(before);

    const late = { ...order("1", "2026-05-01", { customerId: "880001" }), updatedAt: "2026-07-01T00:00:00Z" };
    await apply(shopId, { orders: [late], customers: [{ id: "880001", createdAt: "2026-04-01T00:00:00Z" }] });
    expect(await read(shopId, readRollups)).toEqual(before);
    expect(JSON.stringify(await read(shopId, readFacts))).not.toContain("880001");
    expect((await read(shopId, (tx) => tx.query(`SELECT FROM customer`))).rows).toEqual([]);
  });

  it("bars a customer redacted before the first order came (L4)", async () => {
    const shopId = await newShop(database.db);
    await withShop(database.db, shopId, (tx) => anonymiseCustomer(tx, shopId, "880001"));
    await apply(shopId, { orders });
    expect(await read(shopId, readLifetimeTotals)).toMatchObject({ customers: 2, repeaters: 1 });
    expect(JSON.stringify(await read(shopId, readFacts))).not.toContain("880001");
  });

  it("forgets all who were merged into the person, and nobody else", async () => {
    const shopId = await newShop(database.db);
    const ids = ["2", "880001", "880002"];
    await apply(shopId, {
      customers: ids.map((id) => customer(id, "2026-04-01")),
      orders: ids.map((id) => order(id, "2026-05-01", { customerId: id })),
      checkouts: ids.map((id) => ({
        id,
        customerId: id,
        startedAt: "2026-05-01T00:00:00Z",
        updatedAt: "2026-05-01T00:00:00Z",
      })),
    });
    await merge(shopId, "880002", "880001");
    const personIds = await withShop(database.db, shopId, (tx) => anonymiseCustomer(tx, shopId, "880002"));
    expect([...personIds].sort()).toEqual(["880001", "880002"]);
    expect(await recordsOf(shopId)).toEqual(["2 2026-04-01"]);
    for (const table of ["orders", "checkout", "customer_facts"] as const) {
      const { rows } = await read(shopId, (tx) =>
        tx.query<{ customer_id: string }>(`SELECT DISTINCT customer_id FROM ${table} WHERE shop_id = $1`, [shopId]),
      );
      expect(rows.map(({ customer_id: id }) => (id.startsWith("-") ? "surrogate" : id)).sort()).toEqual([
        "2",
        "surrogate",
      ]);
    }
  });
});
