import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { loadHistory } from "../../support/shops/shop-folder";

const ORDERS = 1200;
const script = fileURLToPath(new URL("../../support/processes/import-process.ts", import.meta.url));
const reroute = fileURLToPath(new URL("../../simulator/reroute-fetch.mjs", import.meta.url));

let app: IngestApp;

beforeAll(async () => {
  app = await startIngestApp();
});

afterAll(() => app.close());

/** Runs the import in a process of its own and kills it as soon as `isTime` says so. Says whether it lived until then. */
async function killedImport(shop: ShopStore, isTime: () => Promise<boolean>): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--import", reroute, script, app.database.appUrl, String(shop.id)],
    {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, SIMULATOR_URL: app.simulator.url, TOKEN_ENCRYPTION_KEY: app.tokenKey.toString("base64") },
    },
  );
  const ended = once(child, "exit");
  while (child.exitCode === null && child.signalCode === null) {
    if (await isTime()) {
      child.kill("SIGKILL");
      break;
    }
  }
  await ended;
  return child.signalCode === "SIGKILL";
}

describe("an import", () => {
  it("I1: whose process is killed while it stages goes on at the committed byte, to the same numbers", async () => {
    const plain = await loadHistory(app.simulator.store, { domain: "plain.myshopify.com", orders: ORDERS });
    await app.install(plain);

    const shop = await loadHistory(app.simulator.store, { domain: "killed.myshopify.com", orders: ORDERS });
    shop.install();
    await app.openApp(shop);
    // So that the import cannot end before it is killed.
    app.simulator.faults.add({ surface: "download", kind: { type: "stallAt", share: 0.7 }, times: Infinity });
    const isStaging = async () =>
      (
        await app.rows(
          shop,
          `SELECT FROM import_part JOIN import_run r USING (shop_id, import_id)
           WHERE shop_id = $1 AND object_kind = 'orders' AND r.kind = 'full' AND staged_chunks >= 1`,
        )
      ).length > 0;
    expect(await killedImport(shop, isStaging)).toBe(true);
    app.simulator.faults.clear();
    const [before] = await app.rows<{ staged_bytes: string; file_size: string }>(
      shop,
      `SELECT staged_bytes, file_size FROM import_part JOIN import_run r USING (shop_id, import_id)
       WHERE shop_id = $1 AND object_kind = 'orders' AND r.kind = 'full'`,
    );
    expect(Number(before?.staged_bytes)).toBeGreaterThan(0);
    expect(Number(before?.staged_bytes)).toBeLessThan(Number(before?.file_size));

    await app.importAll(shop);
    expect(JSON.stringify(await app.snapshot(shop)) === JSON.stringify(await app.snapshot(plain))).toBe(true);
  });
});
