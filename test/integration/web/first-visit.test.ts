import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { deleteShop, findShop, findShopByDomain, recordInstallation } from "~/adapters/db/shop/shops.server";
import { withDirectory } from "~/adapters/db/connect/tenant.server";
import { connectShopify } from "~/adapters/shopify/connect/connection.server";
import { openShop } from "~/features/installation/open-shop.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { API_KEY, API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { type PageApp, startPageApp } from "../../support/app/page-app";

let app: IngestApp;
let pages: PageApp;
let shop: ShopStore;

beforeAll(async () => {
  app = await startIngestApp();
  pages = await startPageApp(app);
});
beforeEach(() => {
  shop = app.createShop();
  shop.install();
});
afterEach(() => app.simulator.faults.clear());
afterAll(async () => {
  await pages.close();
  await app.close();
});

const token = () => app.simulator.sessionToken(shop.domain);
const visit = async () => pages.ask("/app/pulse", await token());
const tokenCalls = () =>
  app.simulator.calls.filter((call) => call.surface === "token" && call.shop === shop.domain).length;
const imports = () => app.rows(shop, "SELECT kind FROM import_run WHERE shop_id = $1 ORDER BY kind");
const statusesOf = (answers: readonly Response[]) => [...new Set(answers.map(({ status }) => status))];
const expire = () =>
  app.database.db.pool.query("UPDATE session SET expires = now() - interval '1 hour' WHERE shop = $1", [shop.domain]);
const times = <T>(count: number, work: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => work(index));

/** What another web process over the same database works with. */
function otherProcess() {
  const { db } = app.database;
  const settings = { db, apiKey: API_KEY, apiSecret: API_SECRET, tokenKeys: [app.tokenKey], now: Date.now };
  return { ...app.context, shopify: connectShopify(settings) };
}

describe("the first visit", () => {
  it("L8: of twenty requests at once gets one token, one shop and one import, and answers all", async () => {
    expect(statusesOf(await Promise.all(times(20, visit)))).toEqual([200]);
    expect(tokenCalls()).toBe(1);
    expect(await imports()).toEqual([{ kind: "full" }, { kind: "recent" }]);
    expect(await findShopByDomain(app.database.db, shop.domain)).toMatchObject({ id: String(shop.id) });
  });

  it("L8: of several processes at once gets one token and one import", async () => {
    const processes = [app.context, otherProcess(), otherProcess(), otherProcess()];
    const sessionToken = await token();
    const ids = await Promise.all(times(20, (at) => openShop(processes[at % 4]!, shop.domain, sessionToken)));
    expect(new Set(ids)).toEqual(new Set([String(shop.id)]));
    expect(tokenCalls()).toBe(1);
    expect(await imports()).toHaveLength(2);
  });

  it("is answered 503 while Shopify is away, and installs when it is back", async () => {
    app.simulator.faults.add({ surface: "token", kind: { type: "status", status: 503 }, times: 100 });
    const answer = await visit();
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.text()).toContain("Shopify is not responding");
    app.simulator.faults.clear();
    expect((await visit()).status).toBe(200);
    expect(await imports()).toHaveLength(2);
  });

  it("installs in the next visit when the first got its token and nothing more", async () => {
    app.simulator.faults.add({
      surface: "graphql",
      kind: { type: "graphqlError", code: "X", message: "no" },
      times: 100,
    });
    expect((await visit()).status).toBe(500);
    expect(pages.logged()).not.toContain("[object");
    app.simulator.faults.clear();
    expect((await visit()).status).toBe(200);
    expect(tokenCalls()).toBe(1);
    expect(await imports()).toHaveLength(2);
  });
});

describe("a visit", () => {
  it("I11: of fifty requests whose stored token has expired gets one new token", async () => {
    expect((await visit()).status).toBe(200);
    await expire();
    const before = tokenCalls();
    const sessionToken = await token();
    const answers = await Promise.all(times(50, () => openShop(app.context, shop.domain, sessionToken)));
    expect(new Set(answers)).toEqual(new Set([String(shop.id)]));
    expect(tokenCalls() - before).toBe(1);
    expect(statusesOf(await Promise.all(times(10, visit)))).toEqual([200]);
    expect(tokenCalls() - before).toBe(1);
  });

  it("I11: after Shopify has withdrawn the stored token is the one that brings a new one", async () => {
    expect((await visit()).status).toBe(200);
    app.simulator.tokens.revoke(shop.id);
    await app.importAll(shop);
    expect(await findShop(app.database.db, String(shop.id))).toMatchObject({ needsReauth: true });
    expect((await visit()).status).toBe(200);
    expect(await findShop(app.database.db, String(shop.id))).toMatchObject({ needsReauth: false });
  });

  it("L8: installs again after an uninstall", async () => {
    expect((await visit()).status).toBe(200);
    shop.uninstall();
    await app.settle(shop);
    shop.install();
    expect(statusesOf(await Promise.all(times(10, visit)))).toEqual([200]);
    expect(await findShop(app.database.db, String(shop.id))).toMatchObject({ uninstalledAt: null });
  });
});

describe("recordInstallation", () => {
  it("L8: writes one line however many write it at once", { timeout: 300_000 }, async () => {
    const db = openDatabase(app.database.appUrl, { max: 12 });
    try {
      for (let round = 0; round < 40; round++) {
        const line = { id: String(9_000_000 + round), domain: `round-${round}.myshopify.com` };
        const isNew = await Promise.all(times(12, () => withDirectory(db, (tx) => recordInstallation(tx, line))));
        expect(isNew.filter(Boolean)).toHaveLength(1);
        await withDirectory(db, (tx) => deleteShop(tx, line.id));
      }
    } finally {
      await db.close();
    }
  });

  it("L6: lets one of two shops have a domain that both claim at once", async () => {
    const db = openDatabase(app.database.appUrl, { max: 8 });
    try {
      for (let round = 0; round < 20; round++) {
        const domain = `claimed-${round}.myshopify.com`;
        const ids = times(4, (at) => String(9_100_000 + round * 10 + at));
        await Promise.all(ids.map((id) => withDirectory(db, (tx) => recordInstallation(tx, { id, domain }))));
        expect(ids).toContain((await findShopByDomain(db, domain))?.id);
      }
    } finally {
      await db.close();
    }
  });
});
