import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readCustomerQuality } from "~/adapters/db/facts/first-purchases.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { DAY_MS, MINUTE_MS } from "~/domain/time/shop-time";
import { readJourneys } from "~/features/ingest/read-journeys.server";
import type { Journey } from "../../simulator/store/records/order";
import type { OrderFacts } from "../../simulator/store/write-order";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";

let app: IngestApp;
/** How far Shopify's clock is ahead. */
let aheadMs = 0;
beforeAll(async () => {
  app = await startIngestApp({ clock: () => Date.now() + aheadMs });
});
afterAll(() => app.close());

const LONG_AGO = Date.now() - 200 * DAY_MS;

/** A shop that sells one thing; `order` sells it for 10.00, long ago, unless said otherwise. */
function newShop() {
  const shop = app.createShop();
  const product = shop.createProduct({ title: "Soap", variants: [{ price: 1000 }] });
  const order = (facts: OrderFacts) =>
    shop.placeOrder({ lines: [{ productId: product.id, quantity: 1 }], processedAt: LONG_AGO, ...facts });
  return { shop, order };
}

const visitsOf = (shop: ShopStore) =>
  app.rows(
    shop,
    `SELECT first_visit_source, first_visit_medium, last_visit_source, last_visit_medium
     FROM orders WHERE shop_id = $1 ORDER BY order_id`,
  );

const journey: Partial<Journey> = {
  firstSource: "google",
  firstMedium: "cpc",
  source: "newsletter",
  medium: "email",
  daysToConversion: 3,
};
const visits = {
  first_visit_source: "google",
  first_visit_medium: "cpc",
  last_visit_source: "newsletter",
  last_visit_medium: "email",
};
const noVisits = Object.fromEntries(Object.keys(visits).map((column) => [column, null]));

describe("the journey of an order", () => {
  it("keeps its first and its last visit, read by the import or after a webhook", async () => {
    const { shop, order } = newShop();
    order({ journey });
    order({ sourceName: "pos" });
    await app.install(shop);
    order({ journey });
    await app.settle(shop);
    expect(await visitsOf(shop)).toEqual([visits, noVisits, visits]);
  });

  it("tells where a customer came from by the first visit of the first order", async () => {
    const { shop, order } = newShop();
    const [known, unknown] = [shop.createCustomer(), shop.createCustomer()];
    order({ customerId: known.id, journey });
    order({ customerId: known.id, journey: { source: "tiktok" }, processedAt: LONG_AGO + DAY_MS });
    order({ customerId: unknown.id });
    await app.install(shop);
    const groups = await withShop(app.database.db, String(shop.id), (tx) =>
      readCustomerQuality(tx, String(shop.id), { from: "2000-01-01", to: "2099-12-31" }, Date.now(), {}),
    );
    const bySource = groups.filter(({ trait }) => trait === "first_visit_source");
    expect(bySource.map(({ key, customers }) => [key, customers]).sort()).toEqual([
      [null, 1],
      ["google", 1],
    ]);
  });
});

describe("a journey that is not ready when its order is read", () => {
  const later = (): Partial<Journey> => ({ ...journey, readyAt: Date.now() + 5 * MINUTE_MS });
  const read = (shop: ShopStore) =>
    readJourneys(app.context, { shopId: String(shop.id) }, new AbortController().signal);
  const awaited = (shop: ShopStore) => app.rows(shop, "SELECT order_id FROM awaited_journey WHERE shop_id = $1");
  const makeDue = (shop: ShopStore) =>
    app.rows(shop, "UPDATE awaited_journey SET due_at = now() - interval '1 second' WHERE shop_id = $1");
  const laterJobs = async (shop: ShopStore) => {
    const { rowCount } = await app.database.db.pool.query(
      "SELECT FROM pgboss.job WHERE name = 'read-journeys' AND data->>'shopId' = $1 AND start_after > now()",
      [String(shop.id)],
    );
    return rowCount;
  };
  afterEach(() => {
    aheadMs = 0;
  });

  it.each(["by the import", "after a webhook"])(
    "is read %s and again an hour after the order, unannounced",
    async (how) => {
      const { shop, order } = newShop();
      if (how === "by the import") order({ journey: later() });
      await app.install(shop);
      if (how === "after a webhook") order({ journey: later() });
      await app.settle(shop);
      expect(await visitsOf(shop)).toEqual([noVisits]);
      expect(await laterJobs(shop)).toBe(1);

      aheadMs = 10 * MINUTE_MS;
      expect(await read(shop)).toEqual({ read: 0 });
      await makeDue(shop);
      expect(await read(shop)).toEqual({ read: 1 });
      expect(await visitsOf(shop)).toEqual([visits]);
      expect(await awaited(shop)).toEqual([]);
    },
  );

  it("is given up when it is not ready then, and when its order is gone", async () => {
    const { shop, order } = newShop();
    await app.install(shop);
    const [, deleted] = [order({ journey: later() }), order({ journey: later() })];
    await app.settle(shop);
    shop.deleteOrder(deleted.id);
    await app.settle(shop);
    expect(await awaited(shop)).toHaveLength(2);
    await makeDue(shop);
    await read(shop);
    expect(await visitsOf(shop)).toEqual([noVisits]);
    expect(await awaited(shop)).toEqual([]);
  });
});
