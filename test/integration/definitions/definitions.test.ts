import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { Definitions } from "~/domain/orders/definitions";
import { changeDefinitions } from "~/features/definitions/change-definitions.server";
import { loadDefinitions } from "~/features/definitions/load-definitions.server";
import { rebuildShopNumbers } from "~/features/definitions/rebuild-shop-numbers.server";
import { taskHandlers } from "~/runtime/task-handlers.server";
import { WORKED_EXAMPLES } from "../../fixtures/worked-examples/examples";
import { historyOfFolder } from "../../fixtures/worked-examples/history-of-folder";
import type { ShopStore } from "../../simulator/store/shop-store";
import { Killed, dyingDatabase } from "../../support/database/dying-database";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { reportedValues } from "../../support/reported-values";
import { fillShop } from "../../support/shops/shop-life";
import { shopWithHistory } from "../../support/database/staged-history";

let app: IngestApp;
beforeAll(async () => {
  app = await startIngestApp();
});
afterAll(() => app.close());

const idOf = (shop: ShopStore) => String(shop.id);
const change = (shopId: string, changes: unknown) => changeDefinitions(app.context, shopId, changes);
const rebuild = (shopId: string) => rebuildShopNumbers(app.context, { shopId });
const view = (shopId: string) => loadDefinitions(app.context, shopId);
const jobs = async (shopId: string) =>
  (
    await app.database.db.pool.query("SELECT FROM pgboss.job WHERE name = 'rebuild-shop' AND data->>'shopId' = $1", [
      shopId,
    ])
  ).rowCount;

async function filledShop(): Promise<ShopStore> {
  const shop = app.createShop();
  fillShop(shop, { orders: 40 });
  await app.install(shop);
  return shop;
}

/** The numbers of today's orders. */
async function counted(shopId: string): Promise<{ orders: number; version: number }> {
  const { rows } = await withShop(app.context.db, shopId, (tx) =>
    tx.query<{ orders: number; version: number }>(
      `SELECT COALESCE(sum(orders), 0)::int AS orders,
              (SELECT definition_version FROM shop_profile WHERE shop_id = $1) AS version
       FROM rollup_sales_day WHERE shop_id = $1 AND is_whole`,
      [shopId],
    ),
  );
  return rows[0] ?? { orders: -1, version: -1 };
}

