import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadRecommendations } from "~/features/recommendations/load-recommendations.server";
import { loadProductLists } from "~/features/recommendations/product/load-product-lists.server";
import { buildRecommendations } from "~/features/recommendations/ranking/build-recommendations.server";
import { rankProducts } from "~/features/recommendations/ranking/rank-products";
import { changeLists } from "~/features/recommendations/wishes/change-lists.server";
import { readListWish } from "~/features/recommendations/wishes/read-list-wish";
import type { ShopStore } from "../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../support/app/ingest-app";

let app: IngestApp;
let shop: ShopStore;
let shopId: string;
let ids: string[];

beforeAll(async () => {
  app = await startIngestApp();
  shop = app.createShop();
  shopId = String(shop.id);
  const products = ["Kettle", "Kettle stand", "Cup", "Saucer", "Spoon"].map((title, n) =>
    shop.createProduct({ title, variants: [{ price: 1000 * (n + 1), inventory: 100 }] }),
  );
  ids = products.map(({ id }) => String(id));
  for (const { id } of products.slice(1)) {
    shop.placeOrder({ lines: [products[0]!.id, id].map((productId) => ({ productId, quantity: 1 })) });
  }
  await app.install(shop);
  await buildRecommendations(app.context, { shopId }, undefined, { rank: async (job) => rankProducts(job) });
});
afterAll(() => app.close());

/** What a form posts, and what the page answers. */
async function post(form: Record<string, string>) {
  const read = readListWish(form);
  return "error" in read ? read : changeLists(app.context, shopId, read.wish);
}
const kettle = async () => (await loadProductLists(app.context, shopId, ids[0]!))!;
const pinned = async () => (await kettle()).pinned.map(({ title }) => title);
const together = async () => (await kettle()).lists.together.map(({ title }) => title);
const on = (intent: string, other: number) => post({ intent, product: ids[0]!, other: ids[other]! });

describe("what a merchant wants of a product's lists", () => {
  it("is pinned by title, whole or in part, and put in order", async () => {
    expect(await post({ intent: "pinTitle", product: ids[0]!, title: "sauc" })).toMatchObject({
      message: "Saved. The lists are being published.",
    });
    await on("pin", 4);
    await on("pin", 2);
    expect(await pinned()).toEqual(["Saucer", "Spoon", "Cup"]);
    await on("up", 2);
    await on("down", 3);
    expect(await pinned()).toEqual(["Cup", "Saucer", "Spoon"]);
    await on("unpin", 3);
    expect(await together()).toEqual(["Cup", "Spoon", expect.any(String), expect.any(String)]);
    expect((await kettle()).lists.together[0]).toMatchObject({ filledBy: "pinned", lowestPrice: 3000, imageUrl: null });
  });

  it("is refused where a title names none or several, or the product itself", async () => {
    const title = (words: string) => post({ intent: "pinTitle", product: ids[0]!, title: words });
    expect(await title("Teapot")).toEqual({ error: "No product on the online store has “Teapot” in its title." });
    expect(await title("e")).toMatchObject({ error: expect.stringContaining("3 products have “e” in their title.") });
    expect(await title("kettle")).toEqual({ error: "A product cannot be pinned beside itself." });
  });

  it("is refused where a product is not in the shop, and nothing is kept", async () => {
    const before = await pinned();
    const absent = "999999999999";
    const wishes: readonly Record<string, string>[] = [
      { intent: "pin", product: ids[0]!, other: absent },
      { intent: "pin", product: absent, other: ids[0]! },
      { intent: "pinTitle", product: absent, title: "Cup" },
      { intent: "ban", product: absent },
      { intent: "ban", product: ids[1]!, other: absent },
    ];
    for (const wish of wishes) expect(await post(wish)).toEqual({ error: "This product is not in your shop." });
    expect(await pinned()).toEqual(before);
    expect((await kettle()).bannedBeside).toEqual([]);
  });

  it("keeps a pin that cannot be shown now, and says so", async () => {
    for (const { id } of shop.product(Number(ids[2]))!.variants) shop.setInventory(id, 0);
    await app.settle(shop);
    expect((await kettle()).pinned[0]).toEqual({ productId: ids[2], title: "Cup", isShown: false });
    expect(await together()).not.toContain("Cup");
  });

  it("bans a pair, which ends its pin, and a product everywhere", async () => {
    await post({ intent: "ban", product: ids[4]!, other: ids[0]! });
    expect(await pinned()).toEqual(["Cup"]);
    expect(await together()).not.toContain("Spoon");
    expect((await kettle()).bannedBeside).toEqual([{ productId: ids[4], title: "Spoon" }]);
    await post({ intent: "allow", product: ids[4]!, other: ids[0]! });
    expect(await together()).toContain("Spoon");

    await post({ intent: "ban", product: ids[3]! });
    expect(await together()).not.toContain("Saucer");
    expect((await loadProductLists(app.context, shopId, ids[3]!))!.isBanned).toBe(true);
    await post({ intent: "allow", product: ids[3]! });
    expect(await together()).toContain("Saucer");
  });

  it("follows rules at once", async () => {
    await post({ intent: "rules", highest: "200" });
    expect(await together()).toEqual(["Kettle stand"]);
    await post({ intent: "rules" });
  });

  it("says how many products the rules leave without a list, and which", async () => {
    expect(await post({ intent: "rules", vendors: "other" })).toEqual({
      message: "Saved. The lists are being published. With these rules 5 products have no list.",
    });
    const { products } = await loadRecommendations(app.context, shopId, { page: 1, search: "" });
    expect(products.map((product) => product.isEmptiedByRules)).toEqual([true, true, true, true, true]);
    expect(await post({ intent: "rules" })).toEqual({ message: "Saved. The lists are being published." });
  });

  it("is published at once", async () => {
    await app.database.db.pool.query("DELETE FROM pgboss.job");
    await on("pin", 1);
    const { rows } = await app.database.db.pool.query("SELECT name FROM pgboss.job WHERE start_after <= now()");
    expect(rows).toEqual([{ name: "publish-lists" }]);
  });

  it("is nothing for a product that is gone", async () => {
    expect(await loadProductLists(app.context, shopId, "1")).toBeNull();
  });
});
