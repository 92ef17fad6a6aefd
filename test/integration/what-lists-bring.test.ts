import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import { readLiftSums } from "~/adapters/db/recommendations/lift-sums.server";
import { explain } from "~/features/explain/explain.server";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { readListResults } from "~/adapters/db/recommendations/list-results.server";
import { shopReport } from "~/features/report/shop-report.server";
import { storefrontEvent, type EventName } from "~/domain/measurement/storefront-event";
import { measuredLift } from "~/domain/recommendations/lift/measured-lift";
import { type ProductDay, sumProductDays } from "~/domain/recommendations/lift/product-days";
import { createTestDatabase, type TestDatabase } from "../support/database/database";
import { newShop } from "../support/database/new-shop";
import { type StagedOrderSpec, stageBatch } from "../support/database/staged-batch";
import { foldAll } from "../support/database/staged-history";

let database: TestDatabase;
let shopId: string;
const inShop = <T>(work: (tx: Tx) => Promise<T>) => withShop(database.db, shopId, work);

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

let id = 0;
type What = Partial<Omit<Parameters<typeof storefrontEvent>[0], "name" | "at" | "clientId">>;
const event = (clientId: string, at: string, name: EventName, more: What = {}) =>
  storefrontEvent({ id: `e${++id}`, clientId, at: Date.parse(at), name, ...more });
const rec = (place: string, list: string, position = 1) => ({ rec: { place, list, position } });

/** An order of one line for each product, its lines numbered after it; amounts in cents. */
function orderOf(
  orderId: string,
  checkoutToken: string,
  processedAt: string,
  lines: Readonly<Record<string, number>>,
  more: Partial<StagedOrderSpec> = {},
  recs: Readonly<Record<string, string>> = {},
): StagedOrderSpec {
  const each = Object.entries(lines).map(([productId, total], n) => ({ lineId: `${orderId}${n}`, productId, total }));
  const sales = each.map(({ lineId, total }) => ({ id: lineId, lineId, total }));
  return {
    id: orderId,
    processedAt,
    checkoutToken,
    lines: each.map(({ lineId, productId }) => ({ id: lineId, productId, rec: recs[productId] ?? null })),
    agreements: [{ id: `OrderAgreement/${orderId}`, happenedAt: processedAt, sales }],
    ...more,
  };
}

const refundOf = (orderId: string, lineId: string, total: number, happenedAt: string) => ({
  id: `Refund/${orderId}`,
  reason: "REFUND" as const,
  happenedAt,
  sales: [{ id: `${orderId}9`, lineId, action: "RETURN" as const, quantity: -1, total: -total }],
});

async function shopWith(events: ReturnType<typeof event>[], orders: StagedOrderSpec[]): Promise<void> {
  shopId = await newShop(database.db, { timeZone: "Europe/Berlin" });
  await inShop(async (tx) => {
    await applyBatch(tx, shopId, await stageBatch(tx, shopId, { orders }));
    await storeEvents(tx, shopId, events);
  });
  await foldAll(database.db, shopId);
}

