import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { replaceShopifySessions } from "~/adapters/db/measurement/shopify-sessions.server";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import { readMeasuredCarts, readMeasuredSessions } from "~/adapters/db/totals/measured-totals.server";
import { readCartsUntil, readSessionsUntil } from "~/adapters/db/totals/part-of-day-visits.server";
import { isRefused, parseStorefrontEvent } from "~/domain/measurement/parse-event";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import type { ConversionView } from "~/features/conversion/conversion";
import { CONVERSION_TABLES } from "~/features/conversion/conversion-tables";
import { loadConversion } from "~/features/conversion/load-conversion.server";
import { loadMeasuring } from "~/features/measurement/load-measuring.server";
import { readRecentCoverage } from "~/features/measurement/recent-coverage.server";
import { loadWhatListsBring } from "~/features/recommendations/experiment/load-what-lists-bring.server";
import { shopReport } from "~/features/report/shop-report.server";
import { STOREFRONT_EXAMPLES } from "../../fixtures/worked-examples/storefront-examples";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { installedShopWith } from "../../support/database/new-shop";
import { stageBatch } from "../../support/database/staged-batch";
import { foldAll } from "../../support/database/staged-history";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const MAY_1 = "range=custom&from=2026-05-01&to=2026-05-01";
const AT_NOON = Date.parse("2026-05-02T12:00:00Z");

const context = () => ({ db: database.db, now: () => AT_NOON });

/** What the shoppers of a worked example did. */
function eventsOf(letter: string): StorefrontEvent[] {
  const { folder } = STOREFRONT_EXAMPLES.find((example) => example.letter === letter) ?? {};
  return (folder?.events ?? []).map((sent) => {
    const event = parseStorefrontEvent(sent);
    if (isRefused(event)) throw new Error(event.refusal);
    return event;
  });
}

async function shopWith(events: readonly StorefrontEvent[]): Promise<string> {
  const shopId = await installedShopWith(database.db, {}, { timeZone: "UTC" });
  await withShop(database.db, shopId, (tx) => storeEvents(tx, shopId, events));
  await foldAll(database.db, shopId);
  return shopId;
}

const load = (shopId: string, address: string): Promise<ConversionView> =>
  loadConversion(context(), shopId, new URLSearchParams(address));

