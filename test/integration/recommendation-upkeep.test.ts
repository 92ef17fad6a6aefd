import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startBuild } from "~/adapters/db/recommendations/builds.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { MOST_SHOWN } from "~/domain/recommendations/showing/list-kinds";
import { scheduleDailyRefresh } from "~/runtime/daily-refresh.server";
import { refreshShop } from "~/runtime/refresh-shop.server";
import { publishLists } from "~/features/recommendations/publishing/publish-lists.server";
import { buildRecommendations, type Rank } from "~/features/recommendations/ranking/build-recommendations.server";
import { rankProducts } from "~/features/recommendations/ranking/rank-products";
import { changeLists } from "~/features/recommendations/wishes/change-lists.server";
import type { ShopStore } from "../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../support/app/ingest-app";

const DAY_MS = 86_400_000;
const HOUR_SECONDS = 3_600;

/** Without the second a thread takes to begin. */
const rankHere: Rank = async (job) => rankProducts(job);

let app: IngestApp;
let shop: ShopStore;
let shopId: string;

/** A shop in which everything was bought together with the first product, installed and its lists published. */
async function openShop(products: number): Promise<void> {
  shop = app.createShop();
  shopId = String(shop.id);
  const ids = Array.from(
    { length: products },
    (_, n) => shop.createProduct({ title: `Product ${n}`, variants: [{ price: 1000 + n, inventory: 50 }] }).id,
  );
  for (const id of ids.slice(1)) buy(ids[0]!, id);
  await app.install(shop);
  await build();
  await app.settle(shop);
  await forgetJobs();
}

function buy(...productIds: number[]): void {
  shop.placeOrder({ lines: productIds.map((productId) => ({ productId, quantity: 1 })) });
}

/** Lists as built, published as the queue would do it. */
async function build(now = Date.now()) {
  const context = { ...app.context, now: () => now };
  const built = await buildRecommendations(context, { shopId }, undefined, { rank: rankHere });
  if ("skipped" in built) throw new Error(`the build was skipped: ${built.skipped}`);
  return { ...built, ...(await publish(now)) };
}

async function publish(now = Date.now()) {
  const published = await publishLists({ ...app.context, now: () => now }, { shopId });
  if ("skipped" in published) throw new Error(`nothing was published: ${published.skipped}`);
  return published;
}

const night = () => refreshShop(app.context, { shopId }, new AbortController().signal);
const forgetJobs = () => app.database.db.pool.query("DELETE FROM pgboss.job");

/** In how many seconds the jobs of this kind that wait for the shop were due when they were asked for. */
async function waiting(task: string): Promise<number[]> {
  const { rows } = await app.database.db.pool.query<{ seconds: number }>(
    `SELECT extract(epoch FROM start_after - created_on)::float8 AS seconds FROM pgboss.job
      WHERE name = $1 AND state = 'created' AND data->>'shopId' = $2`,
    [task, shopId],
  );
  return rows.map(({ seconds }) => Math.round(seconds));
}

/** Calls of an operation to Shopify while `work` runs. */
async function callsDuring(operation: string, work: () => Promise<unknown>): Promise<number> {
  const count = () =>
    app.simulator.calls.filter(({ shop: domain, text }) => domain === shop.domain && text.includes(operation)).length;
  const before = count();
  await work();
  return count() - before;
}

/** The lists as Shopify holds them: product id to recommended ids. */
function listsInShopify(): Map<number, number[]> {
  return new Map(
    shop.products({ limit: 1_000 }).flatMap(({ id }) => {
      const list = shop.metafields(`gid://shopify/Product/${id}`).find(({ key }) => key === "recommendations");
      return list ? [[id, (JSON.parse(list.value) as string[]).map((gid) => Number(gid.split("/").at(-1)))]] : [];
    }),
  );
}

/** Products by the number of lists they stand in, most first. */
function mostListed(lists: ReadonlyMap<number, readonly number[]>): number[] {
  const counts = new Map<number, number>();
  for (const id of [...lists.values()].flat()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id);
}

beforeAll(async () => {
  app = await startIngestApp();
});
afterAll(() => app.close());

