import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { recordWebPixel } from "~/adapters/db/measurement/measurement-setting.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, provideContext, startIngestApp } from "../../support/app/ingest-app";
import { runPixel } from "../../support/measurement/run-pixel";

let app: IngestApp;
beforeAll(async () => {
  app = await startIngestApp();
});
afterAll(() => app.close());

interface StoredEvent {
  readonly event_id: string;
  readonly client_hash: Buffer;
  readonly at: Date;
  readonly name: string;
}

/** A shop that is measured, and the account its pixel sends. */
async function measuredShop(): Promise<{ shop: ShopStore; account: string }> {
  const shop = app.createShop();
  shop.install();
  await app.openApp(shop);
  return { shop, account: await switchOn(shop) };
}

const switchOn = (shop: ShopStore) => runPixel(app.database.db, String(shop.id));

let made = 0;
const event = (parts: object = {}) => ({
  id: `e${(made += 1)}`,
  clientId: "client",
  at: new Date().toISOString(),
  name: "page_viewed",
  ...parts,
});

const sendText = (body: string, init: RequestInit = {}) =>
  fetch(app.eventsUrl, { method: "POST", body, headers: { "Content-Type": "text/plain" }, ...init });
const send = (account: string, ...events: object[]) => sendText(JSON.stringify({ account, events }));
const stored = (shop: ShopStore) =>
  app.rows<StoredEvent>(shop, "SELECT * FROM storefront_event WHERE shop_id = $1 ORDER BY event_id");