describe("results of lists", () => {
  const DAY = "2026-03-10";
  const at = (time: string) => `${DAY}T${time}Z`;

  beforeAll(() => {
    const order = orderOf("70", "t1", at("10:20:00"), { "2": 3000, "3": 500, "4": 900 });
    return shopWith(
      [
        // Clicks 2 in the first list and again in the second, adds and buys it; buys 4, which it clicked only afterwards.
        event("a", at("10:00:00"), "product_viewed", { productId: "1" }),
        event("a", at("10:01:00"), "rec_viewed", rec("product", "together")),
        event("a", at("10:02:00"), "product_viewed", { productId: "2", ...rec("product", "together", 2) }),
        event("a", at("10:03:00"), "product_viewed", { productId: "2", ...rec("cart", "cart") }),
        event("a", at("10:04:00"), "product_added_to_cart", { productId: "2", variantId: "20" }),
        event("a", at("10:20:00"), "checkout_completed", { checkoutToken: "t1" }),
        event("a", at("10:21:00"), "product_viewed", { productId: "4", ...rec("thank_you", "together") }),
        // Sees and leaves; an hour later buys what it clicked in the session before.
        event("b", at("11:00:00"), "rec_viewed", rec("product", "together")),
        event("b", at("11:01:00"), "product_viewed", { productId: "3", ...rec("product", "together") }),
        event("b", at("13:00:00"), "checkout_completed", { checkoutToken: "t2" }),
        // Clicks and buys in a test order.
        event("c", at("14:00:00"), "product_viewed", { productId: "3", ...rec("product", "together") }),
        event("c", at("14:01:00"), "checkout_completed", { checkoutToken: "t3" }),
      ],
      [
        {
          ...order,
          agreements: [...(order.agreements ?? []), refundOf("70", "700", 1000, "2026-04-20T10:00:00Z")],
        },
        orderOf("71", "t2", at("13:00:00"), { "3": 500 }),
        orderOf("72", "t3", at("14:01:00"), { "3": 500 }, { isTest: true }),
      ],
    );
  });

  it("count what was seen, clicked, added and bought, each line for its last click, less what came back", async () => {
    expect(await inShop((tx) => readListResults(tx, shopId, { from: DAY, to: DAY }))).toEqual({
      lists: [
        { place: "product", list: "together", seen: 3, clicking: 3, adding: 1, assistedSales: 0 },
        { place: "cart", list: "cart", seen: 1, clicking: 1, adding: 1, assistedSales: 2000 },
        { place: "thank_you", list: "together", seen: 1, clicking: 1, adding: 0, assistedSales: 0 },
      ],
      // One session saw all three.
      all: { seen: 3, clicking: 3, adding: 1, assistedSales: 2000 },
    });
  });

  it("are reported, as known now", async () => {
    const ask = { from: DAY, to: DAY };
    const { metrics, tables } = await shopReport({ db: database.db, now: Date.now }, shopId, ask);
    expect(metrics.rec_attributed_sales).toMatchObject({ value: "20.00", n: 1 });
    expect(metrics.rec_ctr).toMatchObject({ value: 1, numerator: 3, denominator: 3 });
    expect(metrics.rec_lift).toMatchObject({ value: null, unavailableBecause: expect.stringMatching(/not measured/) });
    expect(tables.recommendations[1]).toMatchObject({ place: "cart", list: "cart", assistedSales: "20.00" });
    const before = await shopReport({ db: database.db, now: Date.now }, shopId, { ...ask, asOf: "2026-03-12" });
    // The refund came later.
    expect(before.metrics.rec_attributed_sales.value).toBe("30.00");
    expect(before.metrics.rec_ctr.value).toBe(1);
  });

  it("are of sessions that began in the range", async () => {
    expect(await inShop((tx) => readListResults(tx, shopId, { from: "2026-03-11", to: "2026-03-20" }))).toMatchObject({
      lists: [],
      all: { seen: 0, assistedSales: 0 },
    });
  });
});

