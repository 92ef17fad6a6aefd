import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppConfig } from "../../simulator/app-identity/app-config";
import { manualClock } from "../../simulator/time/clock";
import type { ManualClock } from "../../simulator/time/clock";
import { startSimulator } from "../../simulator/server";
import type { Simulator, SimulatorOptions } from "../../simulator/server";
import type { ShopStore } from "../../simulator/store/shop-store";

export const API_KEY = "key-of-the-app";
export const API_SECRET = "secret-of-the-app";
export const DOMAIN = "soap.myshopify.com";
const NOW = Date.UTC(2026, 10, 21, 12);

const CONFIG: AppConfig = {
  scopes: ["read_orders", "read_all_orders", "read_products", "write_products", "read_customers"],
  optionalScopes: ["read_reports"],
  subscriptions: [
    { topic: "orders/create", uri: "/webhooks", includeFields: null },
    {
      topic: "orders/updated",
      uri: "/webhooks",
      includeFields: ["id", "admin_graphql_api_id", "updated_at", "line_items.id"],
    },
    { topic: "bulk_operations/finish", uri: "/webhooks", includeFields: null },
    { topic: "products/update", uri: "/webhooks", includeFields: null },
    { topic: "app/uninstalled", uri: "/webhooks", includeFields: null },
  ],
  metafieldDefinitions: [
    {
      ownerType: "PRODUCT",
      key: "recommendations",
      name: "Recommendations",
      type: "list.product_reference",
      adminAccess: "MERCHANT_READ",
      storefrontAccess: "PUBLIC_READ",
    },
  ],
  proxy: null,
};

export interface Fixture {
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  readonly shop: ShopStore;
  /** A POST to the shop's host. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  exchange(changes?: Record<string, unknown>): Promise<Response>;
  token(): Promise<string>;
  /** The answer's body, with a token of the shop's present scopes. */
  graphql(query: string, variables?: Record<string, unknown>): Promise<GraphqlBody>;
  close(): Promise<void>;
}

export interface GraphqlBody {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: {
    readonly cost: {
      readonly requestedQueryCost: number;
      readonly actualQueryCost: number | null;
      readonly throttleStatus: { readonly currentlyAvailable: number };
    };
  };
}

/** A simulator with one installed shop that holds two products and the clock standing still. */
export async function startFixture(options: Partial<SimulatorOptions> = {}): Promise<Fixture> {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
  const clock = manualClock(NOW);
  const simulator = await startSimulator({
    dataDir,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    clock: clock.now,
    appConfig: CONFIG,
    ...options,
  });
  const shop = simulator.store.createShop({
    domain: DOMAIN,
    name: "Soap",
    ianaTimezone: "America/New_York",
    currencyCode: "USD",
  });
  shop.createProduct({ id: 7, title: "Bar", handle: "bar", variants: [{ id: 70, price: 1000, inventory: 50 }] });
  shop.createProduct({ id: 8, title: "Brush", handle: "brush", variants: [{ id: 80, price: 2500 }] });
  shop.install();
  let known: string | undefined;

  async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(simulator.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-simulated-host": DOMAIN, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  async function exchange(changes: Record<string, unknown> = {}): Promise<Response> {
    return post("/admin/oauth/access_token", {
      client_id: API_KEY,
      client_secret: API_SECRET,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: await simulator.sessionToken(DOMAIN),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
      ...changes,
    });
  }

  async function token(): Promise<string> {
    const answer = (await (await exchange()).json()) as { access_token: string };
    return answer.access_token;
  }

  return {
    simulator,
    clock,
    shop,
    post,
    exchange,
    token,
    async graphql(query, variables) {
      known ??= await token();
      const response = await post(
        "/admin/api/2026-10/graphql.json",
        { query, variables },
        { "x-shopify-access-token": known },
      );
      return (await response.json()) as GraphqlBody;
    },
    async close() {
      await simulator.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
