import { execFile } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { ensureEmbeddedDatabase } from "~/embedded-postgres/embedded.server";
import { storeName } from "../../simulator/admin/admin-context";
import { frameUrl } from "../../simulator/admin/frame-url";
import { readAppConfig } from "../../simulator/app-identity/app-config";
import { appEnvironment } from "../../simulator/commands/app/app-environment";
import { spawnApp, stopProcess } from "../../simulator/commands/app/app-process";
import { newCredentials } from "../../simulator/commands/demo/demo-folder";
import { switchMeasuringOn } from "../../simulator/commands/app/measuring";
import { openApp, untilImported, untilReady } from "../../simulator/commands/app/installation";
import { demoPorts } from "../../simulator/commands/demo/ports";
import { loadDataFolder, type LoadedFolder } from "../../simulator/data-folder/load-data-folder";
import { startFront } from "../../simulator/front";
import { generateShop } from "../../simulator/sample-shop/generate-shop";
import type { ProfileName } from "../../simulator/sample-shop/profiles";
import { startSimulator } from "../../simulator/server";
import type { ShopStore } from "../../simulator/store/shop-store";
import type { Store } from "../../simulator/store/store";
import { freeBase } from "../processes/free-ports";

declare module "vitest" {
  interface ProvidedContext {
    demo: DemoAddresses;
  }
}

export interface DemoAddresses {
  /** The app in the admin of the filled shop. */
  readonly appAddress: string;
  /** Another filled shop, for tests that change what its numbers mean while others read theirs. */
  readonly changedAppAddress: string;
  /** A shop where nobody has installed the app yet. */
  readonly uninstalled: { readonly appAddress: string; readonly orders: number };
  /** The storefront of the filled shop. */
  readonly storefrontUrl: string;
  /** The app itself, outside of any admin. */
  readonly appUrl: string;
  /** The same without the tunnel in front, so with Shopify's own headers. */
  readonly untunnelledAppUrl: string;
}

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));
const APP = { name: "Comeback", handle: "comeback" };
const ORDERS = 800;
const ORDERS_OF_CHANGED = 300;
const ORDERS_OF_UNINSTALLED = 80;

/** Starts the whole demo once for all browser tests, on free ports and with data that is removed afterwards. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    provide("demo", await startDemo(undo));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function startDemo(undo: (() => unknown)[]): Promise<DemoAddresses> {
  await promisify(execFile)(process.execPath, [join(PROJECT, "setup.mjs"), "build"], { cwd: PROJECT });
  const folder = mkdtempSync(join(tmpdir(), "comeback-e2e-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));

  const credentials = newCredentials();
  const { tunnel: tunnelPort, web: webPort } = demoPorts(await freeBase());
  const appUrl = `http://127.0.0.1:${tunnelPort}`;
  const untunnelledAppUrl = `http://127.0.0.1:${webPort}`;
  const simulator = await startSimulator({ dataDir: join(folder, "shopify"), appUrl, ...credentials });
  undo.push(() => simulator.close());
  const { shop } = sampleShop(simulator.store, join(folder, "draft"), "berlin", ORDERS);
  const changed = sampleShop(simulator.store, join(folder, "draft-3"), "new-york", ORDERS_OF_CHANGED);
  const uninstalled = sampleShop(simulator.store, join(folder, "draft-2"), "sydney", ORDERS_OF_UNINSTALLED);
  if (simulator.store.shops()[0]?.domain !== shop.domain) {
    throw new Error("The storefront shows the first shop by domain, which must be the filled one.");
  }

  // What a power cut would do is tested elsewhere.
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  const database = await ensureEmbeddedDatabase({ dataDir: join(folder, "app"), settings });
  undo.push(() => database.stop());
  const { optionalScopes, proxy } = readAppConfig(join(PROJECT, "shopify.app.toml"));
  const front = await startFront({
    simulator,
    app: { ...APP, apiKey: credentials.apiKey, optionalScopes },
    appUrl: untunnelledAppUrl,
    extensionDir: join(PROJECT, "extensions/recommendations-theme"),
    appProxy: proxy,
    apiSecret: credentials.apiSecret,
    tunnelPort,
  });
  undo.push(() => front.close());

  const env = {
    ...appEnvironment({ simulatorUrl: simulator.url, appUrl, dataDir: join(folder, "app"), ...credentials }),
    PORT: String(webPort),
    HOST: "127.0.0.1",
    APP_BRIDGE_URL: front.appBridgeUrl,
  };
  const trouble = new AbortController();
  for (const name of ["web", "worker"]) {
    const log = join(folder, `${name}.log`);
    const child = spawnApp(`app/commands/${name}.ts`, env, openSync(log, "a"));
    undo.push(() => stopProcess(child));
    child.once("exit", () => trouble.abort(new Error(`The ${name} process ended: ${readFileSync(log, "utf8")}`)));
  }
  await untilReady(appUrl, trouble.signal);

  for (const filled of [shop, changed.shop]) {
    filled.install();
    const sessionToken = () => simulator.sessionToken(filled.domain);
    const firstPage = await frameUrl({ appUrl, sessionToken }, filled.domain, "/app", new URLSearchParams());
    await openApp(firstPage, trouble.signal);
    await untilImported(appUrl, sessionToken, () => {}, trouble.signal);
  }
  await switchMeasuringOn(shop, appUrl, () => simulator.sessionToken(shop.domain));

  const addressIn = ({ domain }: ShopStore) => `${front.adminUrl}/store/${storeName(domain)}/apps/${APP.handle}`;
  return {
    appAddress: addressIn(shop),
    changedAppAddress: addressIn(changed.shop),
    uninstalled: { appAddress: addressIn(uninstalled.shop), orders: uninstalled.orders },
    storefrontUrl: front.storefrontUrl,
    appUrl,
    untunnelledAppUrl,
  };
}

/** A generated shop up to and including yesterday. */
function sampleShop(store: Store, folder: string, profile: ProfileName, orders: number): LoadedFolder {
  const endsAt = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  generateShop({ orders, seed: 7, profile, endsAt }, folder);
  return loadDataFolder(store, folder, { forgetsOldCheckouts: true });
}
