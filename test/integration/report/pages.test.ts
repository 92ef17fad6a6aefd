import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDataStatus } from "~/adapters/db/shop/data-status.server";
import { insertDefinitionChange } from "~/adapters/db/shop/definitions.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import { segmentParams } from "~/domain/orders/segment";
import { loadAbandonment } from "~/features/abandonment/load-abandonment.server";
import { loadCohorts } from "~/features/customers/load-cohorts.server";
import { loadGroups } from "~/features/customers/load-groups.server";
import { loadRepeat } from "~/features/customers/load-repeat.server";
import { loadValue } from "~/features/customers/load-value.server";
import { loadOrders } from "~/features/orders/load-orders.server";
import { loadOverview } from "~/features/overview/load-overview.server";
import { shopReport } from "~/features/report/shop-report.server";
import { at, checkout, order, row } from "../../support/builders";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { installedShop, installedShopWith } from "../../support/database/new-shop";
import { HISTORY_END, messages } from "../rollups/random-history";
import { inDescribedShop, profiles, segments } from "./described-shop";
import { because } from "~/domain/metrics/confidence/reason";
import { sayReason } from "~/words/records/reasons";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOW = at("2026-11-21T14:05");
/** Why a median is withheld from a screen. */
const FROM_FIVE_CUSTOMERS = { key: "shownFrom", values: { from: 5, observed: "customer" } };
const address = (query: string) => new URLSearchParams(query);
const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) => rows.reduce((total, each) => total + of(each), 0);

const bought = (customerId: string, day: string, total = 10_000, more = {}) =>
  order({ customerId, processedAt: at(`${day}T10:00`), rows: [row({ total })], ...more });

describe("pages of an empty shop", () => {
  it("have no numbers, each with its reason", async () => {
    const shopId = await installedShopWith(database.db, {});
    const repeat = await loadRepeat(database, shopId, address(""), NOW);
    const value = await loadValue(database, shopId, address(""), NOW);
    const orders = await loadOrders(database, shopId, address(""), NOW);
    const metrics = [
      ...repeat.cards.map((card) => card.value),
      repeat.secondPurchase.time,
      repeat.timeToFirstPurchase,
      ...repeat.repurchase.map(({ rate }) => rate),
      value.toDate,
      value.orderValueTop10,
      ...value.horizons.flatMap(({ acquired, trailing }) => [acquired, trailing]),
      ...orders.cards.filter(({ key }) => key !== "orders").map((card) => card.value),
    ];
    for (const metric of metrics) {
      expect(metric.value).toBeNull();
      expect(sayReason(metric.unavailableBecause)).toMatch(/\.$/);
    }
    expect(orders.distribution).toMatchObject({ n: 0, bins: [], quantiles: null });
    expect((await loadGroups(database, shopId, address("group=best"), NOW)).unavailableBecause).toContain("bought yet");
    expect((await loadCohorts(database, shopId, address(""), NOW)).unavailableBecause).toContain("bought yet");
    const { abandoned, states } = await loadAbandonment(database, shopId, address("page=9"), NOW);
    expect(abandoned).toEqual({ rows: [], page: 1, pageSize: 50, total: 0 });
    expect(sum(states, ({ checkouts }) => checkouts)).toBe(0);
  });
});

