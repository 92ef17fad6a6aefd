import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listUnreadableOrders } from "~/adapters/db/inbox/unreadable-orders.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { readUnreadableAgain } from "~/features/ingest/read-unreadable-again.server";
import { importState } from "~/features/installation/import-state.server";
import { refreshShop } from "~/runtime/refresh-shop.server";
import { loadSettings } from "~/features/settings/load-settings.server";
import { readAgain } from "~/features/settings/read-again.server";
import { pageFile } from "~/features/files/page-file.server";
import { shopReport } from "~/features/report/shop-report.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { type Node, patchAnswers } from "../../support/app/patched-answers";

let app: IngestApp;
let mend = () => {};

beforeAll(async () => {
  app = await startIngestApp();
});
afterEach(() => {
  mend();
  mend = () => {};
  app.simulator.faults.clear();
});
afterAll(() => app.close());

/** From now on Shopify's answers are changed, until the next call or the end of the test. */
function breakAnswers(patch: (node: Node) => void): void {
  mend();
  mend = patchAnswers(patch);
}

/** A shop with an order of 60.00 and 40.00, and one of 50.00. */
function newShop() {
  const shop = app.createShop();
  const [soap, brush] = ["Soap", "Brush"].map((title) => shop.createProduct({ title, variants: [{ price: 100 }] }));
  if (!soap || !brush) throw new Error("a shop sells something");
  const line = (product: typeof soap, unitPrice: number) => ({ productId: product.id, quantity: 1, unitPrice });
  const two = shop.placeOrder({ lines: [line(soap, 6000), line(brush, 4000)] });
  const one = shop.placeOrder({ lines: [line(soap, 5000)] });
  return { shop, two, one };
}

const list = (shop: ShopStore) =>
  withShop(app.context.db, String(shop.id), (tx) => listUnreadableOrders(tx, String(shop.id), 50));
const again = (shop: ShopStore) =>
  readUnreadableAgain(
    app.context,
    String(shop.id),
    app.context.shopify.admin(shop.domain),
    new AbortController().signal,
  );

async function numbers(shop: ShopStore) {
  const year = new Date().getUTCFullYear();
  const range = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
  const { metrics, tables } = await shopReport(app.context, String(shop.id), range);
  const { orders, net_sales: net } = metrics;
  return { orders: orders.value, net: net.value, notRead: tables.ordersNotRead };
}

const WHOLE = { orders: 2, net: "150.00", notRead: { missing: 0, stale: 0 } };
const WITHOUT = { orders: 1, net: "50.00", notRead: { missing: 1, stale: 0 } };

const isAmount = (node: Node, amount: string) =>
  [amount, `${amount}.0`, `${amount}.00`].includes(
    String((node["totalAmount"] as { shopMoney?: { amount?: string } } | undefined)?.shopMoney?.amount),
  );

