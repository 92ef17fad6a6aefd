import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { recordWebPixel } from "~/adapters/db/measurement/measurement-setting.server";
import { isHeldOut } from "~/domain/recommendations/lift/hold-out-draw";
import { addDays, startOfDay, type ShopDay } from "~/domain/time/shop-time";
import { changeHoldOut } from "~/features/recommendations/experiment/change-hold-out.server";
import { askForTodaysDraw } from "~/features/recommendations/experiment/todays-draw.server";
import { loadProductLists } from "~/features/recommendations/product/load-product-lists.server";
import { publishLists } from "~/features/recommendations/publishing/publish-lists.server";
import { buildRecommendations } from "~/features/recommendations/ranking/build-recommendations.server";
import type { ShopStore } from "../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../support/app/ingest-app";
import { runPixel } from "../support/measurement/run-pixel";

const PRODUCTS = 60;
const HOUR_MS = 3_600_000;

let app: IngestApp;
let shop: ShopStore;
let shopId: string;
let timeZone: string;
let today: ShopDay;

beforeAll(async () => {
  app = await startIngestApp();
  shop = app.createShop();
  shopId = String(shop.id);
  const ids = Array.from(
    { length: PRODUCTS },
    (_, n) => shop.createProduct({ title: `Product ${n}`, variants: [{ price: 1000 + n, inventory: 50 }] }).id,
  );
  for (const id of ids.slice(1)) {
    shop.placeOrder({ lines: [ids[0]!, id].map((productId) => ({ productId, quantity: 1 })) });
  }
  await app.install(shop);
  await buildRecommendations(app.context, { shopId });
  await publishLists(app.context, { shopId });
  await app.settle(shop);
  const [profile] = await rows<{ zone: string; day: ShopDay }>(
    `SELECT iana_timezone AS zone, (now() AT TIME ZONE iana_timezone)::date::text AS day FROM shop_profile WHERE shop_id = $1`,
  );
  [timeZone, today] = [profile!.zone, profile!.day];
  await runPixel(app.database.db, shopId);
});
afterAll(() => app.close());

/** Three hours into a day, counted from today. */
const at = (days: number) => ({
  ...app.context,
  now: () => startOfDay(addDays(today, days), timeZone) + 3 * HOUR_MS,
});

/** Publishes as of a day, and says how many lists were sent. */
async function publishOn(days: number) {
  const published = await publishLists(at(days), { shopId });
  if ("skipped" in published) throw new Error(published.skipped);
  return published.written + published.withdrawn;
}

const set = (percent: number, instead: string) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ intent: "hold-out", percent, instead })) form.set(name, String(value));
  return changeHoldOut(at(0), shopId, form);
};

/** The lists of product pages as Shopify holds them, by product. */
function pageLists(): Map<string, string[]> {
  return new Map(
    shop.products({ limit: 1_000 }).flatMap(({ id }) => {
      const own = shop.metafields(`gid://shopify/Product/${id}`);
      const list = own.find(({ key }) => key === "recommendations");
      return list ? [[String(id), (JSON.parse(list.value) as string[]).map((gid) => gid.split("/").at(-1)!)]] : [];
    }),
  );
}

/** Rows of the shop. */
async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  const found = await withShop(app.database.db, shopId, (tx) => tx.query<Row>(sql, [shopId, ...values]));
  return found.rows;
}

async function writtenDay(days: number) {
  const found = await rows<{ salt: string; shown: string[]; heldOut: string[] }>(
    `SELECT salt, shown_ids::text[] AS shown, held_out_ids::text[] AS "heldOut" FROM hold_out_day
     WHERE shop_id = $1 AND day = $2`,
    addDays(today, days),
  );
  return found[0];
}