describe("lists with products that were deleted meanwhile", () => {
  beforeAll(() => openShop(300));

  it("cost a refused call for each such product and no more, and are published without them", async () => {
    const lists = listsInShopify();
    expect(lists.size).toBe(300);
    const gone = mostListed(lists).slice(0, 2);
    expect([...lists.values()].filter((ids) => ids.includes(gone[0]!)).length).toBeGreaterThan(25);
    // As at the first build: nothing is known to stand in Shopify, and no message tells of the deletions.
    await app.rows(shop, "DELETE FROM published_list WHERE shop_id = $1");
    for (const id of gone) shop.deleteProduct(id);

    let built: Awaited<ReturnType<typeof build>> | undefined;
    const calls = await callsDuring("mutation SetMetafields", async () => {
      built = await build();
    });
    // 12 batches and the namespace, and one refused call for each of the two at most.
    expect(calls).toBeLessThanOrEqual(12 + 1 + 2);
    // Those of the products, the first one's for carts, and what is popular in the shop.
    expect(built).toMatchObject({ gone: 2, refused: 0, written: 298 + 2 });
    const after = listsInShopify();
    expect(after.size).toBe(298);
    expect([...after.values()].flat().filter((id) => gone.includes(id))).toEqual([]);
  });

  it("are filled up at once, without a message about the products and without ranking anew", async () => {
    expect(await waiting("publish-lists")).toEqual([0]);
    expect(await publish()).toMatchObject({ gone: 0, refused: 0 });
    for (const ids of listsInShopify().values()) expect(ids.length).toBeGreaterThanOrEqual(MOST_SHOWN);
  });
});

describe("new lists are asked for", () => {
  beforeAll(() => openShop(20));
  beforeEach(async () => {
    await app.settle(shop);
    await build();
    await app.settle(shop);
    await forgetJobs();
  });

  const first = () => shop.products()[0]!;
  type Change = [name: string, change: () => unknown];

  it.each<Change>([
    ["a new product", () => shop.createProduct({ title: "Brand new", variants: [{ price: 500 }] })],
    ["another title", () => shop.updateProduct(first().id, { title: `Renamed ${Date.now()}` })],
    ["other tags", () => shop.updateProduct(first().id, { tags: ["summer"] })],
    ["a product that is a draft again", () => shop.updateProduct(first().id, { status: "DRAFT" })],
    ["a product that is for sale again", () => shop.updateProduct(first().id, { status: "ACTIVE" })],
  ])("within the hour of %s, ranked anew", async (_name, change) => {
    change();
    await app.settle(shop);
    const [due, ...more] = await waiting("build-recommendations");
    expect(more).toEqual([]);
    expect(due).toBeGreaterThan(0);
    expect(due).toBeLessThanOrEqual(HOUR_SECONDS / 2);
  });

  it.each<[...Change, dueSeconds: number]>([
    ["a product that sold out", () => shop.setInventory(first().variants[0]!.id, 0), 300],
    ["a product back in stock", () => shop.setInventory(first().variants[0]!.id, 7), 300],
    ["another vendor", () => shop.updateProduct(first().id, { vendor: `Maker ${Date.now()}` }), 300],
    ["another collection", () => shop.updateProduct(first().id, { collections: [`${Date.now()}`] }), 300],
    ["a deleted product", () => shop.deleteProduct(shop.products().at(-1)!.id), 0],
  ])("soon after %s, without ranking anew", async (_name, change, dueSeconds) => {
    change();
    await app.settle(shop);
    expect(await waiting("publish-lists")).toEqual([dueSeconds]);
    expect(await waiting("build-recommendations")).toEqual([]);
  });

  it("within the hour of a product that lost its last variant in stock", async () => {
    const variants = [0, 5].map((inventory) => ({ title: `With ${inventory}`, price: 900, inventory }));
    const product = shop.createProduct({ title: "Two of a kind", variants });
    await app.settle(shop);
    await forgetJobs();
    const stocked = product.variants[1]!.id;
    app.simulator.store.database.run("DELETE FROM variant WHERE shop_id = ? AND id = ?", shop.id, stocked);
    shop.updateProduct(product.id, {});
    await app.settle(shop);
    expect(await waiting("publish-lists")).toHaveLength(1);
    expect(
      await app.rows(shop, `SELECT has_stock FROM product WHERE shop_id = $1 AND product_id = ${product.id}`),
    ).toEqual([{ has_stock: false }]);
  });

  it("and a new product stands in lists after that build", async () => {
    const { id } = shop.createProduct({ title: "Product 3 deluxe", variants: [{ price: 500 }] });
    buy(first().id, id);
    await app.settle(shop);
    await build();
    expect(listsInShopify().get(id)!.length).toBeGreaterThan(0);
    expect([...listsInShopify().values()].flat()).toContain(id);
  });

  it.each<[string, () => unknown]>([
    ["the lists themselves, which Shopify announces as changed products", async () => publish()],
    ["a price, which the storefront reads itself", () => shop.updateVariant(first().variants[0]!.id, { price: 4321 })],
    ["stock that remains", () => shop.setInventory(first().variants[0]!.id, 33)],
  ])("not because of %s", async (_name, change) => {
    await app.rows(shop, "DELETE FROM published_list WHERE shop_id = $1");
    await change();
    await app.settle(shop);
    expect(await waiting("build-recommendations")).toEqual([]);
    expect(await waiting("publish-lists")).toEqual([]);
  });

  it("in the night after a new order", async () => {
    buy(first().id);
    await app.settle(shop);
    expect(await waiting("build-recommendations")).toEqual([]);
    await night();
    expect(await waiting("build-recommendations")).toEqual([0]);
  });

  it("in the night after a build that failed or was interrupted", async () => {
    await withShop(app.database.db, shopId, (tx) => startBuild(tx, shopId, crypto.randomUUID()));
    await night();
    expect(await waiting("build-recommendations")).toEqual([0]);
  });

  it("not in a night without new orders and changed products, and nothing is written", async () => {
    const calls = await callsDuring("etafields(", async () => {
      await night();
      await app.settle(shop);
    });
    expect(calls).toBe(0);
    expect(await waiting("build-recommendations")).toEqual([]);
  });

  it("by the merchant at any time, and the same purchases give the same lists on a later day", async () => {
    // What no place shows at first is written once a week.
    await build(Date.now() + 20 * DAY_MS);
    const calls = await callsDuring("etafields(", async () => {
      const built = await build(Date.now() + 40 * DAY_MS);
      expect(built.written).toBe(0);
    });
    expect(calls).toBe(0);
  });

  it("by the merchant at once, though a build for a changed product waits", async () => {
    shop.updateProduct(first().id, { title: `Renamed ${Date.now()}` });
    await app.settle(shop);
    expect((await waiting("build-recommendations"))[0]).toBeGreaterThan(0);
    await changeLists(app.context, shopId, { what: "rebuild" });
    const { rows } = await app.database.db.pool.query(
      "SELECT start_after <= now() AS due FROM pgboss.job WHERE name = 'build-recommendations' AND state = 'created'",
    );
    expect(rows).toEqual([{ due: true }]);
  });
});

