import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopReport } from "~/features/report/shop-report.server";
import type { NewShop } from "../../simulator/store/store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";

let app: IngestApp;

beforeAll(async () => {
  app = await startIngestApp();
});
afterAll(() => app.close());

const open = (profile: Partial<NewShop>) => {
  const shop = app.createShop(profile);
  const { id: productId } = shop.createProduct({ title: "Soap", variants: [{ price: 100 }] });
  return { shop, productId };
};

async function numbersOf(shopId: number) {
  const year = new Date().getUTCFullYear();
  const range = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
  const { metrics, tables } = await shopReport(app.context, String(shopId), range);
  expect(tables.ordersNotRead).toEqual({ missing: 0, stale: 0 });
  const { orders, gross_sales: gross, discounts, returns, net_sales: net, aov } = metrics;
  return Object.fromEntries(
    Object.entries({ orders, gross, discounts, returns, net, aov }).map(([key, { value }]) => [key, value]),
  );
}

describe("a shop in a currency whose minor unit Shopify sees otherwise than ISO 4217", () => {
  it.each([
    ["MGA", [15_000, 15_001], "30001", "15000.500000"],
    ["MRU", [400, 401], "801", "400.500000"],
    ["HUF", [1_500_000, 1_500_050], "30000.50", "15000.250000"],
    ["IQD", [1_250_000, 1_250_500], "2500.500", "1250.250000"],
  ])("counts %s as charged", async (currencyCode, prices, net, aov) => {
    const { shop, productId } = open({ currencyCode });
    for (const unitPrice of prices) shop.placeOrder({ lines: [{ productId, quantity: 1, unitPrice }] });
    await app.install(shop);
    expect(await numbersOf(shop.id)).toMatchObject({ orders: 2, net, aov });
  });
});

describe("orders without agreements where prices hold the tax", () => {
  it("are worth their price without it, and so is what comes back", async () => {
    const { shop, productId } = open({ taxesIncluded: true });
    const line = { productId, quantity: 2, unitPrice: 12_000, discount: 2_400, tax: 3_600 };
    const { id } = shop.placeOrder({ lines: [line] });
    shop.updateOrder(id, { hasAgreements: false });
    await app.install(shop);
    const placed = { orders: 1, gross: "200.00", discounts: "20.00", aov: "180.000000" };
    expect(await numbersOf(shop.id)).toEqual({ ...placed, returns: "0.00", net: "180.00" });
    shop.refundOrder(id, { lines: [{ line: 0, quantity: 1 }] });
    await app.settle(shop);
    expect(await numbersOf(shop.id)).toEqual({ ...placed, returns: "90.00", net: "90.00" });
  });
});
