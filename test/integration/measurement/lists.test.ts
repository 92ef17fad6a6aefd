import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import {
  countOrdersOfProducts,
  readAlerts,
  readSearches,
  readViewedProducts,
} from "~/adapters/db/totals/measured-lists.server";
import { storefrontEvent, type EventName, type StorefrontEvent } from "~/domain/measurement/storefront-event";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShopId } from "../../support/database/new-shop";
import { shopWithHistory } from "../../support/database/staged-history";
import { at, order } from "../../support/builders";

let database: TestDatabase;
const SHOP = newShopId();
const RANGE = { from: "2026-05-01", to: "2026-05-01" };
const START = at("2026-05-01T09:00");

let last = 0;
const event = (client: number, name: EventName, parts: Partial<StorefrontEvent>) =>
  storefrontEvent({ id: `e${++last}`, clientId: `c${client}`, at: START + client * 1_000, name, ...parts });

/** Forty visitors look at products 1 and 2; everybody of the first ten takes 2; three see 3 sold out. */
const EVENTS = Array.from({ length: 40 }, (_, client) => [
  event(client, "product_viewed", { productId: "1", inStock: true }),
  event(client, "product_viewed", { productId: "2" }),
  ...(client < 10 ? [event(client, "product_added_to_cart", { productId: "2", variantId: "20" })] : []),
  ...(client < 3 ? [event(client, "product_viewed", { productId: "3", inStock: false })] : []),
  ...(client < 6 ? [event(client, "search_submitted", { query: "tea", results: client % 2 })] : []),
  ...(client === 7 ? [event(client, "search_submitted", { query: "a name", results: 0 })] : []),
  ...(client < 2 ? [event(client, "alert_displayed", { alert: "PAYMENT_ERROR" })] : []),
  ...(client < 4 ? [event(client, "rec_viewed", { rec: { place: "product", list: "similar", position: null } })] : []),
  ...(client === 0
    ? [
        event(client, "product_viewed", { productId: "2", rec: { place: "product", list: "similar", position: 1 } }),
        event(client, "checkout_completed", { checkoutToken: "t" }),
      ]
    : []),
]).flat();

beforeAll(async () => {
  database = await createTestDatabase();
  const orders = [order({ processedAt: START, leadProductId: "2" }), order({ processedAt: START, leadProductId: "2" })];
  const storefront = { events: EVENTS, seenClients: new Set<string>() };
  await shopWithHistory(database.db, SHOP, { orders, checkouts: [], storefront });
});
afterAll(() => database.drop());

const read = <Rows>(work: (tx: Tx) => Promise<Rows>) => withShop(database.db, SHOP, work);

describe("lists of what was measured", () => {
  it("tell how products were looked at, those of most sessions first", async () => {
    expect(await read((tx) => readViewedProducts(tx, SHOP, RANGE, 5))).toEqual([
      { productId: "1", sessions: 40, adding: 0, views: 40, knownViews: 40, soldOutViews: 0 },
      { productId: "2", sessions: 40, adding: 10, views: 41, knownViews: 0, soldOutViews: 0 },
      { productId: "3", sessions: 3, adding: 0, views: 3, knownViews: 3, soldOutViews: 3 },
    ]);
    expect(await read((tx) => readViewedProducts(tx, SHOP, RANGE, 1))).toHaveLength(1);
  });
  it("count the orders with a product, wherever they came from", async () => {
    const orders = await read((tx) => countOrdersOfProducts(tx, SHOP, RANGE, ["1", "2"]));
    expect([...orders]).toEqual([["2", 2]]);
  });
  it("name searches that enough sessions made, and count the others together", async () => {
    expect(await read((tx) => readSearches(tx, SHOP, RANGE, 5))).toEqual([
      { words: "tea", sessions: 6, searches: 6, withoutResult: 3, completed: 1 },
      { words: null, sessions: 1, searches: 1, withoutResult: 1, completed: 0 },
    ]);
  });
  it("count sessions with an alert, and those that bought all the same", async () => {
    expect(await read((tx) => readAlerts(tx, SHOP, RANGE))).toEqual([
      { alert: "PAYMENT_ERROR", sessions: 2, completed: 1, shown: 2 },
    ]);
  });
});
