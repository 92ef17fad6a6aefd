import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadRecommendations } from "~/features/recommendations/load-recommendations.server";
import { pageFile } from "~/features/files/page-file.server";
import { publishLists } from "~/features/recommendations/publishing/publish-lists.server";
import { buildRecommendations } from "~/features/recommendations/ranking/build-recommendations.server";
import { rankProducts } from "~/features/recommendations/ranking/rank-products";
import type { ShopStore } from "../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../support/app/ingest-app";
import { loadHistory } from "../support/shops/shop-folder";

let app: IngestApp;
let shop: ShopStore;
let shopId: string;

beforeAll(async () => {
  app = await startIngestApp();
  shop = await loadHistory(app.simulator.store, { domain: "lists.myshopify.com", orders: 300 });
  shopId = String(shop.id);
  await app.install(shop);
});
afterEach(() => app.simulator.faults.clear());
afterAll(() => app.close());

/** Lists as built, published as the queue would do it. */
async function build(): Promise<void> {
  await buildRecommendations(app.context, { shopId });
  await publish();
}
const publish = () => publishLists(app.context, { shopId });
const page = (search = "", number = 1) => loadRecommendations(app.context, shopId, { page: number, search });

/** The lists as Shopify holds them: product id to recommended ids. */
function listsInShopify(): Map<string, string[]> {
  return new Map(
    shop.products().flatMap(({ id }) => {
      const list = shop.metafields(`gid://shopify/Product/${id}`).find(({ key }) => key === "recommendations");
      const ids = list && (JSON.parse(list.value) as string[]).map((gid) => gid.split("/").at(-1)!);
      return ids ? [[String(id), ids] as const] : [];
    }),
  );
}

