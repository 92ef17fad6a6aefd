import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { addBan, writeListRules, writePins } from "~/adapters/db/recommendations/wishes-for-lists.server";
import { NO_RULES } from "~/domain/recommendations/showing/list-rules";
import { checkLists } from "~/features/recommendations/publishing/check-lists.server";
import { publishLists } from "~/features/recommendations/publishing/publish-lists.server";
import { sendLists } from "~/features/recommendations/publishing/send-lists.server";
import { buildRecommendations, type Rank } from "~/features/recommendations/ranking/build-recommendations.server";
import { rankProducts } from "~/features/recommendations/ranking/rank-products";
import { type AppConfig, readAppConfig } from "../simulator/app-identity/app-config";
import type { ShopStore } from "../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../support/app/ingest-app";

const deployed = readAppConfig(join(import.meta.dirname, "../../shopify.app.toml")).metafieldDefinitions;
let definitions: AppConfig["metafieldDefinitions"] = deployed;

/** Without the second a thread takes to begin. */
const rankHere: Rank = async (job) => rankProducts(job);

let app: IngestApp;
let shop: ShopStore;
let shopId: string;

beforeAll(async () => {
  app = await startIngestApp();
  const { config } = app.simulator.app;
  Object.assign(app.simulator.app, { config: () => ({ ...config(), metafieldDefinitions: definitions }) });
});
afterAll(() => app.close());

/** A shop in which each product is bought with its three neighbors, three times by different customers. */
async function openShop(products: number): Promise<number[]> {
  definitions = deployed;
  shop = app.createShop();
  shopId = String(shop.id);
  const ids = Array.from(
    { length: products },
    (_, n) =>
      shop.createProduct({
        title: `Thing ${n} kind${n % 10}`,
        productType: n % 2 === 0 ? "Even" : "Odd",
        vendor: n % 2 === 0 ? "Left" : "Right",
        variants: [{ price: 1000 + n }],
      }).id,
  );
  const customers = [0, 1, 2].map(() => shop.createCustomer().id);
  ids.forEach((id, n) => {
    const lines = [id, ...[1, 2, 3].map((by) => ids[(n + by) % ids.length]!)];
    for (const customerId of customers) {
      shop.placeOrder({ customerId, lines: lines.map((productId) => ({ productId, quantity: 1 })) });
    }
  });
  await app.install(shop);
  await buildRecommendations(app.context, { shopId }, undefined, { rank: rankHere });
  await publish();
  return ids;
}

async function publish() {
  const published = await publishLists(app.context, { shopId });
  if ("skipped" in published) throw new Error(`nothing was published: ${published.skipped}`);
  return published;
}

const callsOf = (operation: string) =>
  app.simulator.calls.filter(({ shop: domain, text }) => domain === shop.domain && text.includes(operation)).length;

async function callsDuring(operation: string, work: () => Promise<unknown>): Promise<number> {
  const before = callsOf(operation);
  await work();
  return callsOf(operation) - before;
}

const productGid = (id: number) => `gid://shopify/Product/${id}`;
const shopGid = () => `gid://shopify/Shop/${shop.id}`;
const held = (owner: string, key: string): unknown[] | null => {
  const found = shop.metafields(owner).find((each) => each.key === key);
  return found ? (JSON.parse(found.value) as unknown[]) : null;
};
const idsIn = (owner: string, key: string) =>
  (held(owner, key) ?? []).map((gid) => Number(String(gid).split("/").at(-1)));
const KEYS = ["recommendations", "similar", "bought_together", "cart_partners"];

