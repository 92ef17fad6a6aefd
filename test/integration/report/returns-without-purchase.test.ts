import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { shopReport } from "~/features/report/shop-report.server";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { type Node, patchAnswers } from "../../support/app/patched-answers";

let app: IngestApp;
let mend = () => {};

beforeAll(async () => {
  app = await startIngestApp();
});
afterEach(() => mend());
afterAll(() => app.close());

type Money = { shopMoney: { amount: string } };

describe("a return at POS without a purchase", () => {
  it("has a negative total: it is no order, but what came back is in the sales of its day", async () => {
    const shop = app.createShop();
    const product = shop.createProduct({ title: "Soap", variants: [{ price: 100 }] });
    const customer = shop.createCustomer();
    const place = (unitPrice: number) =>
      shop.placeOrder({ customerId: customer.id, lines: [{ productId: product.id, quantity: 1, unitPrice }] });
    const { id } = place(4000);
    place(5000);
    mend = patchAnswers((node: Node) => {
      const total = node["originalTotalPriceSet"] as Money | undefined;
      if (total && node.id === `gid://shopify/Order/${id}`) total.shopMoney.amount = "-40.0";
      const { shopMoney } = (node["totalAmount"] ?? {}) as Partial<Money>;
      if (shopMoney?.amount === "40.0") {
        Object.assign(node, { actionType: "RETURN", quantity: -1 });
        shopMoney.amount = "-40.0";
      }
    });
    await app.install(shop);
    const day = new Date().toISOString().slice(0, 10);
    const range = { from: `${Number(day.slice(0, 4)) - 1}-01-01`, to: `${Number(day.slice(0, 4)) + 1}-12-31` };
    for (const asOf of [undefined, new Date(Date.now() + 86_400_000).toISOString()]) {
      const { metrics, tables } = await shopReport(app.context, String(shop.id), { ...range, ...(asOf && { asOf }) });
      const valueOf = (key: keyof typeof metrics) => metrics[key].value;
      expect({
        orders: valueOf("orders"),
        aov: valueOf("aov"),
        net: valueOf("net_sales"),
        returns: valueOf("returns"),
        customers: valueOf("customers"),
        repeat: valueOf("repeat_rate"),
      }).toEqual({ orders: 1, aov: "50.000000", net: "10.00", returns: "40.00", customers: 1, repeat: 0 });
      expect(tables.ordersNotRead).toEqual({ missing: 0, stale: 0 });
    }
  });
});
