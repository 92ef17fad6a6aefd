import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { authenticated, forShop } from "./shop-request.server";

const doubles = vi.hoisted(() => ({ admin: vi.fn(), openShop: vi.fn() }));
vi.mock("~/process/env.server", () => ({ env: () => ({ SHOPIFY_API_KEY: "key", SHOPIFY_API_SECRET: "secret" }) }));
vi.mock("./shopify.server", () => ({ authenticate: { admin: doubles.admin } }));
vi.mock("~/context/context.server", () => ({ appContext: async () => ({ db: {}, now: Date.now }) }));
vi.mock("~/features/installation/open-shop.server", () => ({ openShop: doubles.openShop }));

const SHOP = "my-shop.myshopify.com";

function sessionToken(): string {
  const seconds = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ iss: `https://${SHOP}/admin`, dest: `https://${SHOP}`, aud: "key" },
    ...{ exp: seconds + 60, nbf: seconds, iat: seconds },
  };
  const text = [{ alg: "HS256" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${text}.${createHmac("sha256", "secret").update(text).digest("base64url")}`;
}

const ADDRESS = "https://comeback.example/app";
const asking = (token: string, init: RequestInit = {}) =>
  new Request(ADDRESS, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } });
const thrownBy = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);

beforeEach(() => {
  vi.resetAllMocks();
  doubles.admin.mockResolvedValue({});
  doubles.openShop.mockResolvedValue("7");
});

describe("forShop", () => {
  it("runs the work for the shop of the session token", async () => {
    expect(await forShop(asking(sessionToken()), async ({ shopId, domain }) => [shopId, domain])).toEqual(["7", SHOP]);
  });

  it("hands a token whose claims do not hold to the library as one that it refuses", async () => {
    const bounce = new Response(null, { status: 401 });
    doubles.admin.mockImplementation(async ({ headers }: Request) => {
      if (headers.get("authorization") === "Bearer refused") throw bounce;
    });
    expect(await thrownBy(forShop(asking("forged"), async () => "data"))).toBe(bounce);
    doubles.openShop.mockResolvedValue(null);
    expect(await thrownBy(forShop(asking(sessionToken()), async () => "data"))).toBe(bounce);
  });

  it("lets nobody in whom the library would let in without a token", async () => {
    expect(await thrownBy(forShop(new Request(ADDRESS), async () => "data"))).toBeInstanceOf(Error);
  });

  it("shows no document under the name of another shop, as that may frame it", async () => {
    const of = (shop: string) => new Request(`${ADDRESS}?shop=${shop}&id_token=${sessionToken()}`);
    expect(await forShop(of(SHOP), async () => "data")).toBe("data");
    expect(await thrownBy(forShop(of("other.myshopify.com"), async () => "data"))).toMatchObject({ status: 401 });
  });

  it("answers 503 with a sentence when the database or Shopify is away, at sign-in and later", async () => {
    const away = new DatabaseUnavailable("ECONNREFUSED", null);
    const later = await thrownBy(forShop(asking(sessionToken()), () => Promise.reject(away)));
    expect(later).toMatchObject({ status: 503 });
    expect(await (later as Response).text()).toContain("cannot reach its data");
    for (const [error, sentence] of [
      [away, "cannot reach its data"],
      [new ShopifyError("unavailable", "no answer"), "Shopify is not responding"],
    ] as const) {
      doubles.openShop.mockRejectedValue(error);
      for (const work of [forShop(asking(sessionToken()), async () => null), authenticated(asking(sessionToken()))]) {
        const answer = (await thrownBy(work)) as Response;
        expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
        expect(await answer.text()).toContain(sentence);
      }
    }
  });

  it("W10: answers 400 to text that the database cannot hold, and to forms that hold it", async () => {
    const unstorable = Object.assign(new Error('invalid byte sequence for encoding "UTF8": 0x00'), { code: "22021" });
    const answer = await thrownBy(forShop(asking(sessionToken()), () => Promise.reject(unstorable)));
    expect(answer).toMatchObject({ status: 400 });
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const posted = asking(sessionToken(), { method: "POST", body: "key=%00", headers });
    expect(await thrownBy(forShop(posted, async () => "data"))).toMatchObject({ status: 400 });
  });

  it("sheds what one shop asks for beyond its share, and serves another", async () => {
    const ends: (() => void)[] = [];
    const slow = () => new Promise<string>((resolve) => ends.push(() => resolve("done")));
    const many = Array.from({ length: 120 }, () => thrownBy(forShop(asking(sessionToken()), slow)));
    const shed = (await Promise.race(many)) as Response;
    expect([shed.status, shed.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await shed.text()).toContain("still busy");
    expect(ends.length).toBeLessThan(5);
    doubles.openShop.mockResolvedValue("8");
    expect(await forShop(asking(sessionToken()), async ({ shopId }) => shopId)).toBe("8");
    const settled = Promise.all(many);
    const drain = setInterval(() => ends.splice(0).forEach((end) => end()), 1);
    const statuses = (await settled).map((answer) => (answer as Response | null)?.status ?? 200);
    clearInterval(drain);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(5);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
  });

  it("lets the library's answers and other failures pass", async () => {
    const bounce = new Response(null, { status: 302 });
    doubles.admin.mockRejectedValueOnce(bounce);
    expect(await thrownBy(forShop(asking(sessionToken()), async () => null))).toBe(bounce);
    const bug = new Error("a bug");
    expect(await thrownBy(forShop(asking(sessionToken()), () => Promise.reject(bug)))).toBe(bug);
  });
});