describe("products put into the cart with a list's own button", () => {
  const DAY = "2026-03-10";
  const at = (time: string) => `${DAY}T${time}Z`;
  const placed = orderOf("80", "d1", at("10:20:00"), { "2": 3000, "3": 500 }, {}, { "2": "product.set.1" });
  const orders = [
    { ...placed, agreements: [...(placed.agreements ?? []), refundOf("80", "800", 1000, "2026-04-20T10:00:00Z")] },
    orderOf("81", "d2", at("12:00:00"), { "5": 700, "6": 100 }, {}, { "5": "home.popular.3" }),
    // Of a shopper nobody measured; of a test order.
    orderOf("82", "d3", at("12:00:00"), { "2": 5000 }, {}, { "2": "product.set.1" }),
    orderOf("83", "d4", at("15:00:00"), { "2": 9000 }, { isTest: true }, { "2": "product.set.1" }),
  ];
  const RANGE = { from: DAY, to: DAY };
  const EXPECTED = {
    lists: [
      { place: "home", list: "popular", seen: 1, clicking: 1, adding: 1, assistedSales: 700 },
      { place: "product", list: "set", seen: 1, clicking: 1, adding: 1, assistedSales: 2000 },
      { place: "product", list: "together", seen: 1, clicking: 1, adding: 0, assistedSales: 500 },
    ],
    all: { seen: 2, clicking: 2, adding: 2, assistedSales: 3200 },
  };
  const readResults = () => inShop((tx) => readListResults(tx, shopId, RANGE));

  beforeAll(() =>
    shopWith(
      [
        // Clicks both, adds 2 from the list itself and 3 nobody knows how.
        event("d", at("10:00:00"), "product_viewed", { productId: "2", ...rec("product", "set") }),
        event("d", at("10:01:00"), "product_viewed", { productId: "3", ...rec("product", "together") }),
        event("d", at("10:02:00"), "product_added_to_cart", { productId: "2", variantId: "20" }),
        event("d", at("10:20:00"), "checkout_completed", { checkoutToken: "d1" }),
        // Clicks nothing, and no script tells what was in view.
        event("e", at("11:59:00"), "page_viewed", {}),
        event("e", at("12:00:00"), "checkout_completed", { checkoutToken: "d2" }),
        event("f", at("15:00:00"), "checkout_completed", { checkoutToken: "d4" }),
      ],
      orders,
    ),
  );

  it("are clicked, added and assisted in the session that bought them, each line and session once", async () => {
    expect(await readResults()).toEqual(EXPECTED);
  });

  it("count the same when the orders are read again", async () => {
    const again = orders.map((order) => ({ ...order, updatedAt: "2026-05-01T00:00:00Z" }));
    await inShop(async (tx) => applyBatch(tx, shopId, await stageBatch(tx, shopId, { orders: again })));
    expect(await readResults()).toEqual(EXPECTED);
  });

  it("are among the sessions and sales rows behind the numbers, now and as of a moment", async () => {
    const ask = (key: MetricKey, asOf?: number) =>
      explain({ db: database.db, now: Date.now }, shopId, { key, range: RANGE, ...(asOf && { asOf }) });
    for (const asOf of [undefined, Date.now()]) {
      const { value, list } = await ask("rec_ctr", asOf);
      expect(value).toMatchObject({ value: 1, numerator: 2, denominator: 2 });
      expect(list.total).toEqual({ count: 2, numerator: 2, denominator: 2 });
      const sales = await ask("rec_attributed_sales", asOf);
      expect(sales.value).toMatchObject({ value: 3200, n: 2 });
      expect(sales.list.total).toMatchObject({ count: 4, numerator: 3200 });
    }
    const then = await ask("rec_attributed_sales", Date.parse("2026-04-01T00:00:00Z"));
    expect([then.value.value, then.list.total.numerator]).toEqual([4200, 4200]);
  });
});

