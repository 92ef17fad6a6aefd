import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rerouteFetch } from "./reroute-fetch.mjs";
import { startSimulator } from "./server";
import type { Simulator } from "./server";

const DOMAIN = "soap.myshopify.com";

let dataDir: string;
let simulator: Simulator;
const start = () => startSimulator({ dataDir, apiKey: "key", apiSecret: "secret", appConfig: { subscriptions: [] } });

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
  simulator = await start();
  const shop = simulator.store.createShop({ domain: DOMAIN, name: "Soap", ianaTimezone: "UTC", currencyCode: "EUR" });
  shop.createProduct({ id: 7, title: "Bar", variants: [{ price: 1000 }] });
  shop.install();
});
afterEach(async () => {
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function exchange(): Promise<string> {
  const response = await fetch(`https://${DOMAIN}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: "key",
      client_secret: "secret",
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: await simulator.sessionToken(DOMAIN),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

describe("a simulator that was stopped", () => {
  it("goes on with its shops, its tokens, its ids and its unfinished bulk operations", async () => {
    let restore = rerouteFetch(simulator.url);
    const token = await exchange();
    const graphql = async (query: string) => {
      const response = await fetch(`https://${DOMAIN}/admin/api/2026-10/graphql.json`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-shopify-access-token": token },
        body: JSON.stringify({ query }),
      });
      return ((await response.json()) as { data: Record<string, unknown> }).data;
    };
    const order = simulator.shop(DOMAIN).placeOrder({ lines: [{ productId: 7, quantity: 1 }] });
    simulator.bulk.settings({ startDelayMs: 100 });
    await graphql(
      'mutation { bulkOperationRunQuery(query: "{ orders { edges { node { id } } } }") { bulkOperation { id } userErrors { message } } }',
    );
    await simulator.close();
    restore();

    simulator = await start();
    restore = rerouteFetch(simulator.url);
    try {
      await simulator.bulk.idle();
      const data = await graphql("{ shop { name } bulkOperations(first: 1) { nodes { status rootObjectCount } } }");
      expect(data).toEqual({
        shop: { name: "Soap" },
        bulkOperations: { nodes: [{ status: "COMPLETED", rootObjectCount: "1" }] },
      });
      const next = simulator.shop(DOMAIN).placeOrder({ lines: [{ productId: 7, quantity: 1 }] });
      expect([next.id, next.name]).toEqual([order.id + 1, "#1002"]);
    } finally {
      restore();
    }
  });
});

describe("rerouted calls", () => {
  it("reach the simulator whether asked by text, URL or Request, and others are left alone", async () => {
    const restore = rerouteFetch(simulator.url);
    try {
      const address = `https://${DOMAIN}/admin/api/2026-10/graphql.json`;
      const options = { method: "POST", headers: { "x-shopify-access-token": "wrong" }, body: "{}" };
      const answers = [
        await fetch(address, options),
        await fetch(new URL(address), options),
        await fetch(new Request(address, options)),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
      expect((await fetch(`${simulator.url}/elsewhere`)).status).toBe(404);
      expect(simulator.calls).toHaveLength(3);
    } finally {
      restore();
    }
  });
});

describe("other servers in the process", () => {
  it("can answer what is none of Shopify's interfaces", async () => {
    simulator.use((_request, response, url) => {
      if (url.pathname !== "/admin-page") return false;
      response.end("hello");
      return true;
    });
    expect(await (await fetch(`${simulator.url}/admin-page`)).text()).toBe("hello");
  });
});
