import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readAppConfig } from "./app-identity/app-config";
import type { AppConfig } from "./app-identity/app-config";
import { bulkOperations } from "./bulk/bulk-operations";
import type { BulkOperations } from "./bulk/bulk-operations";
import { RESULT_HOST } from "./bulk/bulk-records";
import type { Clock } from "./time/clock";
import { openDatabase } from "./store/database";
import { faultRegistry } from "./http/faults";
import type { FaultKind, Faults, Surface } from "./http/faults";
import { impliedScopes } from "./graphql/context";
import type { ApiContext, AppIdentity } from "./graphql/context";
import { answerGraphql, throttledBody } from "./graphql/endpoint";
import { STANDARD_BUCKET, leakyBucket } from "./graphql/leaky-bucket";
import type { BucketSettings, LeakyBucket } from "./graphql/leaky-bucket";
import type { Id } from "./store/records";
import { resultFiles } from "./bulk/result-files";
import { PINNED_API_VERSION } from "./schema/pinned-schema";
import { signProxyRequest } from "./app-identity/signatures";
import { storeOver } from "./store/store";
import type { ShopStore, Store } from "./store/store";
import { tokens as tokenIssuer } from "./app-identity/tokens";
import type { SessionTokenOptions, Tokens } from "./app-identity/tokens";
import { deliveries } from "./webhooks/deliveries";
import type { Deliveries } from "./webhooks/deliveries";

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
  /** The wait before a webhook's first retry; small for tests. Default: Shopify's, 56 seconds. */
  readonly webhookFirstRetryMs?: number;
  readonly bucket?: BucketSettings;
  /** Compresses results of bulk operations for clients that accept it. */
  readonly isGzipped?: boolean;
  /** Where faults of the simulator itself are told; default standard error. */
  readonly warn?: (message: string) => void;
}

/** One call that reached the simulator, for assertions. */
export interface Call {
  readonly surface: Surface;
  readonly shop: string | undefined;
  /** The body, or the path of a download. */
  readonly text: string;
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

const MAX_CALLS = 5_000;
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
  const calls: Call[] = [];
  const buckets = new Map<Id, LeakyBucket>();
  const extraHandlers: ExtraHandler[] = [];

  function bucketOf(shopId: Id): LeakyBucket {
    let bucket = buckets.get(shopId);
    if (bucket === undefined) {
      bucket = leakyBucket(bucketSettings, clock);
      buckets.set(shopId, bucket);
    }
    return bucket;
  }

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

  function noteCall(call: Call): void {
    if (calls.length >= MAX_CALLS) calls.shift();
    calls.push(call);
  }

  async function answerAdmin(
    request: IncomingMessage,
    response: ServerResponse,
    host: string,
    url: URL,
  ): Promise<void> {
    const shop = store.findShop(host);
    const isToken = url.pathname === "/admin/oauth/access_token";
    const isGraphql = /^\/admin\/api\/[\w-]+\/graphql\.json$/.test(url.pathname);
    if (shop === undefined || (!isToken && !isGraphql)) return json(response, 404, { errors: "Not Found" });
    if (request.method !== "POST") return json(response, 405, { errors: "Method Not Allowed" });
    const surface: Surface = isToken ? "token" : "graphql";
    const text = await bodyOf(request);
    noteCall({ surface, shop: host, text });
    const fault = faults.take(surface, { shop: host, text });
    if (fault !== undefined && strike(response, fault)) return;
    if (shop.profile().isFrozen) return json(response, 402, { errors: "Unavailable Shop" });

    if (isToken) {
      const answer = await tokens.answer(shop.profile(), formOrJson(request, text));
      const omitted = fault?.type === "omit" ? fault.fields : [];
      const body = Object.fromEntries(Object.entries(answer.body).filter(([name]) => !omitted.includes(name)));
      return json(response, answer.status, body);
    }
    const token = tokens.find(String(request.headers["x-shopify-access-token"] ?? ""));
    if (token === undefined || token.shopId !== shop.id) {
      return json(response, 401, {
        errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
      });
    }
    const version = url.pathname.split("/")[3];
    if (version !== PINNED_API_VERSION) {
      return json(response, 404, { errors: `The simulator serves Admin API ${PINNED_API_VERSION}, not ${version}.` });
    }
    const bucket = bucketOf(shop.id);
    if (fault?.type === "throttled") {
      bucket.drain();
      const status = { ...bucketSettingsBlock(bucketSettings), currentlyAvailable: 0 };
      return json(
        response,
        200,
        throttledBody({ cost: { requestedQueryCost: 10, actualQueryCost: null, throttleStatus: status } }),
      );
    }
    if (fault?.type === "graphqlError") {
      return json(response, 200, { errors: [{ message: fault.message, extensions: { code: fault.code } }] });
    }
    const body = parsedJson(text);
    if (body === undefined) return json(response, 400, { errors: { base: "The request body is no JSON" } });
    const answer = await answerGraphql(contextOf(shop, token.scopes), bucket, bucketSettings, body);
    json(response, answer.status, answer.body, { "x-shopify-api-version": PINNED_API_VERSION });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = String(request.headers["x-simulated-host"] ?? request.headers.host ?? "").replace(/:\d+$/, "");
    const url = new URL(request.url ?? "/", "http://simulator");
    if (host.endsWith(".myshopify.com")) return answerAdmin(request, response, host, url);
    if (host === RESULT_HOST) {
      noteCall({ surface: "download", shop: undefined, text: url.pathname });
      const fault = faults.take("download", { text: url.pathname });
      if (fault !== undefined && strike(response, fault)) return;
      return files.answer(request, response, url, fault);
    }
    for (const handler of extraHandlers) if (await handler(request, response, url)) return;
    json(response, 404, { errors: "Not Found" });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client that went away is no fault of the simulator.
      if (!request.destroyed && !response.destroyed) warn(`${request.method} ${request.url} failed: ${String(error)}`);
      if (!response.headersSent) json(response, 500, { errors: "Internal Server Error" });
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
    bucket: (domain) => bucketOf(store.shop(domain).id),
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

const bucketSettingsBlock = ({ maximum, restorePerSecond }: BucketSettings) => ({
  maximumAvailable: maximum,
  restoreRate: restorePerSecond,
});

/** Answers in the fault's way; false when the fault only changes the true answer. */
function strike(response: ServerResponse, fault: FaultKind): boolean {
  switch (fault.type) {
    case "status": {
      const headers = fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) };
      response.writeHead(fault.status, { "content-type": "application/json", ...headers });
      response.end(fault.body ?? JSON.stringify({ errors: `HTTP ${fault.status}` }));
      return true;
    }
    case "html":
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Shopify</title><h1>We'll be right back</h1>");
      return true;
    case "hang":
      return true;
    case "reset":
      response.destroy();
      return true;
    case "redirect":
      response.writeHead(302, { location: fault.location }).end();
      return true;
    case "throttled":
    case "graphqlError":
    case "omit":
    case "resetAt":
    case "cutAt":
    case "stallAt":
      return false;
  }
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function formOrJson(request: IncomingMessage, text: string): unknown {
  const isForm = (request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : parsedJson(text);
}