describe("changeDefinitions", () => {
  it("turns example C into what it is without cancelled orders, when the rebuild commits and not before", async () => {
    const example = WORKED_EXAMPLES.find(({ letter }) => letter === "C");
    const plain = example?.expected.find(({ definitions }) => definitions === undefined);
    const without = example?.expected.find(({ definitions }) => definitions?.excludeCancelledFromOrders);
    if (!example || !plain || !without) throw new Error("example C says what the switch does");
    const shopId = "7001";
    const { ianaTimezone: timeZone, currencyCode } = example.folder.shop;
    await shopWithHistory(app.context.db, shopId, historyOfFolder(example.folder), { timeZone, currencyCode });

    expect(await change(shopId, { excludeCancelledFromOrders: true })).toEqual({ status: "rebuilding", version: 2 });
    expect(await jobs(shopId)).toBe(1);
    expect(await reportedValues(app.context, shopId, plain, plain.asOf)).toEqual(plain.metrics);
    expect(await view(shopId)).toMatchObject({
      version: 1,
      isRebuilding: true,
      inForce: { excludeCancelledFromOrders: false },
      wanted: { excludeCancelledFromOrders: true },
      history: [{ version: 2, inForceAt: null }],
    });

    await taskHandlers(app.context)["rebuild-shop"]({ shopId }, new AbortController().signal);
    expect(await reportedValues(app.context, shopId, without, without.asOf)).toEqual(without.metrics);
    expect(await reportedValues(app.context, shopId, without)).toEqual(without.metrics);
    const after = await view(shopId);
    expect(after).toMatchObject({ version: 2, isRebuilding: false, inForce: { excludeCancelledFromOrders: true } });
    expect(after.history).toMatchObject([
      { before: { excludeCancelledFromOrders: false }, after: { excludeCancelledFromOrders: true } },
    ]);
    expect(after.history[0]?.inForceAt).not.toBeNull();
  });

  it("changes nothing where nothing differs, and goes back as it went", async () => {
    const shop = await filledShop();
    const shopId = idOf(shop);
    const before = await app.snapshot(shop);
    expect(await change(shopId, { fullyRefundedIsPurchase: true })).toEqual({ status: "unchanged" });
    expect(await change(shopId, {})).toEqual({ status: "unchanged" });
    expect(await jobs(shopId)).toBe(0);
    await change(shopId, { fullyRefundedIsPurchase: false, excludeCancelledFromOrders: true });
    await rebuild(shopId);
    expect(await app.snapshot(shop)).not.toEqual(before);
    await change(shopId, { fullyRefundedIsPurchase: true, excludeCancelledFromOrders: false });
    await rebuild(shopId);
    expect(await app.snapshot(shop)).toEqual(before);
    expect((await view(shopId)).history.map(({ version }) => version)).toEqual([3, 2]);
  });

  it("puts several waiting changes in force together, in their order", async () => {
    const shop = await filledShop();
    const shopId = idOf(shop);
    await change(shopId, { excludeCancelledFromOrders: true, abandonmentThresholdMinutes: 90 });
    await change(shopId, { abandonmentThresholdMinutes: 30 });
    expect(await change(shopId, { abandonmentThresholdMinutes: 30 })).toEqual({ status: "unchanged" });
    await rebuild(shopId);
    const { inForce, version, isRebuilding } = await view(shopId);
    expect({ version, isRebuilding }).toEqual({ version: 3, isRebuilding: false });
    expect(inForce).toMatchObject({ excludeCancelledFromOrders: true, abandonmentThresholdMinutes: 30 });
  });

  it("gives each of two changes of the same moment a version", async () => {
    const shopId = idOf(await filledShop());
    const results = await Promise.all([
      change(shopId, { excludeZeroValueFromAov: true }),
      change(shopId, { subscriptionRenewalsAreRepeat: false }),
      change(shopId, { excludeOrderTags: ["gift"] }),
    ]);
    expect(results.map((result) => "version" in result && result.version).toSorted()).toEqual([2, 3, 4]);
    await rebuild(shopId);
    expect((await view(shopId)).inForce).toMatchObject({
      excludeZeroValueFromAov: true,
      subscriptionRenewalsAreRepeat: false,
      excludeOrderTags: ["gift"],
    });
  });

  it("keeps a webhook between change and rebuild on the side it was applied on", async () => {
    const shop = await filledShop();
    const shopId = idOf(shop);
    await change(shopId, { channelsIncluded: ["pos"] });
    const before = await counted(shopId);
    const [product] = shop.products();
    shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }] });
    shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }], sourceName: "pos" });
    await app.settle(shop);
    expect(await counted(shopId)).toEqual({ orders: before.orders + 2, version: 1 });
    await rebuild(shopId);
    expect(await counted(shopId)).toEqual({ orders: 1, version: 2 });
    shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }], sourceName: "pos" });
    await app.settle(shop);
    expect(await counted(shopId)).toEqual({ orders: 2, version: 2 });
  });

  it("does not wait for whoever holds the shop's numbers", async () => {
    const shop = await filledShop();
    const shopId = idOf(shop);
    await withShop(app.context.db, shopId, async (tx) => {
      await tx.query("SELECT FROM shop_profile WHERE shop_id = $1 FOR UPDATE", [shopId]);
      expect(await change(shopId, { excludeZeroValueFromAov: true })).toMatchObject({ status: "rebuilding" });
    });
  });

  it("leaves everything as it was when the worker dies, at whichever statement", async () => {
    const shop = await filledShop();
    const shopId = idOf(shop);
    const before = await app.snapshot(shop);
    await change(shopId, { excludeCancelledFromOrders: true });
    let query = 1;
    for (; ; query += 4) {
      const done = await rebuildShopNumbers(
        { ...app.context, db: dyingDatabase(app.context.db, query) },
        { shopId },
      ).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          return false;
        },
      );
      if (done) break;
      expect(await app.snapshot(shop)).toEqual(before);
      expect(await view(shopId)).toMatchObject({ isRebuilding: true, version: 1 });
    }
    expect(query).toBeGreaterThan(20);
    expect(await app.snapshot(shop)).not.toEqual(before);
    expect(await view(shopId)).toMatchObject({ isRebuilding: false, version: 2 });
  });

  it("says by switch what cannot be taken, and changes nothing", async () => {
    const shopId = idOf(await filledShop());
    const wrong: Partial<Record<keyof Definitions, unknown>> = {
      abandonmentThresholdMinutes: 5,
      channelsIncluded: [],
      excludeOrderTags: "gift",
      excludeZeroValueFromAov: "yes",
    };
    const result = await change(shopId, { ...wrong, shoeSize: 43 });
    if (result.status !== "invalid") throw new Error("nonsense was taken");
    expect(Object.keys(result.errors).toSorted()).toEqual([...Object.keys(wrong), "shoeSize"].toSorted());
    expect(result.errors["abandonmentThresholdMinutes"]).toBe("Give whole minutes, from 10 to 1440.");
    expect((await view(shopId)).history).toEqual([]);
  });

  it("offers the channels and tags that orders have", async () => {
    const shop = await filledShop();
    const [order] = shop.latestOrders(1);
    shop.updateOrder(order?.id ?? 0, { tags: ["gift", "wholesale"] });
    await app.settle(shop);
    expect(await view(idOf(shop))).toMatchObject({ channels: ["web"], tags: ["gift", "wholesale"] });
  });
});

describe("a new time zone", () => {
  it("is in force with the rebuild, for the numbers and for new orders alike", async () => {
    const shop = await filledShop();
    const shopId = idOf(shop);
    shop.updateProfile({ ianaTimezone: "Pacific/Auckland" });
    await app.settle(shop);
    await app.settle(shop);
    expect(await view(shopId)).toMatchObject({ shop: { timeZone: "Europe/Paris" }, isRebuilding: true });
    expect((await view(shopId)).history).toHaveLength(1);
    const [product] = shop.products();
    shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }] });
    await app.settle(shop);
    await rebuild(shopId);
    const cut = await app.rows<{ wrong: number }>(
      shop,
      `SELECT count(*)::int AS wrong FROM orders
       WHERE shop_id = $1 AND day <> (processed_at AT TIME ZONE 'Pacific/Auckland')::date`,
    );
    expect(cut).toEqual([{ wrong: 0 }]);
    expect(await view(shopId)).toMatchObject({
      shop: { timeZone: "Pacific/Auckland" },
      isRebuilding: false,
      history: [{ before: { timeZone: "Europe/Paris" }, after: { timeZone: "Pacific/Auckland" } }],
    });
  });
});