describe("recommendations of an imported shop", () => {
  it("have a file of what they bring, named after the days the page shows", async () => {
    const params = new URLSearchParams();
    const { signal } = new AbortController();
    const file = await pageFile("recommendations_results", { context: app.context, shopId, params, signal });
    expect(file?.name).toMatch(/^recommendations_results-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    expect(file?.parts[0]).toBe("place,list,sessions_that_saw,clicked,added_to_cart,assisted_sales,currency\r\n");
  });

  it("stand in Shopify as the page shows them, the same lists in the same order", async () => {
    await build();
    const { products } = await page();
    expect(products).toHaveLength(20);
    expect(listsInShopify()).toEqual(
      new Map(products.map(({ productId, entries }) => [productId, entries.map((entry) => entry.productId)])),
    );
    for (const [productId, ids] of listsInShopify()) expect(ids).not.toContain(productId);
  });

  it("are counted plainly on the page: pairs as often as baskets hold both", async () => {
    const { inForce, products, total, pages, published } = await page();
    expect(total).toBe(20);
    expect(pages).toBe(1);
    expect(inForce).toMatchObject({ status: "done", products: 20, covered: 20, coverage: 1 });
    expect(published).toBe(20);
    const reasoned = products.flatMap(({ productId, entries }) =>
      entries.flatMap((entry) => (entry.evidence ? [{ productId, other: entry.productId, ...entry.evidence }] : [])),
    );
    expect(reasoned.length).toBeGreaterThan(20);
    const [first] = reasoned;
    const [counted] = await app.rows<{ together: string }>(
      shop,
      `SELECT count(DISTINCT a.order_id) AS together FROM order_line a
         JOIN order_line b ON b.shop_id = a.shop_id AND b.order_id = a.order_id
         JOIN orders o ON o.shop_id = a.shop_id AND o.order_id = a.order_id
        WHERE a.shop_id = $1 AND a.product_id = ${first!.productId} AND b.product_id = ${first!.other} AND o.is_purchase`,
    );
    expect(first!.together).toBe(Number(counted!.together));
  });

  it("are held against best sellers on orders they were not learned from, a day at a time", async () => {
    const [today, ...more] = (await page()).quality;
    expect(more).toEqual([]);
    expect(today).toMatchObject({ places: 4, baskets: expect.any(Number) });
    expect(today!.cases).toBeGreaterThanOrEqual(2 * today!.baskets);
    expect(today!.hits).toBeLessThanOrEqual(today!.cases);
    const tomorrow = { ...app.context, now: () => Date.now() + 86_400_000 };
    await buildRecommendations(tomorrow, { shopId });
    expect((await page()).quality).toHaveLength(2);
  });

  it("are ranked as the night before chose, unless it is long ago", async () => {
    const settings: unknown[] = [];
    const day = (hours: number) =>
      buildRecommendations({ ...app.context, now: () => Date.now() + hours * 3_600_000 }, { shopId }, undefined, {
        rank: async (job) => {
          settings.push(job.settings);
          return rankProducts(job);
        },
      });
    await day(48);
    await day(50);
    await day(72);
    expect(settings).toEqual([undefined, expect.objectContaining({ cart: expect.anything() }), undefined]);
  });

  it("are found by a part of the title, whatever its case", async () => {
    const found = await page("PRODUCT 1");
    expect(found.products.map(({ title }) => title.slice(0, 9)).sort()).toContain("Product 1");
    expect(found.total).toBe(11);
    expect((await page("%")).total).toBe(0);
  });

  it("stand on the last page where an address asks for one behind it", async () => {
    const last = await loadRecommendations(app.context, shopId, { page: 99_999, search: "", perPage: 8 });
    expect(last).toMatchObject({ page: 3, pages: 3, total: 20 });
    expect(last.products).toHaveLength(4);
    expect(await page("no such title", 99_999)).toMatchObject({ page: 1, pages: 1, total: 0, products: [] });
  });

  it("are not sent again when nothing changed", async () => {
    const published = `SELECT product_id, list, written_at FROM published_list WHERE shop_id = $1 ORDER BY 1, 2`;
    const before = await app.rows(shop, published);
    await build();
    expect(await app.rows(shop, published)).toEqual(before);
  });

  it("leave out a product that sold out, and what was bought with it keeps a full list", async () => {
    const soldOut = shop.products()[0]!;
    for (const variant of soldOut.variants) shop.setInventory(variant.id, 0);
    await app.settle(shop);
    await build();
    for (const ids of listsInShopify().values()) {
      // Behind what is shown it may stand for a week: the storefront passes over it.
      expect(ids.slice(0, 8)).not.toContain(String(soldOut.id));
      expect(ids).toHaveLength(12);
    }
  });

  const fifth = () => shop.products()[4]!;
  const price = (amount: number) => fifth().variants.forEach(({ id }) => shop.updateVariant(id, { price: amount }));

  it.each<[string, () => unknown, () => unknown]>([
    [
      "is a gift card",
      () => shop.updateProduct(fifth().id, { isGiftCard: true }),
      () => shop.updateProduct(fifth().id, { isGiftCard: false }),
    ],
    ["costs nothing", () => price(0), () => price(500)],
    [
      "is unlisted",
      () => shop.updateProduct(fifth().id, { status: "UNLISTED" }),
      () => shop.updateProduct(fifth().id, { status: "ACTIVE" }),
    ],
  ])("leave out a product that %s, and take it back afterwards", async (_name, change, changeBack) => {
    change();
    await app.settle(shop);
    await build();
    expect([...listsInShopify().values()].flat()).not.toContain(String(fifth().id));
    changeBack();
    await app.settle(shop);
    await build();
    expect([...listsInShopify().values()].flat()).toContain(String(fifth().id));
  });

  it("leave out a product taken off the online store, and the page lists it no more", async () => {
    const hidden = shop.products()[2]!;
    const publish = (isPublished: boolean) =>
      app.rows(
        shop,
        `UPDATE product SET is_published = ${isPublished} WHERE shop_id = $1 AND product_id = ${hidden.id}`,
      );
    await publish(false);
    await build();
    expect([...listsInShopify().values()].flat()).not.toContain(String(hidden.id));
    const { products, total } = await page();
    expect(total).toBe(19);
    expect(products.map(({ productId }) => productId)).not.toContain(String(hidden.id));
    await publish(true);
    await build();
    expect([...listsInShopify().values()].flat()).toContain(String(hidden.id));
    expect((await page()).total).toBe(20);
  });

  it("say why publishing failed, keep what stands in Shopify, and recover with the next", async () => {
    const before = listsInShopify();
    const returning = shop.products()[0]!;
    for (const variant of returning.variants) shop.setInventory(variant.id, 50);
    await app.settle(shop);
    app.simulator.faults.add({
      surface: "graphql",
      kind: { type: "graphqlError", code: "ACCESS_DENIED", message: "Access denied for metafieldsSet field." },
      matching: "SetMetafields",
      times: 100,
    });
    await expect(build()).rejects.toThrow("Shopify withholds data");
    expect(listsInShopify()).toEqual(before);
    expect((await page()).publication?.failedBecause).toContain("Shopify withholds data");
    expect((await page()).inForce).toMatchObject({ status: "done" });

    app.simulator.faults.clear();
    await publish();
    expect((await page()).publication).toMatchObject({ failedBecause: null, refused: 0 });
    expect([...listsInShopify().values()].flat()).toContain(String(returning.id));
  });

  it("are withdrawn with the product they belong to", async () => {
    const gone = shop.products()[1]!;
    shop.deleteProduct(gone.id);
    await app.settle(shop);
    await build();
    expect([...listsInShopify().values()].flat()).not.toContain(String(gone.id));
    const standing = await app.rows(shop, `SELECT FROM published_list WHERE shop_id = $1 AND list = 'together'`);
    expect(standing).toHaveLength(19);
  });
});