describe("the Conversion page", () => {
  it("shows worked example Q as the report has it", async () => {
    const shopId = await shopWith(eventsOf("Q"));
    const view = await load(shopId, MAY_1);
    expect(view.funnel.map(({ step, sessions }) => [step, sessions])).toEqual([
      ["sessions", 5],
      ["product", 4],
      ["cart", 3],
      ["checkout", 2],
      ["completed", 2],
    ]);
    const { metrics } = await shopReport(context(), shopId, { from: "2026-05-01", to: "2026-05-01" });
    for (const { key, value } of [...view.cards, ...view.cardsBeneath]) {
      expect([key, value.value]).toEqual([key, metrics[key].value]);
    }
    // Of a single day the trend of every card in the head row is its number.
    expect(view.cards.map(({ trend }) => trend)).toEqual(view.cards.map(({ value }) => [value.value]));
    const groups = (split: keyof ConversionView["splits"]) =>
      Object.fromEntries(
        view.splits[split].map(({ key, sessions, conversion: { value } }) => [key, [value.numerator, sessions]]),
      );
    expect(groups("device")).toEqual({ mobile: [1, 3], tablet: [1, 1], desktop: [0, 1] });
    expect(groups("source")).toEqual({ direct: [2, 2], paid: [0, 1], social: [0, 1], email: [0, 1] });
    expect(groups("visitor")).toEqual({ new: [1, 4], returning: [1, 1] });
    expect(view.soldOut.map(({ productId, soldOut }) => [productId, soldOut.numerator, soldOut.denominator])).toEqual([
      ["1", 1, 3],
    ]);
    expect(view.measured).toMatchObject({ from: "2026-05-01", cut: null });
  });

  it("shows a search in words only once five sessions made it", async () => {
    const search = (id: number): StorefrontEvent => ({
      ...(eventsOf("Q").find(({ name }) => name === "search_submitted") as StorefrontEvent),
      id: `s${id}`,
      clientId: `c${id}`,
    });
    const few = await shopWith([1, 2, 3, 4].map(search));
    expect((await load(few, MAY_1)).searches).toMatchObject([{ words: null, sessions: 4 }]);
    const enough = await shopWith([1, 2, 3, 4, 5].map(search));
    expect((await load(enough, MAY_1)).searches).toMatchObject([
      { words: "shampoo bar", sessions: 5, searches: 5, withoutResult: 5, completed: 0 },
    ]);
  });

  it("compares each step with the earlier range, and says how sure the change is", async () => {
    const events = eventsOf("Q");
    const dayBefore = events.map((event) => ({
      ...event,
      id: `${event.id} before`,
      clientId: `${event.clientId} before`,
      checkoutToken: event.checkoutToken && `${event.checkoutToken} before`,
      at: event.at - 86_400_000,
    }));
    const shopId = await shopWith([...dayBefore.filter(({ name }) => name !== "checkout_completed"), ...events]);
    const { funnel, splits, daysBefore } = await load(shopId, `${MAY_1}&compare=previous_period`);
    expect(funnel.at(-1)).toMatchObject({
      ofPrevious: { value: 1 },
      before: { value: 0 },
      change: { direction: "up", certainty: "tooFew", hasArrow: false },
    });
    expect(splits.device.find(({ key }) => key === "mobile")?.conversion.previous?.value).toBe(0);
    expect(daysBefore).toMatchObject([{ day: "2026-04-30", sessions: 5, completed: 0 }]);
  });

  it("compares a day that is not over with the same part of the day before", async () => {
    // Yesterday two more came after noon; today is the second of May at noon.
    const events = eventsOf("Q").flatMap((event) => [
      event,
      ...(event.clientId === "v2"
        ? [{ ...event, id: `${event.id} late`, clientId: "late", at: event.at + 43_200_000 }]
        : []),
      ...(event.clientId === "v1"
        ? [{ ...event, id: `${event.id} today`, clientId: "today", at: event.at + 86_400_000, checkoutToken: null }]
        : []),
    ]);
    const shopId = await shopWith(events);
    const { funnel, daysBefore, cards } = await load(shopId, "range=today&compare=previous_period");
    const whole = await load(shopId, MAY_1);
    expect(whole.funnel[0]?.sessions).toBe(6);
    expect(daysBefore).toMatchObject([{ day: "2026-05-01", sessions: 4, completed: 2 }]);
    expect(funnel[1]?.before).toMatchObject({ numerator: 3, denominator: 4 });
    expect(cards[0]?.previous).toMatchObject({ numerator: 2, denominator: 4 });
    // A part that is the whole day says what the day does.
    const day = { from: "2026-05-01", to: "2026-05-01" };
    const midnight = Date.parse("2026-05-02T00:00:00Z");
    await withShop(database.db, shopId, async (tx) => {
      expect(await readSessionsUntil(tx, shopId, { ...day, until: midnight })).toEqual(
        await readMeasuredSessions(tx, shopId, day),
      );
      expect(await readCartsUntil(tx, shopId, { ...day, until: midnight }, AT_NOON)).toEqual(
        await readMeasuredCarts(tx, shopId, day, AT_NOON),
      );
    });
  });

  it("tells days before the first event from days without visits", async () => {
    const shopId = await shopWith(eventsOf("Q"));
    const before = await load(shopId, "range=custom&from=2026-04-01&to=2026-04-30");
    expect(before.measured.cut).toEqual({ knownFrom: "2026-05-01", isUnknown: true });
    expect(before.cards[0]?.value.value).toBeNull();
    const straddling = await load(shopId, "range=custom&from=2026-04-01&to=2026-05-01&compare=previous_period");
    expect(straddling.measured.cut).toEqual({ knownFrom: "2026-05-01", isUnknown: false });
    expect(straddling.days.map(({ day }) => day)).toEqual(["2026-05-01"]);
    expect(straddling.funnel[1]?.before).toBeNull();
  });

  it("tells since when, and of which days, as Settings and Recommendations do", async () => {
    const shopId = await shopWith(eventsOf("Q"));
    const online = { sourceName: "web" };
    const orders = [
      { ...online, id: "1", processedAt: "2026-05-01T09:44:00Z", checkoutToken: "t1" },
      { ...online, id: "2", processedAt: "2026-05-01T13:00:00Z", checkoutToken: "t9" },
      { ...online, id: "3", processedAt: "2026-05-02T09:00:00Z", checkoutToken: "today" },
    ];
    await withShop(database.db, shopId, async (tx) => {
      await applyBatch(tx, shopId, await stageBatch(tx, shopId, { orders }));
    });
    await foldAll(database.db, shopId);
    const { measured, coverage } = await load(shopId, "");
    const [settings, seen, brought] = await withShop(database.db, shopId, async (tx) => [
      await loadMeasuring(tx, shopId),
      await readRecentCoverage(tx, shopId, AT_NOON),
      await loadWhatListsBring(context(), shopId),
    ]);
    expect(settings.measuredFrom).toBe(measured.from);
    expect(coverage).toMatchObject({ numerator: 1, denominator: 2 });
    expect(seen).toEqual({ seen: 1, orders: 2 });
    expect(brought.coverage).toBe(1 / 2);
    expect(brought.range).toEqual({ from: "2026-04-02", to: "2026-05-01" });
  });

  it("says that nothing was measured yet", async () => {
    const shopId = await installedShopWith(database.db, {}, { timeZone: "UTC" });
    const view = await load(shopId, MAY_1);
    expect(view.measured).toEqual({ switchedOnAt: null, from: null, cut: { knownFrom: null, isUnknown: true } });
  });

  it("shows Shopify's own sessions by country beside the others, never among them", async () => {
    const shopId = await shopWith(eventsOf("Q"));
    const day = "2026-05-01";
    const of = (dimension: "all" | "country", key: string, sessions: number, completed: number) => ({
      ...{ day, dimension, key, sessions, completed },
      withCart: completed,
      reachedCheckout: completed,
    });
    const told = [of("all", "", 90, 3), of("country", "Germany", 60, 3), of("country", "Austria", 30, 0)];
    await withShop(database.db, shopId, (tx) => replaceShopifySessions(tx, shopId, { from: day, to: day }, told));
    const { shopifySessions, funnel } = await load(shopId, MAY_1);
    expect(shopifySessions.all).toMatchObject({ sessions: 90, conversion: { numerator: 3, denominator: 90 } });
    expect(shopifySessions.countries.map(({ country, conversion }) => [country, conversion.value])).toEqual([
      ["Germany", 3 / 60],
      ["Austria", 0],
    ]);
    expect(funnel[0]?.sessions).toBe(5);
  });

  it("has a file of every table", async () => {
    const view = await load(await shopWith(eventsOf("Q")), MAY_1);
    for (const [name, table] of Object.entries(CONVERSION_TABLES)) {
      const { columns, rows } = table(view);
      for (const row of rows) expect([name, row.length]).toEqual([name, columns.length]);
    }
  });
});
