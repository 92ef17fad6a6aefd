import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { storeCandidates } from "~/adapters/db/recommendations/candidates.server";
import { DAY_MS } from "~/domain/time/shop-time";
import type { ShopStore } from "../simulator/store/shop-store";
import { API_SECRET, type IngestApp, startIngestApp } from "../support/app/ingest-app";

let app: IngestApp;
beforeAll(async () => {
  app = await startIngestApp();
});
afterAll(() => app.close());

/** Asks as Shopify does for a storefront. */
function ask(shop: ShopStore, customerId: number | null, secret = API_SECRET): Promise<Response> {
  const parameters: Record<string, string> = {
    logged_in_customer_id: customerId === null ? "" : String(customerId),
    path_prefix: "/apps/comeback",
    shop: shop.domain,
    timestamp: String(Math.floor(app.context.now() / 1000)),
  };
  const message = Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  const signature = createHmac("sha256", secret).update(message).digest("hex");
  return fetch(`${app.proxyUrl}/for-you?${new URLSearchParams({ ...parameters, signature })}`);
}

/** A shop in which a customer bought tea so many days ago, and cups go with tea. */
async function teaShop({ daysAgo = [0] }: { readonly daysAgo?: readonly number[] } = {}) {
  const shop = app.createShop();
  const [tea, cup, pot] = ["Tea", "Cup", "Pot"].map((title) =>
    shop.createProduct({ title, variants: [{ price: 900 }] }),
  );
  const { id: customer } = shop.createCustomer();
  for (const days of daysAgo) {
    shop.placeOrder({
      customerId: customer,
      processedAt: app.context.now() - days * DAY_MS,
      lines: [{ productId: tea!.id, quantity: 1 }],
    });
  }
  await app.install(shop);
  const shopId = String(shop.id);
  await withShop(app.database.db, shopId, (tx) =>
    storeCandidates(
      tx,
      shopId,
      [String(tea!.id)],
      [
        {
          ...{ productId: String(tea!.id), list: "cart" },
          candidates: [cup, pot].map((each, place) => ({
            ...{ productId: String(each!.id), weight: 900 - place, evidence: null },
          })),
        },
      ],
    ),
  );
  return { shop, customer, tea: String(tea!.id), cup: String(cup!.id), pot: String(pot!.id) };
}

describe("the app proxy", () => {
  it("names what goes with a logged-in customer's purchases", async () => {
    const { shop, customer, cup, pot } = await teaShop();
    const answer = await ask(shop, customer);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await answer.json()).toEqual({ products: [cup, pot] });
  });

  it("names again what the customer buys regularly once it is due, and not before", async () => {
    const due = await teaShop({ daysAgo: [90, 60, 30] });
    expect(await (await ask(due.shop, due.customer)).json()).toEqual({ products: [due.tea, due.cup, due.pot] });
    const justBought = await teaShop({ daysAgo: [65, 35, 5] });
    expect(await (await ask(justBought.shop, justBought.customer)).json()).toEqual({
      products: [justBought.cup, justBought.pot],
    });
  });

  it("knows nobody who is not logged in, and no customer of another shop", async () => {
    const { shop, customer } = await teaShop();
    const other = app.createShop();
    await app.install(other);
    expect(await (await ask(shop, null)).json()).toEqual({ products: [] });
    expect(await (await ask(other, customer)).json()).toEqual({ products: [] });
  });

  it("answers only what Shopify signed, and a shop that left with nothing", async () => {
    const { shop, customer } = await teaShop();
    expect((await ask(shop, customer, "other")).status).toBe(400);
    expect((await fetch(`${app.proxyUrl}/for-you`)).status).toBe(400);
    const away = app.createShop();
    expect(await (await ask(away, 1)).json()).toEqual({ products: [] });
  });

  it("keeps its answer for a while, and stops who asks too often", async () => {
    const { shop, customer, cup, pot } = await teaShop();
    await ask(shop, customer);
    await withShop(app.database.db, String(shop.id), (tx) => storeCandidates(tx, String(shop.id), [], []));
    expect(await (await ask(shop, customer)).json()).toEqual({ products: [cup, pot] });
    const statuses = [];
    for (let n = 0; n < 60; n += 1) statuses.push((await ask(shop, customer)).status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});
