import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pruneForecasts } from "~/adapters/db/forecast/forecasts.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { scheduleDailyRefresh } from "~/runtime/daily-refresh.server";
import { rebuildShopNumbers } from "~/features/definitions/rebuild-shop-numbers.server";
import { ENGINE_VERSION } from "~/domain/clv/shop-forecast";
import { askForForecast } from "~/features/forecast/ask-for-forecast.server";
import { refreshShop } from "~/runtime/refresh-shop.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { startIngestApp, type IngestApp } from "../../support/app/ingest-app";
import { loadHistory } from "../../support/shops/shop-folder";

let app: IngestApp;
let shop: ShopStore;
let shopId: string;

beforeAll(async () => {
  app = await startIngestApp();
  shop = await loadHistory(app.simulator.store, { domain: "schedule.myshopify.com", orders: 20 });
  shopId = String(shop.id);
});
beforeEach(() => app.database.db.pool.query("DELETE FROM pgboss.job"));
afterAll(() => app.close());

async function waiting(): Promise<number> {
  const { rowCount } = await app.database.db.pool.query(
    "SELECT FROM pgboss.job WHERE name = 'forecast-value' AND state = 'created' AND data->>'shopId' = $1",
    [shopId],
  );
  return rowCount ?? 0;
}

describe("a forecast is asked for", () => {
  it("by the end of the first import", async () => {
    await app.install(shop);
    expect(await waiting()).toBe(1);
  });

  it("by a worker that starts, of shops that its engine has not tried", async () => {
    const runs = (engineVersion: number) =>
      app.rows(
        shop,
        `INSERT INTO value_forecast (shop_id, version, status, as_of, day, data_version, definition_version, engine_version)
         SELECT $1, COALESCE(max(version), 0) + 1, 'insufficient', now(), '2026-11-01', 1, 1, ${engineVersion}
         FROM value_forecast WHERE shop_id = $1`,
      );
    const asked = async () => {
      await app.database.db.pool.query("DELETE FROM pgboss.job");
      await scheduleDailyRefresh(app.context);
      return waiting();
    };
    expect(await asked()).toBe(1);
    await runs(ENGINE_VERSION);
    expect(await asked()).toBe(0);
    await runs(ENGINE_VERSION - 1);
    expect(await asked()).toBe(1);
  });

  it("every day", async () => {
    await refreshShop(app.context, { shopId }, new AbortController().signal);
    expect(await waiting()).toBe(1);
  });

  it("by a rebuild, for purchases may mean something else then", async () => {
    await rebuildShopNumbers(app.context, { shopId });
    expect(await waiting()).toBe(1);
  });

  it("by the merchant, once however often", async () => {
    await askForForecast(app.context, shopId);
    await askForForecast(app.context, shopId);
    expect(await waiting()).toBe(1);
  });
});

describe("runs of the past", () => {
  it("P12: are thirty at most, and the newest ready one stays however many failed since", async () => {
    await withShop(app.database.db, shopId, async (tx) => {
      await tx.query("DELETE FROM value_forecast WHERE shop_id = $1", [shopId]);
      await tx.query(
        `INSERT INTO value_forecast (shop_id, version, status, as_of, day, data_version, definition_version, engine_version)
         SELECT $1, n, CASE WHEN n <= 3 THEN 'ready' ELSE 'failed' END, now(), '2026-11-01', n, 1, 1
         FROM generate_series(1, 40) AS n`,
        [shopId],
      );
      await tx.query(
        `INSERT INTO customer_forecast (shop_id, version, customer_id, probability_alive, purchases_6, purchases_12,
                                        purchases_24, value_6, value_12, value_24, value_to_date, loss)
         SELECT $1, version, 7, 1, 0, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(2, 3) AS version`,
        [shopId],
      );
      await pruneForecasts(tx, shopId);
    });
    const versions = await app.rows<{ version: number }>(
      shop,
      "SELECT version FROM value_forecast WHERE shop_id = $1 ORDER BY version",
    );
    expect(versions.map(({ version }) => version)).toEqual([3, ...Array.from({ length: 30 }, (_, n) => 11 + n)]);
    expect(await app.rows(shop, "SELECT version FROM customer_forecast WHERE shop_id = $1")).toEqual([{ version: 3 }]);
  });
});