describe("held-out product-days", () => {
  it("are none until a merchant asks for them, and none on the day of asking", async () => {
    expect(pageLists().size).toBe(PRODUCTS);
    await publishOn(0);
    expect(pageLists().size).toBe(PRODUCTS);
    expect(await writtenDay(0)).toBeUndefined();
    await set(20, "nothing");
    expect(await writtenDay(0)).toMatchObject({ salt: "", shown: [], heldOut: [] });
  });

  it("have no list in Shopify from the night on, and are noted as written", async () => {
    await publishOn(1);
    const { salt, shown, heldOut } = (await writtenDay(1))!;
    expect(heldOut.length).toBeGreaterThan(0);
    expect([...shown, ...heldOut].sort()).toEqual(
      shop
        .products({ limit: 1_000 })
        .map(({ id }) => String(id))
        .sort(),
    );
    expect([...pageLists().keys()].sort()).toEqual([...shown].sort());
    expect(heldOut.every((id) => isHeldOut(salt, id, addDays(today, 1), 0.2))).toBe(true);
    expect(await publishOn(1)).toBe(0);
    const insteadOn = async (id: string) => (await loadProductLists(at(1), shopId, id))!.insteadToday;
    expect(await insteadOn(heldOut[0]!)).toBe("nothing");
    expect(await insteadOn(shown[0]!)).toBeNull();
  });

  it("cost, the next night, what is drawn and what returns, and no list more", async () => {
    const before = new Set((await writtenDay(1))!.heldOut);
    const sent = await publishOn(2);
    const now = new Set((await writtenDay(2))!.heldOut);
    const lists = async (ids: Iterable<string>) => {
      const [row] = await rows<{ lists: number }>(
        `SELECT count(*)::int AS lists FROM candidate_list WHERE shop_id = $1 AND list IN ('together', 'similar')
           AND cardinality(candidate_ids) > 0 AND product_id = ANY ($2::bigint[])`,
        [...ids],
      );
      return row!.lists;
    };
    const switching = [...before, ...now].filter((id) => before.has(id) !== now.has(id));
    expect(switching.length).toBeGreaterThan(0);
    expect(sent).toBeGreaterThanOrEqual(switching.length);
    expect(sent).toBeLessThanOrEqual((await lists(switching)) + switching.length);
    expect(pageLists().size).toBe(PRODUCTS - now.size);
  });

  it("are asked for by the night's round until they are written", async () => {
    const waiting = async (days: number) => {
      await app.database.db.pool.query("DELETE FROM pgboss.job");
      await withShop(app.database.db, shopId, (tx) => askForTodaysDraw(at(days), tx, shopId));
      const { rowCount } = await app.database.db.pool.query("SELECT FROM pgboss.job WHERE name = 'publish-lists'");
      return rowCount;
    };
    expect(await waiting(2)).toBe(0);
    expect(await waiting(3)).toBe(1);
  });

  it("leave out products whose list Shopify refused", async () => {
    const { salt, heldOut } = (await writtenDay(2))!;
    // One whose lists return: nothing is sent for a product that stays held out.
    const gone = heldOut.find((id) => !isHeldOut(salt, id, addDays(today, 3), 0.2))!;
    shop.deleteProduct(Number(gone));
    await publishOn(3);
    const { shown, heldOut: now } = (await writtenDay(3))!;
    expect([...shown, ...now]).not.toContain(gone);
  });

  it("show best sellers where the merchant prefers that, by another draw", async () => {
    const { salt } = (await writtenDay(3))!;
    expect(await set(50, "best_sellers")).toHaveProperty("message");
    await publishOn(4);
    const day = (await writtenDay(4))!;
    expect(day.salt).not.toBe(salt);
    const lists = pageLists();
    expect(lists.size).toBe(shop.products({ limit: 1_000 }).length);
    for (const id of day.heldOut) expect(lists.get(id)).not.toContain(id);
  });

  it("end at once when the merchant or the pixel is switched off", async () => {
    const all = pageLists().size;
    await set(50, "nothing");
    await publishOn(5);
    expect(pageLists().size).toBeLessThan(all);
    await withShop(app.database.db, shopId, (tx) => recordWebPixel(tx, shopId, null));
    await publishOn(5);
    expect(pageLists().size).toBe(all);
    expect(await publishOn(6)).toBe(0);
    expect(await writtenDay(6)).toBeUndefined();
    expect(await set(0, "nothing")).toEqual({ message: "Saved. All pages show their lists again." });
  });

  it("refuse a share nobody offers", async () => {
    expect(await set(33, "nothing")).toHaveProperty("error");
    expect(await set(10, "something")).toHaveProperty("error");
    const form = new FormData();
    form.set("intent", "rebuild");
    expect(await changeHoldOut(app.context, shopId, form)).toBeNull();
  });
});
