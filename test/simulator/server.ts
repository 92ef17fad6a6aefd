import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readAppConfig, type AppConfig } from "./app-identity/app-config";
import { readPixelExtension } from "./app-identity/pixel-extension";
import { signProxyRequest } from "./app-identity/signatures";
import { tokens as tokenIssuer, type SessionTokenOptions, type Tokens } from "./app-identity/tokens";
import { bulkOperations, type BulkOperations } from "./bulk/bulk-operations";
import { RESULT_HOST } from "./bulk/bulk-records";
import { resultFiles } from "./bulk/result-files";
import { impliedScopes, type ApiContext, type AppIdentity } from "./graphql/context";
import { STANDARD_BUCKET, type BucketSettings, type LeakyBucket } from "./graphql/leaky-bucket";
import { adminApi } from "./http/admin-api";
import { callLog, type Call } from "./http/calls";
import { faultRegistry, type Faults } from "./http/faults";
import { answerJson } from "./http/messages";
import { strike } from "./http/strike";
import { openDatabase } from "./store/database";
import type { ShopStore } from "./store/shop-store";
import { storeOver, type Store } from "./store/store";
import type { Clock } from "./time/clock";
import { deliveries, type Deliveries } from "./webhooks/deliveries";

export interface SimulatorOptions {
  /** Kept between starts: the shops and the results of bulk operations. */
  readonly dataDir: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Default: any free port. */
  readonly port?: number;
  /** Where webhooks go; may be told later by `setAppUrl`. */
  readonly appUrl?: string;
  readonly clock?: Clock;
  /** Default: the project's `shopify.app.toml`, read again whenever it is needed. */
  readonly appConfigFile?: string;
  /** Stands over what the file says. */
  readonly appConfig?: Partial<AppConfig>;
  /** Where the app's extensions are; default: the project's. */
  readonly extensionsDir?: string;
  /** The wait before a webhook's first retry; small for tests. Default: Shopify's, 56 seconds. */
  readonly webhookFirstRetryMs?: number;
  readonly bucket?: BucketSettings;
  /** Compresses results of bulk operations for clients that accept it. */
  readonly isGzipped?: boolean;
  /** Where faults of the simulator itself are told; default standard error. */
  readonly warn?: (message: string) => void;
}

/** Answers requests that are none of Shopify's interfaces; false passes on to the next. */
export type ExtraHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>;

export interface Simulator {
  readonly url: string;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly bulk: BulkOperations;
  readonly webhooks: Deliveries;
  readonly app: AppIdentity;
  /** The newest few thousand calls, oldest first. */
  readonly calls: readonly Call[];
  shop(domain: string): ShopStore;
  /** What App Bridge would hand to the app's frame. */
  sessionToken(domain: string, options?: SessionTokenOptions): Promise<string>;
  /** Signs an address of the app proxy as Shopify does. */
  signProxyRequest(url: URL): URL;
  bucket(domain: string): LeakyBucket;
  setAppUrl(url: string): void;
  use(handler: ExtraHandler): void;
  close(): Promise<void>;
}

const PROJECT_EXTENSIONS = fileURLToPath(new URL("../../extensions", import.meta.url));
const PROJECT_CONFIG = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { dataDir, apiKey, apiSecret } = options;
  const clock = options.clock ?? Date.now;
  const warn = options.warn ?? ((message: string) => process.stderr.write(`simulator: ${message}\n`));
  const bucketSettings = options.bucket ?? STANDARD_BUCKET;
  mkdirSync(dataDir, { recursive: true });
  const database = openDatabase(join(dataDir, "shopify.sqlite"));
  let appUrl = options.appUrl;
  const app: AppIdentity = {
    apiKey,
    apiSecret,
    appId: 123_456_789,
    title: "Comeback",
    config: () => ({ ...readAppConfig(options.appConfigFile ?? PROJECT_CONFIG), ...options.appConfig }),
    webPixel: () => readPixelExtension(options.extensionsDir ?? PROJECT_EXTENSIONS),
  };
  const webhooks = deliveries({
    database,
    clock,
    apiSecret,
    subscriptions: () => app.config().subscriptions,
    appUrl: () => appUrl,
    ...(options.webhookFirstRetryMs === undefined ? {} : { firstRetryMs: options.webhookFirstRetryMs }),
  });
  const store = storeOver(
    database,
    clock,
    (event) => webhooks.record(event),
    () => app.config().scopes,
  );
  const tokens = tokenIssuer({ database, clock, apiKey, apiSecret });
  const bulk = bulkOperations({
    database,
    directory: join(dataDir, "results"),
    emit: ({ shop }, topic, payload) => webhooks.record({ shop: shop.profile(), topic, payload, at: clock() }),
    warn,
  });
  const files = resultFiles({ database, clock, bulk, isGzipped: options.isGzipped ?? false });
  const faults = faultRegistry();
  const { calls, noteCall } = callLog();
  const extraHandlers: ExtraHandler[] = [];

  function contextOf(shop: ShopStore, scopes: readonly string[]): Omit<ApiContext, "onObject"> {
    const granted = impliedScopes(scopes);
    return {
      shop,
      profile: shop.profile(),
      scopes: granted,
      app,
      database,
      clock,
      bulk,
      isBulk: false,
      remembered: null,
    };
  }

  const admin = adminApi({ store, tokens, faults, clock, bucketSettings, contextOf, noteCall });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = String(request.headers["x-simulated-host"] ?? request.headers.host ?? "").replace(/:\d+$/, "");
    const url = new URL(request.url ?? "/", "http://simulator");
    if (host.endsWith(".myshopify.com")) return admin.answer(request, response, host, url);
    if (host === RESULT_HOST) {
      noteCall({ surface: "download", shop: undefined, text: url.pathname });
      const fault = faults.take("download", { text: url.pathname });
      if (fault !== undefined && strike(response, fault)) return;
      return files.answer(request, response, url, fault);
    }
    for (const handler of extraHandlers) if (await handler(request, response, url)) return;
    answerJson(response, 404, { errors: "Not Found" });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client that went away is no fault of the simulator.
      if (!request.destroyed && !response.destroyed) warn(`${request.method} ${request.url} failed: ${String(error)}`);
      if (!response.headersSent) answerJson(response, 500, { errors: "Internal Server Error" });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  bulk.resume((shopId, scopes) => {
    const shop = store.shops().find((each) => each.id === shopId);
    return shop === undefined ? undefined : { ...contextOf(shop, scopes), onObject: () => undefined };
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    tokens,
    faults,
    bulk,
    webhooks,
    app,
    calls,
    shop: (domain) => store.shop(domain),
    sessionToken: (domain, tokenOptions) => tokens.sessionToken(store.shop(domain).profile(), tokenOptions),
    signProxyRequest: (url) => signProxyRequest(url, apiSecret),
    bucket: (domain) => admin.bucketOf(store.shop(domain).id),
    setAppUrl(url) {
      appUrl = url;
      webhooks.pump();
    },
    use(handler) {
      extraHandlers.push(handler);
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, webhooks.close(), bulk.close()]);
      database.close();
    },
  };
}
