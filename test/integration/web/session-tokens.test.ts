import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopStore } from "../../simulator/store/shop-store";
import { API_KEY, API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { type PageApp, startPageApp } from "../../support/app/page-app";

let app: IngestApp;
let pages: PageApp;
let shop: ShopStore;
let other: ShopStore;

beforeAll(async () => {
  app = await startIngestApp();
  pages = await startPageApp(app);
  shop = app.createShop();
  other = app.createShop();
  for (const each of [shop, other]) {
    each.install();
    await app.openApp(each);
  }
});
afterAll(async () => {
  await pages.close();
  await app.close();
});

const seconds = () => Math.floor(Date.now() / 1000);
const secret = (text = API_SECRET) => new TextEncoder().encode(text);
const YEAR = 31_536_000;

const claimsOf = (domain: string) => ({
  iss: `https://${domain}/admin`,
  dest: `https://${domain}`,
  aud: API_KEY,
  sub: "90000001",
  exp: seconds() + 60,
  nbf: seconds(),
  iat: seconds(),
  jti: crypto.randomUUID(),
  sid: crypto.randomUUID(),
});

/** Signed with the app's own secret, so only its claims are wrong. */
const forged = (changes: object, { alg = "HS256", key = secret() } = {}) =>
  new SignJWT({ ...claimsOf(shop.domain), ...changes }).setProtectedHeader({ alg, typ: "JWT" }).sign(key);

const FORGED: readonly [string, () => Promise<string> | string][] = [
  ["another shop's issuer", () => forged({ iss: `https://${other.domain}/admin` })],
  ["another shop's destination", () => forged({ dest: `https://${other.domain}` })],
  ["no issuer", () => forged({ iss: undefined })],
  ["an issuer that is no shop", () => forged({ iss: "https://evil.example/admin" })],
  ["an issuer without its path", () => forged({ iss: `https://${shop.domain}` })],
  ["no destination", () => forged({ dest: undefined })],
  ["an empty destination", () => forged({ dest: "" })],
  ["a destination that is a number", () => forged({ dest: 1 })],
  ["a destination that is no address", () => forged({ dest: shop.domain })],
  ["a destination over http", () => forged({ dest: `http://${shop.domain}` })],
  ["a destination with a path", () => forged({ dest: `https://${shop.domain}/path` })],
  ["a destination with a port", () => forged({ dest: `https://${shop.domain}:8443` })],
  ["a destination with a user", () => forged({ dest: `https://a@${shop.domain}` })],
  ["a host of nobody", () => forged({ iss: "https://evil.example/admin", dest: "https://evil.example" })],
  [
    "a host beneath the shop's",
    () => forged({ iss: `https://a.${shop.domain}/admin`, dest: `https://a.${shop.domain}` }),
  ],
  ["a host that begins like a shop", () => forged({ dest: `https://${shop.domain}.evil.example` })],
  ["no end", () => forged({ exp: undefined })],
  ["an end in the past", () => forged({ exp: seconds() - 11, nbf: seconds() - 71, iat: seconds() - 71 })],
  ["an end in a hundred years", () => forged({ exp: seconds() + 100 * YEAR })],
  ["an end in eleven minutes", () => forged({ exp: seconds() + 660 })],
  ["an end that is no number", () => forged({ exp: "tomorrow" }).catch(() => "a.b.c")],
  ["no beginning", () => forged({ nbf: undefined })],
  ["a beginning in an hour", () => forged({ nbf: seconds() + 3600, exp: seconds() + 3660 })],
  ["no time of issue", () => forged({ iat: undefined })],
  ["a time of issue in 2099", () => forged({ iat: 4_070_908_800 })],
  ["another app's key", () => forged({ aud: "another-app" })],
  ["several keys", () => forged({ aud: [API_KEY, "another-app"] })],
  ["no key", () => forged({ aud: undefined })],
  ["another secret", () => forged({}, { key: secret("another-secret-of-some-length") })],
  ["another algorithm", () => forged({}, { alg: "HS512", key: secret(API_SECRET.repeat(4)) }).catch(() => "a.b.c")],
  ["no signature", () => new UnsecuredJWT(claimsOf(shop.domain)).encode()],
  ["three words", () => "not.a.token"],
];

describe("a session token with", () => {
  it.each(FORGED)("%s gets 401 and the word to try again with a new one, never data", async (_what, make) => {
    const answer = await pages.ask("/app/pulse", await make());
    expect(answer.status).toBe(401);
    expect(answer.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
    expect(await answer.text()).not.toContain("dataVersion");
  });

  it.each(FORGED)("%s in the address of a document is sent to fetch a new one, without it", async (_what, make) => {
    const params = new URLSearchParams({ shop: shop.domain, host: btoa("admin.shopify.com/store/a"), embedded: "1" });
    params.set("id_token", await make());
    const answer = await fetch(`${pages.url}/app/pulse?${params}`, {
      redirect: "manual",
      headers: { "User-Agent": "Mozilla/5.0 Chrome/147.0.0.0" },
    });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toMatch(/^\/auth\/session-token\?/);
    expect(answer.headers.get("location")).not.toContain("id_token");
  });

  it("all claims true gets data, in the header and in the address", async () => {
    const token = await forged({});
    expect((await pages.ask("/app/pulse", token)).status).toBe(200);
    const params = new URLSearchParams({ shop: shop.domain, host: btoa("admin.shopify.com/store/a"), embedded: "1" });
    params.set("id_token", token);
    const headers = { "User-Agent": "Mozilla/5.0 Chrome/147.0.0.0" };
    expect((await fetch(`${pages.url}/app/pulse?${params}`, { headers })).status).toBe(200);
    params.set("shop", other.domain);
    expect((await fetch(`${pages.url}/app/pulse?${params}`, { headers })).status).toBe(401);
  });

  it("all claims true of a shop that Shopify does not know is no token either", async () => {
    const ghost = "ghost.myshopify.com";
    const token = await forged({ iss: `https://${ghost}/admin`, dest: `https://${ghost}` });
    expect((await pages.ask("/app/pulse", token)).status).toBe(401);
  });
});
