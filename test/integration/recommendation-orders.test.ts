import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import { buildRecommendations, type Rank } from "~/features/recommendations/ranking/build-recommendations.server";
import { type Ranking, rankProducts } from "~/features/recommendations/ranking/rank-products";
import type { Id } from "../simulator/store/records/values";
import type { ShopStore } from "../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../support/app/ingest-app";

const DAY_MS = 86_400_000;
const PRODUCTS = 40;

let app: IngestApp;
let shop: ShopStore;
let shopId: string;
let ids: Id[];
let customerId: Id;

beforeAll(async () => {
  app = await startIngestApp();
  shop = app.createShop();
  shopId = String(shop.id);
  ids = Array.from(
    { length: PRODUCTS },
    (_, n) => shop.createProduct({ title: `Thing ${n}`, variants: [{ price: 1000 + n, inventory: 50 }] }).id,
  );
  customerId = shop.createCustomer({}).id;
  // Every product beside its neighbour, twice; one customer bought the two last of them.
  for (let n = 0; n < PRODUCTS; n += 2) for (const _ of [1, 2]) buy(n, n + 1);
  shop.placeOrder({ lines: [line(38)], customerId });
  shop.placeOrder({ lines: [line(39)], customerId });
  await app.install(shop);
});
beforeEach(async () => {
  await app.settle(shop);
  await build();
});
afterAll(() => app.close());

const line = (n: number) => ({ productId: ids[n]!, quantity: 1 });
function buy(...numbers: number[]) {
  return shop.placeOrder({ lines: numbers.map(line) });
}

/** A build, what it ranked and the products whose candidates it wrote, by their place in `ids`. */
async function build(now = Date.now()) {
  let ranking: Ranking | undefined;
  const rank: Rank = async (job) => (ranking = rankProducts(job));
  const before = await stored();
  const built = await buildRecommendations({ ...app.context, now: () => now }, { shopId }, undefined, { rank });
  const changed = (await stored()).filter((row) => !before.some((old) => isSame(old, row)));
  const written = [...new Set(changed.map(({ product_id: id }) => id))].filter((id) => id !== WHOLE_SHOP);
  return {
    built,
    ranked: ranking!.products,
    isMeasured: ranking!.quality !== null,
    written: written.map((id) => ids.indexOf(Number(id))).sort((a, b) => a - b),
  };
}

interface StoredRow {
  readonly product_id: string;
  readonly list: string;
  readonly version: string;
}
const stored = () =>
  app.rows<StoredRow>(shop, "SELECT product_id, list, xmin::text AS version FROM candidate_list WHERE shop_id = $1");
const isSame = (a: StoredRow, b: StoredRow) =>
  a.product_id === b.product_id && a.list === b.list && a.version === b.version;

/** How often each product was bought together with those on its list, of all products. */
async function bought(): Promise<Map<string, Map<string, number>>> {
  const rows = await app.rows<{ product_id: string; ids: string[]; together: number[] }>(
    shop,
    `SELECT product_id, candidate_ids::text[] AS ids, together FROM candidate_list
      WHERE shop_id = $1 AND list = 'together' ORDER BY product_id`,
  );
  return new Map(
    rows.map(({ product_id: id, ids, together }) => [id, new Map(ids.map((id, at) => [id, together[at]!]))]),
  );
}

describe("a build that follows another within a day", () => {
  it("ranks nothing and writes nothing where nothing was bought", async () => {
    expect(await build()).toMatchObject({ ranked: [], written: [], isMeasured: false, built: { changed: 0 } });
  });

  it("ranks and writes what a new order holds, and leaves all other lists alone", async () => {
    buy(3, 17);
    await app.settle(shop);
    const { ranked, written, built } = await build();
    expect(ranked).toEqual([3, 17]);
    expect(written).toEqual([3, 17]);
    expect(built).toMatchObject({ products: PRODUCTS, ranked: 2, covered: PRODUCTS });
    const [row] = await app.rows<{ candidate_ids: string[] }>(
      shop,
      `SELECT candidate_ids FROM candidate_list WHERE shop_id = $1 AND list = 'together' AND product_id = ${ids[3]}`,
    );
    expect(row!.candidate_ids).toContain(String(ids[17]));
  });

  it("ranks what the customer of an order bought before, too", async () => {
    shop.placeOrder({ lines: [line(5)], customerId });
    await app.settle(shop);
    expect((await build()).ranked).toEqual([5, 38, 39]);
  });

  it.each<[string, (order: Id) => unknown]>([
    ["was cancelled", (order) => shop.cancelOrder(order)],
    ["was deleted", (order) => shop.deleteOrder(order)],
  ])("ranks what an order held that %s", async (_name, change) => {
    const { id } = buy(8, 22);
    await app.settle(shop);
    await build();
    change(id);
    await app.settle(shop);
    const { ranked, written } = await build();
    expect(ranked).toEqual([8, 22]);
    expect(written).toEqual([8, 22]);
  });

  it("counts as one that ranks all, order after order", async () => {
    for (const other of [11, 30, 31]) {
      buy(10, other);
      await app.settle(shop);
      expect((await build()).ranked).toEqual([10, other]);
    }
    const counted = await bought();
    expect(counted.get(String(ids[10]))?.get(String(ids[11]))).toBe(3);
    await app.rows(shop, "UPDATE recommendation_build SET basis = NULL WHERE shop_id = $1");
    expect((await build()).ranked).toHaveLength(PRODUCTS);
    expect(await bought()).toEqual(counted);
  });

  it.each<[string, () => unknown]>([
    ["a product was added", () => shop.createProduct({ title: "New", variants: [{ price: 500, inventory: 5 }] })],
    ["a product is called otherwise", () => shop.updateProduct(ids[1]!, { title: "Otherwise" })],
    ["more than half of the products were bought", () => buy(...Array.from({ length: 24 }, (_, n) => n))],
  ])("ranks all where %s", async (_name, change) => {
    change();
    await app.settle(shop);
    expect((await build()).ranked.length).toBeGreaterThanOrEqual(PRODUCTS);
  });
});

it("the first build of the next day ranks all, measures how good they are, and is what later ones follow", async () => {
  const tomorrow = Date.now() + DAY_MS;
  const whole = await build(tomorrow);
  expect(whole.ranked.length).toBeGreaterThanOrEqual(PRODUCTS);
  expect(whole.isMeasured).toBe(true);
  expect((await build(tomorrow)).ranked).toEqual([]);
  const kept = await app.rows(shop, "SELECT FROM recommendation_build WHERE shop_id = $1 AND basis IS NOT NULL");
  expect(kept).toHaveLength(1);
});