describe("sums of the lift", () => {
  const SALT = "salt";
  const RANGE = { from: "2026-03-01", to: "2026-03-31" };
  /** Views by one client half an hour apart from others, and what its order was worth. */
  const visit = (n: number, at: string, productIds: string[], paid: number | null) => ({ n, at, productIds, paid });
  const VISITS = [
    visit(1, "2026-03-10T08:00:00Z", ["1", "2"], 4000),
    visit(2, "2026-03-10T09:00:00Z", ["1"], null),
    visit(3, "2026-03-10T10:00:00Z", ["2", "2"], 1000),
    visit(4, "2026-03-11T08:00:00Z", ["1", "3"], 2500),
    visit(5, "2026-03-11T08:30:00Z", ["2"], null),
    // Before the lists of the day were written and seen by all; of a product that is not drawn; of a day that is not.
    visit(6, "2026-03-11T03:29:00Z", ["1"], 9000),
    visit(7, "2026-03-11T12:00:00Z", ["9"], 8000),
    visit(8, "2026-03-12T12:00:00Z", ["1"], 7000),
  ];

  beforeAll(async () => {
    const later = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
    await shopWith(
      VISITS.flatMap(({ n, at, productIds, paid }) => [
        ...productIds.map((productId, step) => event(`v${n}`, later(at, step), "product_viewed", { productId })),
        ...(paid === null ? [] : [event(`v${n}`, later(at, 9), "checkout_completed", { checkoutToken: `v${n}` })]),
      ]),
      VISITS.flatMap(({ n, at, paid }) =>
        paid === null ? [] : [orderOf(`9${n}`, `v${n}`, later(at, 9), { "5": paid })],
      ),
    );
    const day = (date: string, salt: string, shown: string, heldOut: string) =>
      inShop((tx) =>
        tx.query("INSERT INTO hold_out_day VALUES ($1, $2, $3, $4, $5, $6)", [
          shopId,
          date,
          salt,
          `${date}T03:00:00Z`,
          shown,
          heldOut,
        ]),
      );
    await day("2026-03-10", SALT, "{1}", "{2,3}");
    await day("2026-03-11", SALT, "{2,3}", "{1}");
    await day("2026-03-12", "another", "{1}", "{}");
  });

  it("are those of the product-days, of sessions after the washout alone", async () => {
    const day = (productId: string, isHeldOut: boolean, sessions: number, netSales: number): ProductDay => ({
      productId,
      isHeldOut,
      sessions,
      netSales,
    });
    const expected = sumProductDays([
      day("1", false, 2, 4000),
      day("1", true, 1, 2500),
      day("2", true, 2, 5000),
      day("2", false, 1, 0),
      day("3", true, 0, 0),
      day("3", false, 1, 2500),
    ]);
    const { days, products } = await inShop((tx) => readLiftSums(tx, shopId, SALT, RANGE));
    expect(days).toBe(2);
    const inOrder = (sums: typeof products) => sums.map((each) => JSON.stringify(each)).toSorted();
    expect(inOrder(products)).toEqual(inOrder(expected));
    expect(measuredLift(products)?.lift).toBeCloseTo(6500 / 4 / (7500 / 3) - 1, 12);
  });

  it("are of one draw and of the range alone", async () => {
    const read = (salt: string, range: typeof RANGE) => inShop((tx) => readLiftSums(tx, shopId, salt, range));
    expect(await read("none", RANGE)).toEqual({ days: 0, products: [] });
    expect((await read(SALT, { from: "2026-03-11", to: "2026-03-11" })).days).toBe(1);
  });

  it("give the lift of a report, of the draw in force", async () => {
    await inShop((tx) => tx.query("INSERT INTO hold_out_setting VALUES ($1, true, 10, 'nothing', $2)", [shopId, SALT]));
    const { metrics } = await shopReport({ db: database.db, now: Date.now }, shopId, RANGE);
    expect(metrics.rec_lift).toMatchObject({ unit: "rate", n: 7 });
    expect(metrics.rec_lift.value).toBeCloseTo(6500 / 4 / (7500 / 3) - 1, 12);
  });

  it("are of the product views that are listed behind it, and known as of now alone", async () => {
    const ask = { key: "rec_lift", range: RANGE } as const;
    const { list } = await explain({ db: database.db, now: Date.now }, shopId, ask);
    const sales = (side: string) =>
      list.rows
        .filter(({ state }) => state === side)
        .map(({ numerator }) => numerator)
        .toSorted((a, b) => a - b);
    expect(sales("shown")).toEqual([0, 0, 2500, 4000]);
    expect(sales("held_out")).toEqual([1000, 2500, 4000]);
    expect(list.total).toEqual({ count: 7, numerator: 14_000, denominator: 7 });
    const then = await explain({ db: database.db, now: Date.now }, shopId, { ...ask, asOf: Date.now() });
    expect(then.unavailableBecause).toBe("The effect of recommendations is known as of now only.");
    expect(then.list.total.count).toBe(0);
  });
});
