import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadOverview } from "~/features/overview/load-overview.server";
import { at, checkout, order, row } from "../../support/builders";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { installedShopWith } from "../../support/database/new-shop";
import { because } from "~/domain/metrics/confidence/reason";
import { sayReason } from "~/words/records/reasons";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOW = at("2026-11-21T14:05");
const load = (shopId: string, query = "") => loadOverview(database, shopId, new URLSearchParams(query), NOW);
const priced = (total: number) => [row({ total })];

describe("loadOverview", () => {
  it("shows an empty shop without numbers, each with its reason", async () => {
    const overview = await load(await installedShopWith(database.db, {}));
    expect(overview.hasOrders).toBe(false);
    expect(overview.cards.map(({ value }) => value.value)).toEqual([null, null, null, null]);
    for (const { value, verdict } of overview.cards) {
      expect(sayReason(value.unavailableBecause)).toMatch(/\.$/);
      expect(verdict).toBeNull();
    }
    expect(overview.salesCards.map(({ value }) => value.value)).toEqual([0, 0, 0]);
    expect(overview.chart.points).toHaveLength(30);
    expect(overview.chart.comparison).toHaveLength(30);
  });

  it("reads the last 30 days and the 30 before", async () => {
    const orders = [
      order({ customerId: "1", processedAt: at("2026-10-01T10:00"), rows: priced(4_000) }),
      order({ customerId: "1", processedAt: at("2026-11-01T10:00"), rows: priced(6_000) }),
      order({ customerId: "2", processedAt: at("2026-11-20T23:00"), rows: priced(2_000) }),
      order({ customerId: "3", processedAt: at("2026-11-21T09:00"), rows: priced(9_000) }),
    ];
    const overview = await load(await installedShopWith(database.db, { orders }));
    const [repeat, aov] = overview.cards;
    expect(overview.window.range).toEqual({ from: "2026-10-22", to: "2026-11-20" });
    expect(repeat?.value).toMatchObject({ value: 1 / 2, numerator: 1, denominator: 2 });
    expect(aov?.value).toMatchObject({ value: 4_000 });
    expect(aov?.previous).toMatchObject({ value: 4_000 });
    expect(overview.salesCards.map(({ value }) => value.value)).toEqual([8_000, 2, 1]);
    expect(overview.chart.points.at(-1)).toEqual({ day: "2026-11-20", value: 2_000 });
    expect(overview.chart.comparison[9]).toEqual({ day: "2026-10-01", value: 4_000 });
    expect(overview.newestEventAt).toBe(at("2026-11-21T09:00"));
  });

  it("compares today with yesterday up to the same time", async () => {
    const orders = [
      order({ customerId: "1", processedAt: at("2026-11-20T09:00"), rows: priced(3_000) }),
      order({ customerId: "1", processedAt: at("2026-11-20T14:04"), rows: priced(1_000), checkoutToken: "a" }),
      order({ customerId: "2", processedAt: at("2026-11-20T14:06"), rows: priced(9_000), checkoutToken: "b" }),
      order({ customerId: "2", processedAt: at("2026-11-21T08:00"), rows: priced(5_000), checkoutToken: "c" }),
    ];
    const left = at("2026-11-20T10:00");
    const shopId = await installedShopWith(database.db, {
      orders,
      checkouts: [checkout({ startedAt: left, activity: [left] })],
    });
    const { cards, salesCards, chart } = await load(shopId, "range=today");
    expect(cards[0]?.value).toMatchObject({ numerator: 1, denominator: 1 });
    expect(cards[0]?.previous).toMatchObject({ numerator: 1, denominator: 1 });
    expect(cards[2]?.previous).toMatchObject({ numerator: 1, denominator: 2 });
    expect(salesCards.map(({ value }) => value.value)).toEqual([5_000, 1, 0]);
    expect(salesCards.map(({ previous }) => previous?.value)).toEqual([4_000, 2, 1]);
    expect(chart).toMatchObject({ isLastIncomplete: true, comparison: [{ day: "2026-11-20", value: 4_000 }] });
  });

  it("titles customer value with the longest horizon that 30 customers have reached", async () => {
    const orders = Array.from({ length: 30 }, (_, index) =>
      order({ customerId: String(index + 1), processedAt: at("2026-08-01T10:00"), rows: priced(5_000) }),
    );
    const full = await load(await installedShopWith(database.db, { orders }));
    expect(full.cards[3]).toMatchObject({ key: "clv_observed_90_trailing", label: "90-day customer value (CLV)" });
    expect(full.cards[3]?.value).toMatchObject({ value: 5_000, n: 30 });
    expect(full.cards[3]?.trend.at(-1)).toBe(5_000);
    const few = await load(await installedShopWith(database.db, { orders: orders.slice(1) }));
    expect(few.cards[3]?.value).toMatchObject({
      value: null,
      unavailableBecause: because("valueNotReady", { needed: 30, days: 30, customers: 29 }),
    });
    const limited = await load(await installedShopWith(database.db, { orders }, { scopes: ["read_orders"] }));
    expect(limited.shop.isHistoryLimited).toBe(true);
    expect(limited.cards[3]?.value.unavailableBecause).toEqual(because("historyLimited"));
  });

  it("keeps the default range and says so when the address makes no sense", async () => {
    const { window } = await load(
      await installedShopWith(database.db, {}),
      "from=2026-05-02&to=2026-05-01&compare=none",
    );
    expect(Object.keys(window.errors)).toEqual(["to"]);
    expect(window.comparisonRange).toBeNull();
  });
});
