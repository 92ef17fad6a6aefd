import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Session } from "@shopify/shopify-app-remix/server";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { countPending } from "~/adapters/db/inbox/inbox.server";
import { openQueue } from "~/adapters/jobs/queue.server";
import { connectShopify } from "~/adapters/shopify/connect/connection.server";
import { sessionStorage } from "~/adapters/shopify/connect/session-storage.server";
import { createWebServer } from "~/web/web-server";
import { parseEnv } from "~/process/env.server";
import type { AppContext } from "~/context/context.server";
import { drainShop } from "~/features/ingest/drain-shop.server";
import { importShop } from "~/features/ingest/import-shop.server";
import { ensureInstalled } from "~/features/installation/ensure-installed.server";
import { createLog } from "~/process/log.server";
import { clockAhead, moveDatabaseClock, type MovedClock } from "../../simulator/commands/app/moved-clock";
import { rerouteFetch } from "../../simulator/reroute-fetch.mjs";
import type { Simulator, SimulatorOptions } from "../../simulator/server";
import { startSimulator } from "../../simulator/server";
import type { NewShop } from "../../simulator/store/store";
import type { ShopStore } from "../../simulator/store/shop-store";
import { createTestDatabase, type TestDatabase } from "../database/database";
import { readFacts, readRollups } from "../database/ledger-snapshot";
import { OPEN_ROUTES } from "./open-routes";
import { provideContext } from "./provide-context";

export { provideContext };

export const API_KEY = "ingest-test-key";
export const API_SECRET = "ingest-test-secret";
export const PREVIOUS_SECRET = "ingest-test-secret-before";

const TOPICS = [
  "orders/create",
  "orders/updated",
  "orders/cancelled",
  "orders/edited",
  "orders/delete",
  "refunds/create",
  "checkouts/create",
  "checkouts/update",
  "checkouts/delete",
  "customers/create",
  "customers/update",
  "customers/delete",
  "customers/merge",
  "products/create",
  "products/update",
  "products/delete",
  "shop/update",
  "app/uninstalled",
  "app/scopes_update",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
];

/** The app's ingest over a real database and a simulated Shopify; jobs run when a test says so. */
export interface IngestApp {
  readonly simulator: Simulator;
  readonly database: TestDatabase;
  readonly context: AppContext;
  /** What tokens are sealed with. */
  readonly tokenKey: Buffer;
  /** Where webhooks go. */
  readonly webhookUrl: string;
  /** Where web pixels send. */
  readonly eventsUrl: string;
  /** Where Shopify passes on what storefronts ask. */
  readonly proxyUrl: string;
  createShop(profile?: Partial<NewShop>): ShopStore;
  /** What happens when a merchant opens the app. */
  openApp(shop: ShopStore): Promise<void>;
  /** Installs and imports the shop. */
  install(shop: ShopStore): Promise<void>;
  importAll(shop: ShopStore, signal?: AbortSignal): Promise<object>;
  /** Waits until Shopify has delivered everything and works it off. */
  settle(shop: ShopStore): Promise<void>;
  drain(shop: ShopStore): Promise<void>;
  /** Every stored fact and rollup of the shop. */
  snapshot(shop: ShopStore): Promise<object>;
  /** Rows of a statement in which $1 is the shop. */
  rows<Row>(shop: Pick<ShopStore, "id">, statement: string): Promise<Row[]>;
  close(): Promise<void>;
}