describe("the daily round", () => {
  it.each(["Asia/Tokyo", "America/Los_Angeles"])("is due in the next night of a shop in %s", async (ianaTimezone) => {
    shop = app.createShop({ ianaTimezone });
    shopId = String(shop.id);
    shop.install();
    await app.openApp(shop);
    await forgetJobs();
    const noon = Date.parse("2026-07-01T12:00:00Z");
    await scheduleDailyRefresh(app.context, noon);
    const [seconds, ...more] = await waiting("refresh-shop");
    expect(more).toEqual([]);
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: ianaTimezone, timeStyle: "medium" });
    const due = clock.format(noon + seconds! * 1_000);
    expect(due > "01:59:00" && due < "04:01:00", due).toBe(true);
    expect(seconds).toBeLessThanOrEqual(24 * HOUR_SECONDS);
    // Asked for again, by every worker and every hour, it stays one.
    await scheduleDailyRefresh(app.context, noon + HOUR_SECONDS * 1_000);
    expect(await waiting("refresh-shop")).toEqual([seconds]);
  });
});

describe("builds of the past", () => {
  it("P12: are thirty and the one in force, however many failed since", async () => {
    await openShop(3);
    const builds = await withShop(app.database.db, shopId, async (tx) => {
      await tx.query(
        `INSERT INTO recommendation_build (shop_id, build_id, status, settings, started_at)
         SELECT $1, gen_random_uuid(), 'failed', '{}', now() + n * interval '1 minute' FROM generate_series(1, 40) n`,
        [shopId],
      );
      await startBuild(tx, shopId, crypto.randomUUID());
      return tx.query<{ status: string }>("SELECT status FROM recommendation_build WHERE shop_id = $1", [shopId]);
    });
    expect(builds.rows).toHaveLength(31);
    expect(builds.rows.filter(({ status }) => status === "done")).toHaveLength(1);
  });
});
