import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findParts, latestRuns, setRunStatus } from "~/adapters/db/inbox/imports.server";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { dayOf, HOUR_MS } from "~/domain/time/shop-time";
import { isBacklogFetched } from "~/features/ingest/backlog.server";
import { loadOverview } from "~/features/overview/load-overview.server";
import { importState } from "~/features/installation/import-state.server";
import { clockAt } from "../../simulator/commands/app/moved-clock";
import type { ShopStore } from "../../simulator/store/shop-store";
import { startIngestApp, type IngestApp } from "../../support/app/ingest-app";

const TODAY = "2024-03-31";
const NOON = Date.UTC(2024, 2, 31, 10);

let app: IngestApp;
let shop: ShopStore;
beforeAll(async () => {
  app = await startIngestApp({ movedTo: clockAt(NOON) });
  shop = app.createShop();
  shop.createProduct({ title: "Soap", variants: [{ price: 500 }] });
  buy();
  await app.install(shop);
});
afterAll(() => app.close());

const buy = () => shop.placeOrder({ lines: [{ productId: shop.products()[0]?.id ?? 0, quantity: 1 }] });
const within = <T>(work: (tx: Tx) => Promise<T>) => withShop(app.database.db, String(shop.id), work);
const overview = (range: string) => loadOverview(app.context, String(shop.id), new URLSearchParams({ range }));
const ordersToday = async () => (await overview("today")).salesCards.find(({ key }) => key === "orders")?.value.value;

describe("an app whose clocks stand at another day", () => {
  it("imports the thirty days before that day first", async () => {
    const orders = await within(async (tx) => {
      const { recent } = await latestRuns(tx, String(shop.id));
      const parts = await findParts(tx, String(shop.id), recent?.importId ?? "");
      return parts.find(({ objectKind }) => objectKind === "orders");
    });
    expect(orders?.rootCount).toBe(1);
    const { startedAt, finishedAt } = await importState(app.context, String(shop.id));
    for (const moment of [startedAt, finishedAt]) expect(dayOf(moment ?? 0, "Europe/Paris")).toBe(TODAY);
  });

  it("shows that day as today, and a purchase on it", async () => {
    expect((await overview("today")).window.range).toEqual({ from: TODAY, to: TODAY });
    expect((await overview("last_30_days")).window.range).toEqual({ from: "2024-03-01", to: "2024-03-30" });
    const before = await ordersToday();
    buy();
    await app.settle(shop);
    expect(await ordersToday()).toBe((before ?? 0) + 1);
    const { newestEventAt } = await overview("today");
    expect(dayOf(newestEventAt ?? 0, "Europe/Paris")).toBe(TODAY);
  });

  it("dates installation and messages by that day", async () => {
    const moments = await app.rows<{ at: Date }>(
      shop,
      `SELECT installed_at AS at FROM shop WHERE id = $1
       UNION ALL SELECT received_at FROM webhook_inbox WHERE shop_id = $1
       UNION ALL SELECT processed_at FROM webhook_inbox WHERE shop_id = $1`,
    );
    expect(moments.length).toBeGreaterThan(2);
    for (const { at } of moments) expect(Math.abs(at.getTime() - app.context.now())).toBeLessThan(HOUR_MS);
  });

  it("knows an import that has just failed", async () => {
    app.simulator.webhooks.trouble({ isPaused: true });
    for (let count = 0; count < 600; count++) buy();
    app.simulator.webhooks.trouble({ isPaused: false });
    await app.simulator.webhooks.settled();
    const isFetched = () => within((tx) => isBacklogFetched(app.context, tx, String(shop.id)));
    expect(await isFetched()).toBe(true);
    await within(async (tx) => {
      const { backlog } = await latestRuns(tx, String(shop.id));
      await setRunStatus(tx, String(shop.id), backlog?.importId ?? "", "failed", "Shopify was away.");
    });
    expect(await isFetched()).toBe(false);
  });
});