/** `movedTo`: a clock that the app and its database follow, and Shopify unless it has one of its own. */
export async function startIngestApp({
  movedTo = clockAhead(0),
  ...options
}: Partial<SimulatorOptions> & { readonly movedTo?: MovedClock } = {}): Promise<IngestApp> {
  const { now } = movedTo;
  const database = await createTestDatabase();
  if (movedTo.aheadMs !== 0) await moveDatabaseClock(database.ownerUrl, movedTo);
  const dataDir = await mkdtemp(join(tmpdir(), "comeback-ingest-"));
  const simulator = await startSimulator({
    dataDir,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    appConfig: {
      subscriptions: TOPICS.map((topic) => ({ topic, uri: "/webhooks", includeFields: null })),
      metafieldDefinitions: [],
      proxy: null,
    },
    webhookFirstRetryMs: 100,
    bucket: { maximum: 1_000_000, restorePerSecond: 1_000_000 },
    clock: now,
    ...options,
  });
  const restoreFetch = rerouteFetch(simulator.url);
  const log = createLog("silent");
  const settings = {
    SHOPIFY_API_KEY: API_KEY,
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_API_SECRET_PREVIOUS: PREVIOUS_SECRET,
    SHOPIFY_APP_URL: "http://127.0.0.1",
  };
  Object.assign(process.env, settings);
  const queue = await openQueue(database.appUrl, log);
  const tokenKey = randomBytes(32);
  const shopify = connectShopify({
    db: database.db,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    tokenKeys: [tokenKey],
    now,
  });
  const intake = openDatabase(database.appUrl, { max: 8 });
  const events = openDatabase(database.appUrl, { max: 4 });
  const context: AppContext = { db: database.db, intake, events, queue, env: parseEnv(settings), log, shopify, now };
  provideContext(context);

  const server = createWebServer({
    build: OPEN_ROUTES,
    appUrl: settings.SHOPIFY_APP_URL,
    clientFolder: dataDir,
    log,
    whyNotReady: async () => null,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  simulator.setAppUrl(address);

  const idOf = (shop: Pick<ShopStore, "id">) => String(shop.id);
  let shops = 0;

  /** Token exchange as the library does it, with its session stored through the app's own storage. */
  async function openApp(shop: ShopStore): Promise<void> {
    const answer = await simulator.tokens.answer(shop.profile(), {
      client_id: API_KEY,
      client_secret: API_SECRET,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: await simulator.sessionToken(shop.domain),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    });
    const token = answer.body as { access_token: string; scope: string; expires_in: number; refresh_token: string };
    const storage = sessionStorage(async () => ({ db: database.db, cipher: shopify.cipher }));
    await storage.storeSession(
      new Session({
        id: `offline_${shop.domain}`,
        shop: shop.domain,
        state: "",
        isOnline: false,
        scope: token.scope,
        accessToken: token.access_token,
        expires: new Date(now() + token.expires_in * 1000),
        refreshToken: token.refresh_token,
      }),
    );
    await ensureInstalled(context, { shop: shop.domain });
  }

  const importAll = (shop: ShopStore, signal = new AbortController().signal) =>
    importShop(context, { shopId: idOf(shop) }, signal);

  async function drain(shop: ShopStore): Promise<void> {
    const shopId = idOf(shop);
    for (let tries = 0; tries < 10; tries++) {
      await drainShop(context, { shopId }, new AbortController().signal);
      if ((await withShop(database.db, shopId, (tx) => countPending(tx, shopId))) === 0) return;
    }
    throw new Error("the inbox does not get empty");
  }

  return {
    simulator,
    database,
    context,
    tokenKey,
    webhookUrl: `${address}/webhooks`,
    eventsUrl: `${address}/events`,
    proxyUrl: `${address}/proxy`,
    createShop: (profile = {}) =>
      simulator.store.createShop({
        domain: `shop-${++shops}.myshopify.com`,
        name: "Test shop",
        ianaTimezone: "Europe/Paris",
        currencyCode: "EUR",
        ...profile,
      }),
    openApp,
    importAll,
    async install(shop) {
      shop.install();
      await openApp(shop);
      await importAll(shop);
    },
    drain,
    async settle(shop) {
      await simulator.webhooks.settled();
      await drain(shop);
    },
    snapshot: (shop) =>
      withShop(database.db, idOf(shop), async (tx) => ({
        facts: await readFacts(tx, idOf(shop)),
        rollups: await readRollups(tx, idOf(shop)),
      })),
    rows: async <Row>(shop: Pick<ShopStore, "id">, statement: string) =>
      withShop(database.db, idOf(shop), async (tx) => (await tx.query<Row>(statement, [idOf(shop)])).rows),
    async close() {
      await simulator.close();
      restoreFetch();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await queue.close();
      await Promise.all([intake.close(), events.close()]);
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}