describe("I7: an order with a row that cannot be used", () => {
  it.each<[string, (node: Node) => void, RegExp]>([
    [
      "a sale's tax is no number",
      (node) => isAmount(node, "40") && (node["totalTaxAmount"] = { shopMoney: { amount: "NaN" } }),
      /not a decimal amount/,
    ],
    ["a sale does what no sale does", (node) => isAmount(node, "40") && (node["actionType"] = "GIVE"), /actionType/],
    [
      "a sale has the id of something else",
      (node) =>
        isAmount(node, "40") &&
        (node["id"] as unknown as string, Object.assign(node, { id: "gid://shopify/DraftOrder/9" })),
      /not the id of a Sale/,
    ],
    [
      "a line has less than nothing",
      (node) => node["title"] === "Brush" && "isGiftCard" in node && (node["quantity"] = -1),
      /quantity/,
    ],
    [
      "a line is another object",
      (node) =>
        node["title"] === "Brush" &&
        "isGiftCard" in node &&
        Object.assign(node, { product: { id: "gid://shopify/Collection/1" } }),
      /not the id of Product/,
    ],
  ])("is left out whole when %s, said so, and read when it can be", async (_name, patch, reason) => {
    const { shop, two } = newShop();
    breakAnswers(patch);
    await app.install(shop);
    expect(await numbers(shop)).toEqual(WITHOUT);
    expect(await list(shop)).toMatchObject([
      { orderId: String(two.id), name: two.name, reason: expect.stringMatching(reason), isStale: false },
    ]);
    expect(await importState(app.context, String(shop.id))).toMatchObject({ phase: "ready" });
    expect(await app.rows(shop, `SELECT FROM order_line WHERE shop_id = $1 AND order_id = ${two.id}`)).toEqual([]);
    expect(await again(shop)).toEqual({ asked: 1, read: 0 });
    mend();
    expect(await again(shop)).toEqual({ asked: 1, read: 1 });
    expect(await numbers(shop)).toEqual(WHOLE);
    expect(await list(shop)).toEqual([]);
  });

  it("is asked for again by the daily round", async () => {
    const { shop } = newShop();
    breakAnswers((node) => {
      if (isAmount(node, "40")) node["actionType"] = "GIVE";
    });
    await app.install(shop);
    expect(await numbers(shop)).toEqual(WITHOUT);
    mend();
    await refreshShop(app.context, { shopId: String(shop.id) }, new AbortController().signal);
    expect(await numbers(shop)).toEqual(WHOLE);
  });

  it.each<[string, (node: Node) => unknown, RegExp]>([
    ["is dated on 30 February", (node) => (node["processedAt"] = "2026-02-30T12:00:00Z"), /not a moment/],
    [
      "has an agreement without a zone",
      (node) => "happenedAt" in node && (node["happenedAt"] = "2026-02-03T12:00:00"),
      /not a moment/,
    ],
    [
      "belongs to a company instead of a customer",
      (node) =>
        String(node.id).includes("/Order/") && Object.assign(node, { customer: { id: "gid://shopify/Company/3" } }),
      /Customer/,
    ],
  ])("takes no part when it %s", async (_name, patch, reason) => {
    const { shop, two } = newShop();
    const mine = String(two.id);
    breakAnswers((node) => {
      const isOwn = node.id === `gid://shopify/Order/${mine}` || node["__parentId"] === `gid://shopify/Order/${mine}`;
      const { agreements } = node as { agreements?: { nodes: Node[] } };
      if (!isOwn) return;
      if ("processedAt" in node || "happenedAt" in node) patch(node);
      for (const agreement of agreements?.nodes ?? []) patch(agreement);
    });
    await app.install(shop);
    expect(await numbers(shop)).toEqual(WITHOUT);
    expect(await list(shop)).toMatchObject([{ orderId: mine, reason: expect.stringMatching(reason) }]);
    mend();
    await again(shop);
    expect(await numbers(shop)).toEqual(WHOLE);
  });

  it("is read by itself when only Shopify's file is broken", async () => {
    const { shop } = newShop();
    breakAnswers((node) => {
      if ("__parentId" in node && isAmount(node, "40")) node["quantity"] = "one";
    });
    await app.install(shop);
    expect(await numbers(shop)).toEqual(WHOLE);
    expect(await list(shop)).toEqual([]);
  });

  it("without agreements is left out whole when a refund's row cannot be used", async () => {
    const { shop, two } = newShop();
    shop.updateOrder(two.id, { hasAgreements: false });
    shop.refundOrder(two.id, { lines: [{ line: 1, quantity: 1 }] });
    breakAnswers((node) => {
      if ("subtotalSet" in node) node["subtotalSet"] = { shopMoney: { amount: "forty" } };
    });
    await app.install(shop);
    expect(await numbers(shop)).toEqual(WITHOUT);
    expect(await list(shop)).toMatchObject([{ orderId: String(two.id), name: two.name }]);
    mend();
    await again(shop);
    expect(await numbers(shop)).toEqual({ ...WHOLE, net: "110.00" });
  });

  it("keeps its last good version among the numbers, and says that it is stale", async () => {
    const { shop, two } = newShop();
    await app.install(shop);
    breakAnswers((node) => {
      if (isAmount(node, "-40")) node["totalTaxAmount"] = { shopMoney: { amount: "x" } };
    });
    shop.refundOrder(two.id, { lines: [{ line: 1, quantity: 1 }] });
    await app.settle(shop);
    expect(await numbers(shop)).toEqual({ ...WHOLE, notRead: { missing: 0, stale: 1 } });
    expect(await list(shop)).toMatchObject([{ orderId: String(two.id), isStale: true }]);
    // The list names the order; the message is of no more use and its body is gone.
    const messages = "SELECT status, length(body) AS length FROM webhook_inbox WHERE shop_id = $1 AND status = 'dead'";
    expect(await app.rows(shop, messages)).toEqual([]);
    expect(await app.rows(shop, "SELECT FROM dead_letter WHERE shop_id = $1")).toEqual([]);

    mend();
    shop.updateOrder(two.id, { tags: ["seen"] });
    await app.settle(shop);
    expect(await numbers(shop)).toEqual({ ...WHOLE, net: "110.00" });
    expect(await list(shop)).toEqual([]);
  });

  it("stands in Settings with its reason and its file, and the merchant can have it read again", async () => {
    const { shop, two } = newShop();
    const own = { shopId: String(shop.id), domain: shop.domain };
    const { signal } = new AbortController();
    breakAnswers((node) => {
      if (isAmount(node, "40")) node["actionType"] = "GIVE";
    });
    await app.install(shop);
    const { data, importState: state } = await loadSettings(app.context, own.shopId);
    expect(state.ordersNotRead).toEqual({ missing: 1, stale: 0 });
    expect(data.unreadableOrders).toMatchObject([{ orderId: String(two.id), name: two.name }]);
    const request = { context: app.context, shopId: own.shopId, params: new URLSearchParams(), signal };
    const file = await pageFile("data_orders_not_read", request);
    expect([...(file?.parts ?? [])].join("")).toContain(`${two.name},missing,`);

    expect(await readAgain(app.context, own, signal)).toBe("0 of 1 order could be read.");
    mend();
    app.simulator.faults.add({
      surface: "graphql",
      kind: { type: "graphqlError", code: "ACCESS_DENIED", message: "no" },
    });
    expect(await readAgain(app.context, own, signal)).toContain("Nothing changed");
    expect(await readAgain(app.context, own, signal)).toBe("1 of 1 order could be read.");
    expect(await readAgain(app.context, own, signal)).toBe("No order is left to read again.");
  });

  it("leaves the list when it is deleted", async () => {
    const { shop, two } = newShop();
    breakAnswers((node) => {
      if (isAmount(node, "40")) node["actionType"] = "GIVE";
    });
    await app.install(shop);
    expect(await list(shop)).toHaveLength(1);
    shop.deleteOrder(two.id);
    await app.settle(shop);
    expect(await list(shop)).toEqual([]);
  });
});

describe("amounts with more decimals than their currency", () => {
  it("are rounded half away from zero, and the order is whole", async () => {
    const { shop } = newShop();
    breakAnswers((node) => {
      if (isAmount(node, "40")) node["totalTaxAmount"] = { shopMoney: { amount: "1.085" } };
    });
    await app.install(shop);
    expect(await numbers(shop)).toEqual({ ...WHOLE, net: "148.91" });
  });
});
