import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { readMeasurementStatus } from "~/adapters/db/measurement/measurement-status.server";
import { changeMeasuring } from "~/features/measurement/change-measuring.server";
import { MEASURING } from "~/features/measurement/measuring";
import { refreshShop } from "~/runtime/refresh-shop.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { deleteWebPixel, PIXEL_SCOPES, saveWebPixel, webPixelOf } from "../../simulator/store/web-pixel";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";

let app: IngestApp;
let shop: ShopStore;
beforeAll(async () => {
  app = await startIngestApp();
});
beforeEach(async () => {
  shop = app.createShop();
  await app.install(shop);
  await grant();
});
afterAll(() => app.close());

async function grant(extra: readonly string[] = PIXEL_SCOPES): Promise<void> {
  const scopes = shop.profile().scopes.filter((scope) => PIXEL_SCOPES.every((each) => each !== scope));
  shop.setScopes([...scopes, ...extra]);
  await app.settle(shop);
}

const ask = (intent: string, fields: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ intent, ...fields })) form.set(name, value);
  const who = { shopId: String(shop.id), domain: shop.domain };
  return changeMeasuring(app.context, who, form, new AbortController().signal);
};
const pixel = () => webPixelOf(app.simulator.store.database, shop.id);
const status = () => withShop(app.database.db, String(shop.id), (tx) => readMeasurementStatus(tx, String(shop.id)));
const isOn = async () => typeof (await status())?.switchedOnAt === "number";
const send = (account: string | undefined) =>
  fetch(app.eventsUrl, {
    method: "POST",
    headers: { "Content-Type": "text/plain" },
    body: JSON.stringify({
      account,
      events: [{ id: crypto.randomUUID(), clientId: "c", at: new Date().toISOString(), name: "page_viewed" }],
    }),
  });
const stored = async () => (await app.rows(shop, "SELECT FROM storefront_event WHERE shop_id = $1")).length;

describe("measuring the storefront", () => {
  it("has Shopify run the pixel with the shop's key, and takes in what it sends at once", async () => {
    expect(await send(undefined)).toMatchObject({ status: 204 });
    expect(await ask(MEASURING.on)).toHaveProperty("message");
    expect(pixel()?.settings).toEqual({
      accountID: expect.stringMatching(new RegExp(`^${shop.id}-[0-9a-f]{48}$`)) as string,
      endpoint: "http://127.0.0.1/events",
    });
    expect(await isOn()).toBe(true);
    await send(pixel()?.settings.accountID);
    expect(await stored()).toBe(1);
    expect((await status())?.lastEventAt).toBeGreaterThan(Date.now() - 60_000);
  });

  it("takes over a pixel that runs already", async () => {
    saveWebPixel(app.simulator.store.database, shop.id, { id: 5, settings: { accountID: "x", endpoint: "y" } });
    expect(await ask(MEASURING.on)).toHaveProperty("message");
    expect(pixel()).toMatchObject({ id: 5, settings: { endpoint: "http://127.0.0.1/events" } });
  });

  it("says so when the access is missing, and stays off", async () => {
    await grant([]);
    expect(await ask(MEASURING.on)).toEqual({
      error: "Shopify has not granted access to pixels and customer events.",
    });
    expect(await isOn()).toBe(false);
  });

  it("ends the pixel when it is switched off, keeps what was measured, and takes in nothing more", async () => {
    await ask(MEASURING.on);
    const account = pixel()?.settings.accountID;
    await send(account);
    expect(await ask(MEASURING.off)).toHaveProperty("message");
    expect(pixel()).toBeNull();
    expect(await ask(MEASURING.off)).toHaveProperty("message");
    const newlyStored = async () => {
      const before = await stored();
      await send(account);
      return (await stored()) - before;
    };
    await expect.poll(newlyStored).toBe(0);
    expect(await stored()).toBeGreaterThan(0);
    expect(await isOn()).toBe(false);
  });

  it("gives the pixel another key, and drops what comes under the old one", async () => {
    await ask(MEASURING.on);
    const before = pixel()?.settings.accountID;
    await send(before);
    await ask(MEASURING.key);
    const after = pixel()?.settings.accountID;
    expect(after).not.toBe(before);
    // What the endpoint knows of a key is a second old at most when another one comes.
    await expect.poll(async () => (await send(after)) && (await stored())).toBeGreaterThan(1);
    const count = await stored();
    await send(before);
    expect(await stored()).toBe(count);
  });

  it.each(PIXEL_SCOPES)("is off once %s is taken back, and starts no import when it is granted", async (scope) => {
    await ask(MEASURING.on);
    await grant(PIXEL_SCOPES.filter((each) => each !== scope));
    expect(await isOn()).toBe(false);
    const imports = () => app.rows(shop, "SELECT FROM import_run WHERE shop_id = $1");
    const before = (await imports()).length;
    await grant();
    expect((await imports()).length).toBe(before);
    expect(await ask(MEASURING.on)).toHaveProperty("message");
  });

  it("is off after an uninstallation, and erased with the shop", async () => {
    await ask(MEASURING.on);
    await send(pixel()?.settings.accountID);
    shop.uninstall();
    await app.settle(shop);
    expect(await isOn()).toBe(false);
    expect(await stored()).toBe(1);
    shop.redactShop();
    await app.settle(shop);
    expect(await stored()).toBe(0);
    expect(await status()).toBeNull();
  });

  it("notices every night what became of the pixel in Shopify", async () => {
    await ask(MEASURING.on);
    const { id, settings } = pixel() ?? { id: 0, settings: {} };
    const nightly = () => refreshShop(app.context, { shopId: String(shop.id) }, new AbortController().signal);
    saveWebPixel(app.simulator.store.database, shop.id, { id, settings: { ...settings, endpoint: "elsewhere" } });
    await nightly();
    expect(pixel()?.settings).toEqual(settings);
    deleteWebPixel(app.simulator.store.database, shop.id);
    await nightly();
    expect(await isOn()).toBe(false);
  });

  it("keeps events as long as the merchant says, out of few choices", async () => {
    expect(await ask(MEASURING.retention, { days: "90" })).toEqual({
      message: "Events are kept for 90 days; older ones are deleted tonight.",
    });
    expect((await status())?.retentionDays).toBe(90);
    expect(await ask(MEASURING.retention, { days: "100000" })).toHaveProperty("error");
    expect(await ask("something-else")).toBeNull();
  });
});