describe("published lists", () => {
  let ids: number[];
  beforeAll(async () => {
    ids = await openShop(60);
  });

  it("stand in a metafield each, a cart's with its weights", () => {
    const [first] = ids;
    const owner = productGid(first!);
    expect(idsIn(owner, "recommendations")).toHaveLength(12);
    expect(idsIn(owner, "bought_together")).toHaveLength(3);
    expect(idsIn(owner, "similar").length).toBeGreaterThan(0);
    const partners = idsIn(owner, "cart_partners");
    const weights = held(owner, "cart_weights") as number[];
    expect(weights).toHaveLength(partners.length);
    expect(weights.every((weight) => Number.isInteger(weight) && weight >= 1 && weight <= 1000)).toBe(true);
    for (const key of KEYS) expect(idsIn(owner, key)).not.toContain(first);
    expect(idsIn(shopGid(), "popular")).toHaveLength(24);
  });

  it("are all told in full calls, and not again when nothing changed", async () => {
    // Five metafields of each product fill a call for five products; the shop has one.
    expect(callsOf("mutation SetMetafields")).toBeLessThanOrEqual(Math.ceil((60 * 5 + 1) / 24) + 1);
    expect(
      await callsDuring("etafields(", async () => {
        await buildRecommendations(app.context, { shopId }, undefined, { rank: rankHere });
        await publish();
      }),
    ).toBe(0);
  });

  it("lose a deleted product at once, in the lists that hold it and no others", async () => {
    const gone = ids[7]!;
    const others = ids.filter((id) => id !== gone);
    const holders = (key: string) => others.filter((id) => idsIn(productGid(id), key).includes(gone)).length;
    const lists = KEYS.reduce((sum, key) => sum + holders(key), 0);
    expect(lists).toBeGreaterThan(10);
    shop.deleteProduct(gone);
    await app.settle(shop);
    const calls = await callsDuring("etafields(", publish);
    // A cart's list takes two metafields; one more call each for what is popular and for the namespace.
    expect(calls).toBeLessThanOrEqual(Math.ceil((2 * lists) / 25) + 2);
    for (const key of KEYS) expect(holders(key)).toBe(0);
    expect(idsIn(shopGid(), "popular")).not.toContain(gone);
  });

  it("follow pins, bans and rules without ranking anew", async () => {
    const [first, second, third] = ids as [number, number, number];
    await withShop(app.database.db, shopId, async (tx) => {
      await writePins(tx, shopId, String(first), [String(ids[40]), String(ids[30])]);
      await addBan(tx, shopId, { productId: String(second), besideId: null });
      await addBan(tx, shopId, { productId: String(first), besideId: String(third) });
    });
    await publish();
    expect(idsIn(productGid(first), "recommendations").slice(0, 2)).toEqual([ids[40], ids[30]]);
    for (const key of KEYS) {
      for (const id of ids) expect(idsIn(productGid(id), key)).not.toContain(second);
      expect(idsIn(productGid(first), key)).not.toContain(third);
      expect(idsIn(productGid(third), key)).not.toContain(first);
    }
    await withShop(app.database.db, shopId, (tx) => writeListRules(tx, shopId, { ...NO_RULES, kinship: "type" }));
    await publish();
    const listed = idsIn(productGid(third), "recommendations");
    expect(listed.length).toBeGreaterThan(0);
    expect(new Set(listed.map((id) => shop.product(id)?.productType))).toEqual(new Set(["Even"]));
  });

  it("change after one order only where it touched them", async () => {
    const [, , , fourth, fifth] = ids;
    shop.placeOrder({ lines: [fourth!, fifth!].map((productId) => ({ productId, quantity: 1 })) });
    await app.settle(shop);
    const calls = await callsDuring("etafields(", async () => {
      await buildRecommendations(app.context, { shopId }, undefined, { rank: rankHere });
      await publish();
    });
    expect(calls).toBeLessThanOrEqual(4);
  });
});

describe("a deleted product nobody told of", () => {
  it("costs a publication of everything at most a fifth more calls", async () => {
    const ids = await openShop(80);
    const again = async () => {
      await app.rows(shop, "DELETE FROM published_list WHERE shop_id = $1");
      return callsDuring("", publish);
    };
    const whole = await again();
    app.simulator.webhooks.trouble({ dropShare: 1 });
    shop.deleteProduct(ids[40]!);
    app.simulator.webhooks.trouble({ dropShare: 0 });
    expect(await again()).toBeLessThanOrEqual(1.2 * whole);
    for (const id of ids) for (const key of KEYS) expect(idsIn(productGid(id), key)).not.toContain(ids[40]);
  });

  it("leaves a free place only in lists made before it was found", async () => {
    const ids = await openShop(80);
    const holdersOf = (product: number) =>
      ids.filter((id) => KEYS.some((key) => idsIn(productGid(id), key).includes(product))).length;
    const [seller, holders] = ids
      .map((id): [number, number] => [id, holdersOf(id)])
      .reduce((most, each) => (each[1] > most[1] ? each : most));
    expect(holders).toBeGreaterThan(20);
    app.simulator.webhooks.trouble({ dropShare: 1 });
    shop.deleteProduct(seller);
    app.simulator.webhooks.trouble({ dropShare: 0 });
    await app.rows(shop, "DELETE FROM published_list WHERE shop_id = $1");
    await publish();
    // Those of the call that told of it, and of the product being made meanwhile.
    expect((await publish()).written).toBeLessThanOrEqual(6 * KEYS.length);
  });
});

