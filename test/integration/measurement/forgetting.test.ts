import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymiseCustomer, rebuildShop } from "~/adapters/db/ledger/apply.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { forgetOldVisits } from "~/adapters/db/measurement/forget-visits.server";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import { readMeasuredCarts, readMeasuredSessions } from "~/adapters/db/totals/measured-totals.server";
import { storefrontEvent, type EventName, type StorefrontEvent } from "~/domain/measurement/storefront-event";
import { sessionsWhere } from "~/domain/metrics/totals/measured-totals";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "~/domain/time/shop-time";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";
import { writeShopProfile } from "../../support/database/shop-profile";
import { foldAll } from "../../support/database/staged-history";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOW = Date.now();
const ALWAYS = { from: "2000-01-01", to: "2100-01-01" };
let last = 0;
const event = (at: number, name: EventName, parts: Partial<StorefrontEvent> = {}) =>
  storefrontEvent({ id: `e${++last}`, clientId: "v", at, name, path: "/", ...parts });

async function told(shopId: string, ...events: readonly StorefrontEvent[]): Promise<void> {
  await withShop(database.db, shopId, (tx) => storeEvents(tx, shopId, events));
  await foldAll(database.db, shopId);
}

const count = (shopId: string, table: string) =>
  withShop(database.db, shopId, async (tx) => {
    const { rows } = await tx.query<{ count: number }>(`SELECT count(*)::int FROM ${table} WHERE shop_id = $1`, [
      shopId,
    ]);
    return rows[0]?.count ?? 0;
  });

/** How many sessions there were, of new visitors and in all, and how many carts. */
const numbers = (shopId: string, range = ALWAYS) =>
  withShop(database.db, shopId, async (tx) => {
    const sessions = await readMeasuredSessions(tx, shopId, range);
    const { bought, abandoned, open } = await readMeasuredCarts(tx, shopId, range, NOW);
    return {
      sessions: sessionsWhere(sessions).sessions,
      ofNew: sessionsWhere(sessions, ({ isNew }) => isNew).sessions,
      completed: sessionsWhere(sessions).completed,
      carts: bought + abandoned + open,
    };
  });

async function forget(shopId: string): Promise<void> {
  for (let after: Buffer | null = null; ;) {
    const from: Buffer | null = after;
    after = await withShop(database.db, shopId, (tx) => forgetOldVisits(tx, shopId, from));
    if (after === null) return;
  }
}

describe("events older than the shop keeps them", () => {
  const old = NOW - 500 * DAY_MS;

  it("go with their sessions and carts, and what they added to the days stays", async () => {
    const shopId = await newShop(database.db);
    await told(
      shopId,
      event(old, "product_added_to_cart", { variantId: "1" }),
      event(old + MINUTE_MS, "checkout_completed", { checkoutToken: "t" }),
      event(NOW - DAY_MS, "page_viewed"),
    );
    const before = await numbers(shopId);
    expect(before).toEqual({ sessions: 2, ofNew: 1, completed: 1, carts: 1 });
    await forget(shopId);
    expect(await numbers(shopId)).toEqual(before);
    expect([await count(shopId, "storefront_event"), await count(shopId, "storefront_session")]).toEqual([1, 1]);

    // The visitor is known again, the checkout is not completed twice, and what comes too late is not taken in.
    await told(
      shopId,
      event(NOW - HOUR_MS, "checkout_completed", { checkoutToken: "t" }),
      event(old + 2 * MINUTE_MS, "page_viewed"),
    );
    expect(await numbers(shopId)).toEqual({ sessions: 3, ofNew: 1, completed: 1, carts: 1 });
  });
  it("stay while a session or a cart reaches over the limit", async () => {
    const shopId = await newShop(database.db);
    const limit = NOW - 400 * DAY_MS;
    await told(
      shopId,
      event(limit - 30 * HOUR_MS, "page_viewed"),
      event(limit - 20 * HOUR_MS, "product_added_to_cart", { variantId: "1" }),
      event(limit + HOUR_MS, "cart_viewed"),
    );
    await forget(shopId);
    expect(await count(shopId, "storefront_event")).toBe(2);
    const before = await numbers(shopId);
    await told(shopId, event(limit + 2 * HOUR_MS, "checkout_completed", { checkoutToken: "t" }));
    expect(await numbers(shopId)).toEqual({ ...before, sessions: 4, completed: 1 });
  });
});

describe("what was measured", () => {
  it("names an erased customer no more, now and later, and loses no session", async () => {
    const shopId = await newShop(database.db);
    await told(shopId, event(NOW - DAY_MS, "page_viewed", { customerId: "77" }));
    await withShop(database.db, shopId, (tx) => anonymiseCustomer(tx, shopId, "77"));
    await told(shopId, event(NOW - HOUR_MS, "page_viewed", { customerId: "77" }));
    for (const table of ["storefront_event", "storefront_session"]) {
      expect(await count(shopId, `(SELECT * FROM ${table} WHERE customer_id IS NOT NULL) named`)).toBe(0);
    }
    expect((await numbers(shopId)).sessions).toBe(2);
  });
  it("is cut into days anew when the shop moves to another zone", async () => {
    const shopId = await newShop(database.db);
    await told(shopId, event(Date.parse("2026-03-01T03:00:00Z"), "product_added_to_cart", { variantId: "1" }));
    const onDay = (day: string) => numbers(shopId, { from: day, to: day });
    expect(await onDay("2026-03-01")).toMatchObject({ sessions: 1, carts: 1 });
    await withShop(database.db, shopId, async (tx) => {
      await writeShopProfile(tx, shopId, { timeZone: "America/New_York" });
      await rebuildShop(tx, shopId);
    });
    expect(await onDay("2026-03-01")).toMatchObject({ sessions: 0, carts: 0 });
    expect(await onDay("2026-02-28")).toMatchObject({ sessions: 1, carts: 1 });
  });
  it("leaves what a clock ahead dates later until that moment has come", async () => {
    const shopId = await newShop(database.db);
    await told(shopId, event(NOW - HOUR_MS, "page_viewed"), event(NOW + HOUR_MS, "page_viewed"));
    expect((await numbers(shopId)).sessions).toBe(1);
    expect(await count(shopId, "unfolded_client")).toBe(1);
  });
});

describe("the words of a search", () => {
  it("are kept from the fifth session on that used them", async () => {
    const shopId = await newShop(database.db);
    const search = (client: number, minutes: number, query: string) =>
      event(NOW - DAY_MS + minutes * MINUTE_MS, "search_submitted", { clientId: `c${client}`, query, results: 1 });
    const words = () =>
      withShop(database.db, shopId, async (tx) => {
        const { rows } = await tx.query<{ words: string }>("SELECT words FROM search_word WHERE shop_id = $1", [
          shopId,
        ]);
        return rows.map((row) => row.words);
      });
    // Ten searches in four sessions: one visitor asks again and again.
    await told(shopId, ...[0, 1, 2, 3, 4, 5, 6].map((minutes) => search(1, minutes, "my name")));
    await told(shopId, search(2, 0, "my name"), search(3, 0, "my name"), search(4, 0, "My  Name"));
    expect(await words()).toEqual([]);
    await told(shopId, search(1, 120, "MY NAME "), search(5, 0, "other"));
    expect(await words()).toEqual(["my name"]);
  });
});
