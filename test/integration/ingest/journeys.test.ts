import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCustomerQuality } from "~/adapters/db/first-purchases.server";
import { withShop } from "~/adapters/db/tenant.server";
import { DAY_MS } from "~/domain/shop-time";
import type { Journey } from "../../simulator/records";
import type { OrderFacts, ShopStore } from "../../simulator/store";
import { type IngestApp, startIngestApp } from "../../support/ingest-app";

let app: IngestApp;
beforeAll(async () => {
  app = await startIngestApp();
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

describe("the journey of an order", () => {
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

  it("keeps its first and its last visit, read by the import or after a webhook", async () => {
    const { shop, order } = newShop();
    order({ journey });
    order({ sourceName: "pos" });
    await app.install(shop);
    order({ journey });
    await app.settle(shop);
    const none = Object.fromEntries(Object.keys(visits).map((column) => [column, null]));
    expect(await visitsOf(shop)).toEqual([visits, none, visits]);
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