describe("the endpoint of the web pixel", () => {
  it("stores what a pixel sends, and an event that comes again once", async () => {
    const { shop, account } = await measuredShop();
    const sent = event({ productId: "7", name: "product_viewed" });
    const answer = await send(account, sent, event());
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await answer.text()).toBe("");
    await Promise.all([send(account, sent), send(account, sent)]);
    const rows = await stored(shop);
    expect(rows.map(({ event_id, name }) => [event_id, name])).toEqual([
      [sent.id, "product_viewed"],
      [expect.any(String), "page_viewed"],
    ]);
    expect(rows[0]?.client_hash.toString()).not.toContain("client");
  });

  it("is open to the pages of every storefront, and needs no preflight", async () => {
    const { shop, account } = await measuredShop();
    for (const origin of ["https://roastery.example", "null"]) {
      const body = JSON.stringify({ account, events: [event()] });
      expect((await sendText(body, { headers: { "Content-Type": "text/plain", Origin: origin } })).status).toBe(204);
    }
    expect(await stored(shop)).toHaveLength(2);
    for (const method of ["GET", "OPTIONS"]) {
      const answer = await fetch(app.eventsUrl, { method });
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    }
  });

  it.each(["PUT", "PATCH", "DELETE"])("takes nothing by %s", async (method) => {
    const { shop, account } = await measuredShop();
    const answer = await sendText(JSON.stringify({ account, events: [event()] }), { method });
    expect(answer.status).toBe(204);
    expect(await stored(shop)).toEqual([]);
  });

  it.each<[string, (account: string) => string]>([
    ["no JSON", () => "{"],
    ["a list", () => "[]"],
    ["nothing", () => ""],
    ["a key nobody knows", (account) => JSON.stringify({ account, events: [event()], email: "ada@example.com" })],
    ["no account", () => JSON.stringify({ events: [event()] })],
    ["an account that is none", () => JSON.stringify({ account: "1", events: [event()] })],
    [
      "the key of nobody",
      (account) => JSON.stringify({ account: account.replace(/.{8}$/, "00000000"), events: [event()] }),
    ],
    ["events that are no list", (account) => JSON.stringify({ account, events: { 0: event() } })],
    ["more than 8 KiB", (account) => JSON.stringify({ account, events: [event({ query: "x".repeat(9_000) })] })],
    ["a megabyte", (account) => JSON.stringify({ account, events: [event()] }) + " ".repeat(1_000_000)],
    ["an event with a key nobody knows", (account) => JSON.stringify({ account, events: [event({ email: "a@b.c" })] })],
    ["a clock that is none", (account) => JSON.stringify({ account, sentAt: "now", events: [event()] })],
    ["an event of another name", (account) => JSON.stringify({ account, events: [event({ name: "clicked" })] })],
  ])("answers %s as it answers everything, and stores nothing of it", async (_what, body) => {
    const { shop, account } = await measuredShop();
    const [refused, taken] = [await sendText(body(account)), await send(account, event({ id: "taken" }))];
    const said = ({ status, headers }: Response) => [status, headers.get("access-control-allow-origin")];
    expect(said(refused)).toEqual(said(taken));
    expect((await stored(shop)).map(({ event_id }) => event_id)).toEqual(["taken"]);
  });

  it("takes what is right of a request in which something is wrong", async () => {
    const { shop, account } = await measuredShop();
    const strange = event({ query: "tea\u0000 \ud800" });
    await send(account, event({ id: "good" }), event({ name: "nothing" }), [7], strange);
    const ids = (await stored(shop)).map(({ event_id }) => event_id);
    expect(new Set(ids)).toEqual(new Set([strange.id, "good"]));
  });

  it("writes into the shop of the key alone, whatever shop is named", async () => {
    const [one, other] = [await measuredShop(), await measuredShop()];
    const forged = one.account.replace(/^\d+/, String(other.shop.id));
    await send(forged, event());
    expect([await stored(one.shop), await stored(other.shop)]).toEqual([[], []]);
  });

  it("stores nothing of a shop that is not measured any more", async () => {
    const { shop, account } = await measuredShop();
    await withShop(app.database.db, String(shop.id), (tx) => recordWebPixel(tx, String(shop.id), null));
    await send(account, event());
    expect(await stored(shop)).toEqual([]);
  });

  it("takes clocks of shoppers for wrong that are more than a day behind or five minutes ahead", async () => {
    const { shop, account } = await measuredShop();
    const hour = 3_600_000;
    const sent = [-2, 2, -30].map((hours) => event({ at: new Date(Date.now() + hours * hour).toISOString() }));
    const begin = Date.now();
    await send(account, ...sent);
    const minutes = (await stored(shop)).map(({ at }) => Math.round((at.getTime() - begin) / 60_000));
    expect(minutes).toEqual([-120, 5, -24 * 60]);
  });

  it("takes sixty events a minute of one shopper, and goes on taking those of others", async () => {
    const { shop, account } = await measuredShop();
    const many = (clientId: string, count: number) => Array.from({ length: count }, () => event({ clientId }));
    const count = async () => (await stored(shop)).length;
    for (let batch = 0; batch < 4; batch += 1) await send(account, ...many("fast", 30));
    // A minute may have ended in between.
    expect(await count()).toBeGreaterThanOrEqual(60);
    expect(await count()).toBeLessThanOrEqual(120);
    const before = await count();
    await send(account, ...many("calm", 5));
    expect(await count()).toBe(before + 5);
  });

  it("asks the pixel to come again while the database is away, and then takes its events once", async () => {
    const { shop, account } = await measuredShop();
    const sent = event();
    const away = openDatabase(app.database.appUrl.replace(/:\d+\//, ":1/"));
    provideContext({ ...app.context, events: away });
    try {
      const answer = await send(account, sent);
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([503, "*"]);
    } finally {
      provideContext(app.context);
      await away.close();
    }
    expect((await send(account, sent)).status).toBe(204);
    expect(await stored(shop)).toHaveLength(1);
  });

  it("leaves webhooks and pages their connections, however long storing events takes", async () => {
    const shops = await Promise.all(Array.from({ length: 6 }, measuredShop));
    const owner = openDatabase(app.database.ownerUrl, { max: 1 });
    const holder = await owner.pool.connect();
    await holder.query("BEGIN; LOCK TABLE storefront_event IN EXCLUSIVE MODE");
    const storm = shops.flatMap(({ account }) => Array.from({ length: 20 }, () => send(account, event())));
    const [busy] = shops;
    const product = busy?.shop.createProduct({ title: "Tea", variants: [{ price: 900, inventory: 5 }] });
    await app.simulator.webhooks.settled();
    const told = app.simulator.webhooks.all().filter(({ body }) => body.includes(String(product?.id)));
    expect(told.map(({ status, attempts }) => [status, attempts])).toEqual([["delivered", 1]]);
    await holder.query("ROLLBACK");
    holder.release();
    await owner.close();
    expect((await Promise.all(storm)).map(({ status }) => status)).toEqual(storm.map(() => 204));
    for (const { shop } of shops) expect(await stored(shop)).toHaveLength(20);
  });
});