describe("lists read back", () => {
  let ids: number[];
  beforeAll(async () => {
    ids = await openShop(20);
  });
  const check = async () => {
    const checked = await checkLists(app.context, { shopId });
    if ("skipped" in checked) throw new Error(`nothing was checked: ${checked.skipped}`);
    return checked;
  };

  it("are as they were sent", async () => {
    expect(await check()).toEqual({ checked: 21, different: 0, missingDefinitions: 0 });
  });

  it("are written again where somebody changed or deleted them", async () => {
    const [first, second, third] = ids as [number, number, number];
    const before = KEYS.map((key) => idsIn(productGid(second), key));
    const run = (statement: string, ...values: string[]) =>
      app.simulator.store.database.run(statement, ...values, shop.id);
    run("DELETE FROM metafield WHERE owner_gid = ? AND shop_id = ?", productGid(second));
    run(
      "UPDATE metafield SET doc = json_set(doc, '$.value', ?) WHERE owner_gid = ? AND key = 'similar' AND shop_id = ?",
      JSON.stringify([productGid(third)]),
      productGid(first),
    );
    expect(await publish()).toMatchObject({ written: 0 });
    expect((await check()).different).toBe(5);
    expect(await publish()).toMatchObject({ written: 5 });
    expect(KEYS.map((key) => idsIn(productGid(second), key))).toEqual(before);
    expect(idsIn(productGid(first), "similar")).not.toEqual([third]);
    expect((await check()).different).toBe(0);
  });

  it("name a definition that storefronts cannot read, and leave it to the app's deployment", async () => {
    definitions = deployed.filter(({ key }) => key !== "similar");
    expect((await check()).missingDefinitions).toBe(1);
    definitions = deployed.map((each) => ({ ...each, storefrontAccess: "NONE" }));
    expect((await check()).missingDefinitions).toBe(6);
    expect(callsOf("CreateListDefinition")).toBe(0);
  });

  it("get their definitions where none was ever deployed", async () => {
    definitions = [];
    expect((await check()).missingDefinitions).toBe(0);
    expect((await check()).missingDefinitions).toBe(0);
    expect(callsOf("CreateListDefinition")).toBe(6);
  });
});

describe("lists Shopify will not withdraw", () => {
  it("are tried again by the next run, and those of deleted products forgotten", async () => {
    const ids = await openShop(3);
    const [first, second] = ids.map(String);
    shop.deleteProduct(ids[1]!);
    const asked: string[] = [];
    const admin = app.context.shopify.admin(shop.domain);
    const stubborn: typeof admin = {
      ...admin,
      query: async (document, variables, options) => {
        if (!String(document).includes("DeleteMetafields")) return admin.query(document, variables, options);
        asked.push("delete");
        const { metafields } = variables as unknown as { metafields: { ownerId: string }[] };
        const userErrors = metafields.map((_, at) => ({ field: ["metafields", String(at)], message: "not now" }));
        return { metafieldsDelete: { deletedMetafields: null, userErrors } } as never;
      },
    };
    const sent = await sendLists(
      { db: app.database.db, log: app.context.log, admin: stubborn, shopId },
      (async function* () {
        for (const productId of [first!, second!]) yield { what: "withdraw", list: { productId, list: "together" } };
      })(),
    );
    expect(sent).toMatchObject({ withdrawn: 0, refused: 1 });
    expect(asked).toEqual(["delete"]);
    const standing = await app.rows<{ id: string }>(
      shop,
      "SELECT product_id AS id FROM published_list WHERE shop_id = $1 AND list = 'together'",
    );
    expect(standing.map(({ id }) => id)).toContain(first);
    expect(standing.map(({ id }) => id)).not.toContain(second);
  });
});
