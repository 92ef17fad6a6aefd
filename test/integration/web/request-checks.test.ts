import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { type PageApp, startPageApp } from "../../support/app/page-app";

let app: IngestApp;
let pages: PageApp;
let shop: ShopStore;

beforeAll(async () => {
  app = await startIngestApp();
  pages = await startPageApp(app);
  shop = app.createShop();
  shop.install();
  await app.openApp(shop);
});
afterAll(async () => {
  await pages.close();
  await app.close();
});

const token = () => app.simulator.sessionToken(shop.domain);
const ask = async (path: string, init?: RequestInit) => pages.ask(path, await token(), init);
const form = (body: string) => ({
  method: "POST",
  body,
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
});

/** Sends headers and an address as they stand, which fetch would tidy up. */
function sendRaw(method: string, path: string, headers: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(pages.url);
    const raw = ["Host", `${hostname}:${port}`, "Connection", "close", ...headers];
    request({ hostname, port, method, path, headers: raw as unknown as string[] }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode));
    })
      .on("error", reject)
      .end();
  });
}

describe("NUL", () => {
  it.each([
    "/app/pulse?x=%00",
    "/app/pulse?%00=x",
    "/app/export?key=%00",
    "/app/export?table=a%00b",
    "/app/export?key=aov&channel=%00",
    "/app/export?key=aov&country=%00",
    "/app/export?key=aov&from=%00&to=%00",
    "/app/settings/definitions?q=%00",
    "/app/goals.data?x=%00",
    "/app/%00",
    "/app/recommendations?search=%00",
    "/auth/login?shop=%00",
    "/auth/session-token?shop=%00",
    "/auth/exit-iframe?exitIframe=%00",
    "/webhooks?x=%00",
    "/assets/%00.js",
    "/%00",
  ])("W10: in %s is answered 400", async (path) => {
    expect((await ask(path)).status).toBe(400);
  });

  it.each(["/app/goals", "/app/settings/definitions", "/auth/login"])(
    "W10: in a form for %s is answered 400",
    async (path) => {
      expect((await ask(path, form("shop=a%00&key=%00&intent=%00"))).status).toBe(400);
      expect(
        (await ask(path, { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } })).status,
      ).toBe(400);
    },
  );

  it.each(["/app/pulse?x=%ED%A0%80", "/app/export?key=%ff", "/app/export?table=%F4%90%80%80", "/app/%ff"])(
    "W10: has a neighbour in what is no UTF-8, which is no failure of the app either: %s",
    async (path) => {
      expect((await ask(path)).status).toBeLessThan(500);
    },
  );
});

describe("every answer", () => {
  const PROTECTED = [
    "/app/pulse",
    "/app/export?key=aov",
    "/app/export?key=no-such-metric",
    "/app/goals",
    "/app/settings/definitions",
    "/app/nothing",
    "/auth/session-token",
    "/auth/login",
    "/nothing",
  ];
  it.each(PROTECTED)("is kept by no cache and asks for TLS: %s", async (path) => {
    for (const answer of [await ask(path), await fetch(`${pages.url}${path}`, { redirect: "manual" })]) {
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}$/);
    }
  });

  it.each(PROTECTED)("is framed by the shop and the admin alone: %s", async (path) => {
    const policy = async (name: string) =>
      (await ask(`${path}${path.includes("?") ? "&" : "?"}shop=${name}`)).headers.get("content-security-policy");
    expect(await policy(shop.domain)).toBe(`frame-ancestors https://${shop.domain} https://admin.shopify.com;`);
    for (const name of ["*", "evil.example", "a.myshopify.com evil.example", "a.myshopify.com;script-src *", ""]) {
      expect(await policy(encodeURIComponent(name))).toBe("frame-ancestors https://admin.shopify.com;");
    }
  });
});

describe("a change", () => {
  const post = async (path: string, origin: string | null) =>
    (
      await ask(path, {
        ...form("intent=x"),
        headers: { ...form("").headers, ...(origin !== null && { Origin: origin }) },
      })
    ).status;

  it.each(["/app/goals", "/app/settings/definitions", "/auth/login", "/webhooks", "/nothing"])(
    "that another site's page asks for is refused: %s",
    async (path) => {
      for (const origin of ["https://evil.example", "null", `${app.context.env.SHOPIFY_APP_URL}.evil.example`, ""]) {
        expect(await post(path, origin)).toBe(403);
      }
    },
  );

  it("from the app's own page, or from no page, is taken", async () => {
    for (const origin of [app.context.env.SHOPIFY_APP_URL, null]) expect(await post("/app/goals", origin)).toBe(200);
  });
});

describe("a header of Shopify's", () => {
  it.each(["Shop-Domain", "Topic", "Hmac-Sha256", "Event-Id", "Webhook-Id", "Triggered-At", "Anything-New"])(
    "W7: that comes twice is answered 400: X-Shopify-%s",
    async (name) => {
      expect(
        await sendRaw("POST", "/webhooks", [`X-Shopify-${name}`, "a", `x-shopify-${name.toLowerCase()}`, "b"]),
      ).toBe(400);
      expect(await sendRaw("POST", "/webhooks", [`X-Shopify-${name}`, "a", `X-Shopify-${name}`, "a"])).toBe(400);
    },
  );

  it("that comes once is looked at", async () => {
    expect(await sendRaw("POST", "/webhooks", ["X-Shopify-Topic", "a", "X-Shopify-Hmac-Sha256", "b"])).toBe(401);
    expect(await sendRaw("GET", "/app/pulse", ["Authorization", "Bearer a", "Authorization", "Bearer b"])).toBe(400);
  });
});

describe("an address", () => {
  it.each(["http://evil.example/app", "*", "//", "//evil.example/app", "/app\\..", "/?shop[]=a"])(
    "that nobody types is no failure of the app: %s",
    async (path) => {
      expect(await sendRaw("GET", path, [])).toBeLessThan(500);
    },
  );
});