describe("loadRepeat", () => {
  it("says who came back and when", async () => {
    const orders = [
      bought("1", "2026-10-25", 10_000, { leadProductId: "11", customerCreatedAt: at("2026-10-23T10:00") }),
      bought("1", "2026-10-30"),
      bought("2", "2026-10-26", 5_000, { leadProductId: "11", daysToConversion: 4 }),
      bought("3", "2026-09-01"),
      bought("3", "2026-11-01"),
    ];
    const shopId = await installedShopWith(database.db, { orders });
    const repeat = await loadRepeat(database, shopId, address(""), NOW);
    expect(repeat.cards.map(({ value: { numerator, denominator } }) => [numerator, denominator])).toEqual([
      [2, 3],
      [1, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(repeat.purchasesPerCustomer.slice(0, 2)).toMatchObject([
      { label: "1", customers: 1, share: 1 / 3 },
      { label: "2", customers: 2, share: 2 / 3 },
    ]);
    expect(repeat.secondPurchase).toMatchObject({
      time: { value: null, n: 2, unavailableBecause: FROM_FIVE_CUSTOMERS },
      isQuarter: false,
      halfOfReturnersDays: 5,
      returners: 1,
    });
    expect(repeat.secondPurchase.curve[4]).toMatchObject({ back: 0, atRisk: 2 });
    expect(repeat.secondPurchase.curve[5]).toMatchObject({ back: 0.5, atRisk: 1 });
    expect(repeat.firstProducts).toMatchObject([
      { productId: "11", title: "Product 11", repeated: { numerator: 1, denominator: 2 } },
    ]);
  });

  it("withholds medians of fewer than five customers, which the report gives with their n", async () => {
    const orders = [
      bought("1", "2026-10-25", 10_000, { customerCreatedAt: at("2026-10-23T10:00") }),
      bought("2", "2026-10-26", 5_000, { daysToConversion: 4 }),
    ];
    const shopId = await installedShopWith(database.db, { orders });
    const repeat = await loadRepeat(database, shopId, address(""), NOW);
    const withheld = { value: null, n: 1, unavailableBecause: FROM_FIVE_CUSTOMERS };
    expect(repeat.timeToFirstPurchase).toMatchObject(withheld);
    expect(repeat.daysToConversion).toMatchObject(withheld);
    const { metrics, tables } = await shopReport({ db: database.db, now: () => NOW }, shopId, repeat.window.range);
    expect(metrics.time_to_first_purchase).toMatchObject({ value: 2, n: 1 });
    expect(tables.daysToConversion).toEqual({ median: 4, n: 1 });
  });

  it("says that history is limited", async () => {
    const shopId = await installedShopWith(
      database.db,
      { orders: [bought("1", "2026-11-01")] },
      { scopes: ["read_orders"] },
    );
    const repeat = await loadRepeat(database, shopId, address(""), NOW);
    expect(repeat.repurchase[0]?.rate.unavailableBecause).toEqual(because("historyLimited"));
    expect(repeat.secondPurchase.time.unavailableBecause).toEqual(because("historyLimited"));
    expect(repeat.cards[0]?.value.value).not.toBeNull();
    const groups = await loadGroups(database, shopId, address(""), NOW);
    expect(groups.unavailableBecause).toContain("Limited history");
    expect((await loadCohorts(database, shopId, address(""), NOW)).unavailableBecause).toContain("Limited history");
    expect((await loadValue(database, shopId, address(""), NOW)).quality.bySource).toEqual([]);
  });
});

describe("loadCohorts", () => {
  const orders = [bought("1", "2026-09-10"), bought("1", "2026-11-02", 4_000), bought("2", "2026-09-20", 2_000)];

  it("shows months, the running one marked", async () => {
    const { cohorts, together, hidden } = await loadCohorts(
      database,
      await installedShopWith(database.db, { orders }),
      address(""),
      NOW,
    );
    expect(cohorts).toEqual([
      {
        from: "2026-09-01",
        to: "2026-09-30",
        customers: 2,
        cells: [
          { offset: 0, buyers: 2, orders: 2, value: 12_000, cumulativeValue: 12_000, isComplete: true },
          { offset: 1, buyers: 0, orders: 0, value: 0, cumulativeValue: 12_000, isComplete: true },
          { offset: 2, buyers: 1, orders: 1, value: 4_000, cumulativeValue: 16_000, isComplete: false },
        ],
      },
    ]);
    expect(together.map(({ offset }) => offset)).toEqual([0, 1]);
    expect(hidden).toBe(0);
  });
  it("lists the customers behind a cell, as many as it counts", async () => {
    const more = [...orders, bought("2", "2026-10-05", 7_000), bought("2", "2026-10-06", 500)];
    const shopId = await installedShopWith(database.db, { orders: more });
    const asked = address("cohort=2026-09-01&offset=1");
    const { members, cohorts } = await loadCohorts(database, shopId, asked, NOW);
    const cell = cohorts[0]?.cells[1];
    expect(members).toMatchObject({ cohort: "2026-09-01", offset: 1, page: 1, total: cell?.buyers });
    expect(members?.rows.map(({ customerId, purchases, keptValue }) => [customerId, purchases, keptValue])).toEqual([
      ["2", 2, 7_500],
    ]);
    expect(sum(members?.rows ?? [], ({ purchases }) => purchases)).toBe(cell?.orders);
    for (const unknown of ["cohort=2026-08-01&offset=1", "cohort=2026-09-01&offset=99", "cohort=2026-09-01"]) {
      expect((await loadCohorts(database, shopId, address(unknown), NOW)).members).toBeNull();
    }
  });
  it("shows weeks and quarters, and counts what is too old to show", async () => {
    const old = [...orders, bought("3", "2024-05-01")];
    const shopId = await installedShopWith(database.db, { orders: old });
    const weeks = await loadCohorts(database, shopId, address("period=week"), NOW);
    expect(weeks.cohorts.map(({ from }) => from)).toEqual(["2026-09-07", "2026-09-14"]);
    expect(weeks.hidden).toBe(1);
    const quarters = await loadCohorts(database, shopId, address("period=quarter"), NOW);
    expect(quarters.cohorts.map(({ from, to }) => [from, to])).toEqual([
      ["2024-04-01", "2024-06-30"],
      ["2026-07-01", "2026-09-30"],
    ]);
  });
});

describe("loadGroups", () => {
  it("lists the members of the group the address names, most valuable first", async () => {
    const orders = Array.from({ length: 60 }, (_, index) => bought(String(index + 1), "2026-10-01", 1_000 + index));
    const shopId = await installedShopWith(database.db, { orders });
    const { members, groups } = await loadGroups(database, shopId, address("group=one_time&page=2"), NOW);
    expect(members).toMatchObject({ group: "one_time", page: 2, total: 60 });
    expect(members?.rows).toHaveLength(10);
    expect(members?.rows[0]).toMatchObject({ customerId: "10", purchases: 1, keptValue: 1_009 });
    expect(groups.find(({ group }) => group === "one_time")).toMatchObject({ customers: 60, share: 1 });
  });
});

describe("loadAbandonment", () => {
  it("lists abandoned checkouts and marks days that still settle", async () => {
    const started = (day: string, more = {}) =>
      checkout({ startedAt: at(`${day}T09:00`), activity: [at(`${day}T09:20`)], value: 3_000, ...more });
    const checkouts = [
      started("2026-11-01"),
      started("2026-11-18", { value: 8_000 }),
      started("2026-11-18", { hasContact: false }),
    ];
    const orders = [bought("1", "2026-11-18", 5_000, { checkoutToken: "express" })];
    const page = await loadAbandonment(
      database,
      await installedShopWith(database.db, { checkouts, orders }),
      address("buyer=new"),
      NOW,
    );
    expect(page.cards[0]?.value).toMatchObject({ numerator: 2, denominator: 3 });
    expect(page.valueCards[0]?.value.value).toBe(11_000);
    expect(page.abandoned.rows.map(({ value }) => value)).toEqual([8_000, 3_000]);
    expect(page.abandoned.total).toBe(2);
    const counts = Object.fromEntries(page.states.map(({ state, checkouts: count }) => [state, count]));
    expect(counts).toMatchObject({ abandoned: 2, completed: 1, anonymous: 1 });
    const dayOf = (day: string) => page.days.find((each) => each.day === day);
    expect(dayOf("2026-11-01")).toMatchObject({ rate: 1, isSettling: false });
    expect(dayOf("2026-11-18")).toMatchObject({ rate: 1 / 2, isSettling: true });
    expect(page.segment.words).toBe("first purchases");
    expect(page.ignoresSegment).toBe(true);
  });
});

describe("a running range", () => {
  it("is compared with the earlier one up to the same hour, day by day too", async () => {
    const started = (moment: string) =>
      checkout({ startedAt: at(moment), activity: [at(moment)], value: 3_000, customerId: null });
    const checkouts = [started("2026-11-20T09:00"), started("2026-11-20T20:00")];
    const orders = [
      bought("1", "2026-11-20", 4_000),
      order({ customerId: "2", processedAt: at("2026-11-20T20:00"), rows: [row({ total: 9_000 })] }),
    ];
    const shopId = await installedShopWith(database.db, { checkouts, orders });
    const { days, daysBefore, cards } = await loadAbandonment(database, shopId, address("range=today"), NOW);
    expect(days.map(({ day }) => day)).toEqual(["2026-11-21"]);
    expect(daysBefore.map(({ totals }) => totals.abandoned)).toEqual([1]);
    expect(cards[0]?.previous).toMatchObject({ numerator: 1 });
    const { chart } = await loadOrders(database, shopId, address("range=today"), NOW);
    expect(chart).toMatchObject({ period: "day", comparison: [{ day: "2026-11-20", value: 4_000 }] });
  });
});

describe("loadOrders", () => {
  it.each([
    { excludeZeroValueFromAov: false, before: 2_500, now: 6_000 },
    { excludeZeroValueFromAov: true, before: 5_000, now: 9_000 },
  ])("explains the change its card shows: %o", async ({ excludeZeroValueFromAov, before, now }) => {
    const free = { rows: [row({ total: 0, discount: 7_000, quantity: 5 })] };
    const orders = [
      bought("1", "2026-11-10", 5_000),
      bought("2", "2026-11-10", 0, free),
      bought("1", "2026-11-15", 6_000),
      bought("2", "2026-11-15", 12_000, { rows: [row({ total: 12_000, discount: 3_000, quantity: 3 })] }),
      bought("3", "2026-11-15", 0, free),
    ];
    const definitions = { ...DEFAULT_DEFINITIONS, excludeZeroValueFromAov };
    const shopId = await installedShopWith(database.db, { orders }, { definitions });
    const { cards, chart, drivers } = await loadOrders(database, shopId, address("from=2026-11-15&to=2026-11-19"), NOW);
    const card = cards.find(({ key }) => key === "aov");
    expect([card?.previous?.value, card?.value.value]).toEqual([before, now]);
    expect(drivers).toMatchObject({ before, now });
    expect(before + sum(drivers?.parts ?? [], ({ amount }) => amount)).toBeCloseTo(now, 9);
    expect(chart.points[0]).toEqual({ day: "2026-11-15", value: now });
    expect(card?.trend[0]).toBe(now);
  });
});

describe("a long range", () => {
  it("draws the average order value of weeks from their sums", async () => {
    const shopId = await installedShopWith(database.db, {
      orders: [bought("1", "2026-07-01", 10_000), bought("2", "2026-07-02", 2_000), bought("3", "2026-07-02", 3_000)],
    });
    const { chart } = await loadOrders(database, shopId, address("from=2026-07-01&to=2026-10-31"), NOW);
    expect(chart.period).toBe("week");
    expect(chart.points).toHaveLength(18);
    expect(chart.points[0]).toEqual({ day: "2026-07-01", value: 5_000 });
    expect(chart.isLastIncomplete).toBe(true);
  });
});

describe("a change of what counts", () => {
  it("is announced by every page until its rebuild is done", async () => {
    const shopId = await installedShopWith(database.db, { orders: [bought("1", "2026-11-02", 4_000)] });
    const isAnnounced = async () => {
      const pages = [loadOverview, loadOrders, loadRepeat, loadCohorts, loadAbandonment];
      const views = await Promise.all(pages.map((load) => load(database, shopId, address(""), NOW)));
      return views.map(({ isRebuilding }) => isRebuilding);
    };
    expect(new Set(await isAnnounced())).toEqual(new Set([false]));
    await withShop(database.db, shopId, (tx) =>
      insertDefinitionChange(tx, shopId, {
        version: 2,
        before: { timeZone: "UTC" },
        after: { timeZone: "Asia/Tokyo" },
      }),
    );
    expect(new Set(await isAnnounced())).toEqual(new Set([true]));
  });
});

describe("the data settings", () => {
  it("count what is stored and stands in no number", async () => {
    const orders = [
      bought("1", "2026-11-01", 4_000, { currencyCode: "USD" }),
      bought("1", "2026-11-02", 4_000),
      bought("2", "2026-11-03", 4_000, { currencyCode: "USD" }),
    ];
    const moment = at("2026-11-05T09:00");
    const listed = checkout({
      startedAt: moment,
      activity: [moment],
      completedAt: moment + 9_000_000,
      customerId: "9",
    });
    const shopId = await installedShopWith(database.db, { orders, checkouts: [listed] });
    const status = await withShop(database.db, shopId, (tx) => readDataStatus(tx, shopId));
    expect(status).toMatchObject({ orders: 3, formerCurrencyOrders: 2, unmatchedCheckouts: 1 });
    const { unmatchedRecovered } = await loadAbandonment(database, shopId, address(""), NOW);
    expect(unmatchedRecovered).toBe(1);
  });
});

describe("a segment in the address", () => {
  it("filters a page, keeps what it names among the options and says what made no sense", async () => {
    const orders = [
      bought("1", "2026-11-01", 4_000, { channel: "POS", leadProductId: "11" }),
      bought("1", "2026-11-02", 6_000, { channel: "Online Store" }),
    ];
    const shopId = await installedShopWith(database.db, { orders });
    const pos = await loadOverview(database, shopId, address("channel=POS&country=DE%20&discount=maybe"), NOW);
    expect(pos.segment.segment).toEqual({ channel: "POS", country: "DE" });
    expect(pos.segment.options.channels).toEqual(["Online Store", "POS"]);
    expect(pos.segment.options.countries).toEqual(["DE"]);
    expect(pos.segment.errors).toEqual({ discount: { key: "notADiscount", values: { asked: "maybe" } } });
    const first = await loadOverview(database, shopId, address("first_product=11&channel=Online+Store"), NOW);
    expect(first.salesCards[0]?.value.value).toBe(6_000);
    expect(first.segment.words).toBe("channel Online Store, customers who began with Product 11");
    expect(first.cards[0]?.value).toMatchObject({ numerator: 1, denominator: 1 });
  });
});

describe("pages of any shop", () => {
  it("add up", async () => {
    await fc.assert(
      fc.asyncProperty(messages, segments, profiles, async (all, segment, profile) => {
        const shopId = await installedShop(database.db);
        await inDescribedShop(database, shopId, all, profile, async () => {});
        const params = segmentParams(segment);
        params.set("from", "2026-02-01");
        params.set("to", "2026-04-22");
        const orders = await loadOrders(database, shopId, params, HISTORY_END);
        const placed = orders.cards.find(({ key }) => key === "orders")?.value.value;
        expect(orders.distribution.n).toBe(placed);
        expect(sum(orders.distribution.bins, ({ count }) => count)).toBe(placed);
        for (const rows of Object.values(orders.splits)) expect(sum(rows, (each) => each.orders)).toBe(placed);
        if (orders.drivers) {
          const { before, now, parts } = orders.drivers;
          const average = orders.cards.find(({ key }) => key === "aov");
          expect([average?.previous?.value, average?.value.value]).toEqual([before, now]);
          expect(before + sum(parts, ({ amount }) => amount)).toBeCloseTo(now, 6);
        }
        const groups = await loadGroups(database, shopId, params, HISTORY_END);
        const repeat = await loadRepeat(database, shopId, params, HISTORY_END);
        const value = await loadValue(database, shopId, params, HISTORY_END);
        const customers = value.distribution.n;
        if (!value.shop.isHistoryLimited) {
          expect(sum(groups.groups, (group) => group.customers)).toBe(customers);
          expect(sum(groups.grid, (cell) => cell.customers)).toBe(customers);
          expect(sum(repeat.purchasesPerCustomer, (band) => band.customers)).toBe(customers);
          expect(value.toDate.denominator ?? 0).toBe(customers);
        }
        const { days, states } = await loadAbandonment(database, shopId, params, HISTORY_END);
        const abandoned = states.find(({ state }) => state === "abandoned")?.checkouts;
        expect(sum(days, ({ totals }) => totals.abandoned)).toBe(abandoned);
      }),
      { numRuns: 20 },
    );
  });
});
