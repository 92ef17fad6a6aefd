import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import {
  ensureMeasurementSetting,
  isAccountOf,
  readMeasurementSetting,
  recordWebPixel,
  shopOfAccount,
} from "~/adapters/db/measurement/measurement-setting.server";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import { storefrontEvent } from "~/domain/measurement/storefront-event";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { newShop } from "../../support/database/new-shop";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const AT = Date.UTC(2026, 4, 1, 9);
const searched = (id: string, clientId: string, query: string) =>
  storefrontEvent({ id, clientId, at: AT, name: "search_submitted", query, results: 0 });

describe("the store of events", () => {
  it("keeps an event once, however often and in whatever company it comes", async () => {
    const shopId = await newShop(database.db);
    const [first, second] = [searched("1", "v1", "soap"), searched("2", "v2", "Soap ")];
    const store = (...events: (typeof first)[]) =>
      withShop(database.db, shopId, (tx) => storeEvents(tx, shopId, events));
    expect(await store(first, first)).toBe(1);
    expect(await store(second, first)).toBe(1);
    expect(await store()).toBe(0);
  });
  it("holds neither the client nor what was searched for, and knows both again", async () => {
    const shopId = await newShop(database.db);
    const rows = await withShop(database.db, shopId, async (tx) => {
      await storeEvents(tx, shopId, [
        searched("1", "v1", "soap"),
        searched("2", "v1", " SOAP"),
        searched("3", "v2", "tea"),
      ]);
      const all = await tx.query<Record<string, unknown>>("SELECT * FROM storefront_event ORDER BY event_id");
      return all.rows;
    });
    const hex = (value: unknown) => (value as Buffer).toString("hex");
    const [clients, searches] = [rows.map((row) => hex(row.client_hash)), rows.map((row) => hex(row.query_hash))];
    expect([clients[0] === clients[1], clients[0] === clients[2]]).toEqual([true, false]);
    expect([searches[0] === searches[1], searches[0] === searches[2]]).toEqual([true, false]);
    expect(JSON.stringify(rows)).not.toMatch(/soap|tea|"v[12]"/i);
  });
});

describe("the setting of a shop", () => {
  it("keeps its keys, and says whose account one is and whether its key is right", async () => {
    const shopId = await newShop(database.db);
    await withShop(database.db, shopId, async (tx) => {
      expect(await readMeasurementSetting(tx, shopId)).toBeNull();
      const setting = await ensureMeasurementSetting(tx, shopId);
      expect(await ensureMeasurementSetting(tx, shopId)).toEqual(setting);
      expect(shopOfAccount(setting.account)).toBe(shopId);
      expect(isAccountOf(setting, setting.account)).toBe(true);
      expect(
        isAccountOf(
          setting,
          setting.account.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
        ),
      ).toBe(false);
      for (const account of ["", shopId, `${shopId}-`, "0-abc"]) expect(shopOfAccount(account)).toBeNull();
    });
  });
  it("tells whether a pixel runs", async () => {
    const shopId = await newShop(database.db);
    await withShop(database.db, shopId, async (tx) => {
      expect(await ensureMeasurementSetting(tx, shopId)).toMatchObject({ isSwitchedOn: false, retentionDays: 400 });
      await recordWebPixel(tx, shopId, "gid://shopify/WebPixel/1");
      expect(await readMeasurementSetting(tx, shopId)).toMatchObject({ isSwitchedOn: true });
      await recordWebPixel(tx, shopId, null);
      expect(await readMeasurementSetting(tx, shopId)).toMatchObject({ isSwitchedOn: false, webPixelId: null });
    });
  });
});
