import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findShop } from "~/adapters/db/shop/shops.server";
import { connectShopify } from "~/adapters/shopify/connect/connection.server";
import { SHOP_PROFILE } from "~/adapters/shopify/queries/shop";
import { sessionStorage } from "~/adapters/shopify/connect/session-storage.server";
import { importState } from "~/features/installation/import-state.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { API_KEY, API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";

let app: IngestApp;
let shop: ShopStore;

beforeAll(async () => {
  app = await startIngestApp();
});

beforeEach(async () => {
  shop = app.createShop();
  shop.install();
  await app.openApp(shop);
});

afterEach(() => app.simulator.faults.clear());
afterAll(() => app.close());

const sessionId = () => `offline_${shop.domain}`;
const ask = (context = app.context) => context.shopify.admin(shop.domain).query(SHOP_PROFILE, {});
const refreshes = () =>
  app.simulator.calls.filter((call) => call.surface === "token" && call.shop === shop.domain).length;
const setExpiry = (secondsFromNow: number) =>
  app.database.db.pool.query("UPDATE session SET expires = now() + make_interval(secs => $2) WHERE id = $1", [
    sessionId(),
    secondsFromNow,
  ]);

/** Another process over the same database. */
function otherWorker(tokenKeys = [app.tokenKey]) {
  const { db } = app.database;
  return {
    ...app.context,
    shopify: connectShopify({ db, apiKey: API_KEY, apiSecret: API_SECRET, tokenKeys, now: Date.now }),
  };
}

describe("the stored token", () => {
  it("is encrypted in the database and opens through the library's interface", async () => {
    const { rows } = await app.database.db.pool.query<{ access_token: string; refresh_token: string }>(
      "SELECT access_token, refresh_token FROM session WHERE id = $1",
      [sessionId()],
    );
    expect(JSON.stringify(rows)).not.toMatch(/shpat_|shprt_/);
    const storage = sessionStorage(async () => ({ db: app.database.db, cipher: app.context.shopify.cipher }));
    const session = await storage.loadSession(sessionId());
    expect(session?.accessToken).toMatch(/^shpat_/);
    expect(session?.refreshToken).toMatch(/^shprt_/);
    expect((await storage.findSessionsByShop(shop.domain)).map(({ id }) => id)).toEqual([sessionId()]);
    await storage.deleteSession(sessionId());
    expect(await storage.loadSession(sessionId())).toBeUndefined();
  });

  it("survives twenty writers at once", async () => {
    const storage = sessionStorage(async () => ({ db: app.database.db, cipher: app.context.shopify.cipher }));
    const session = await storage.loadSession(sessionId());
    if (session === undefined) throw new Error("no session");
    const written = await Promise.all(Array.from({ length: 20 }, () => storage.storeSession(session)));
    expect(written.every(Boolean)).toBe(true);
    expect((await ask()).shop.myshopifyDomain).toBe(shop.domain);
  });

  it("I11: is refreshed once by many callers of two workers, before it expires", async () => {
    await setExpiry(60);
    const before = refreshes();
    const workers = [app.context, otherWorker()];
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => ask(workers[index % 2])));
    expect(answers).toHaveLength(12);
    expect(refreshes() - before).toBe(1);
  });

  it("I11: is refreshed once when Shopify refuses it early", async () => {
    app.simulator.tokens.expireAccess(shop.id);
    const before = refreshes();
    await Promise.all(Array.from({ length: 8 }, (_, index) => ask(index % 2 === 0 ? app.context : otherWorker())));
    expect(refreshes() - before).toBe(1);
  });

  it("I11: is used to its last minute while the token endpoint is away", async () => {
    await setExpiry(60);
    app.simulator.faults.add({ surface: "token", kind: { type: "status", status: 503 }, times: 100 });
    expect((await ask()).shop.myshopifyDomain).toBe(shop.domain);
    await setExpiry(-60);
    await expect(ask()).rejects.toMatchObject({ code: "unavailable", isRetryable: true });
    expect((await findShop(app.database.db, String(shop.id)))?.needsReauth).toBe(false);
    app.simulator.faults.clear();
    expect((await ask()).shop.myshopifyDomain).toBe(shop.domain);
  });

  it("I11: is kept for an hour when a refresh does not say how long it lives", async () => {
    await setExpiry(-60);
    app.simulator.faults.add({
      surface: "token",
      kind: { type: "omit", fields: ["expires_in", "refresh_token_expires_in"] },
    });
    await ask();
    const before = refreshes();
    await ask();
    expect(refreshes()).toBe(before);
  });

  it("I11: that is dead pauses the shop, says so, and works again when a merchant opens the app", async () => {
    app.simulator.tokens.revoke(shop.id);
    await expect(ask()).rejects.toMatchObject({ code: "needs_reauth", isRetryable: false });
    expect(await importState(app.context, String(shop.id))).toMatchObject({ phase: "needs_reauth" });
    expect(await app.importAll(shop)).toMatchObject({ skipped: "needs reauth" });
    await app.openApp(shop);
    expect(await importState(app.context, String(shop.id))).toMatchObject({ phase: "waiting" });
    await app.importAll(shop);
    expect(await importState(app.context, String(shop.id))).toMatchObject({ phase: "ready" });
  });

  it("I11: that dies in the middle of an import pauses it; it goes on with the next one", async () => {
    app.simulator.bulk.settings({ startDelayMs: 400 });
    const running = app.importAll(shop);
    await delay(150);
    app.simulator.tokens.revoke(shop.id);
    expect(await running).toMatchObject({ skipped: "needs reauth" });
    app.simulator.bulk.settings({ startDelayMs: 20 });
    await app.openApp(shop);
    await app.importAll(shop);
    expect(await importState(app.context, String(shop.id))).toMatchObject({ phase: "ready" });
  });

  it("does not open under another key", async () => {
    await expect(ask(otherWorker([randomBytes(32)]))).rejects.toThrow(/TOKEN_ENCRYPTION_KEY/);
  });
});
