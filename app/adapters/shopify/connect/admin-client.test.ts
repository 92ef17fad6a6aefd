import { afterEach, describe, expect, it, vi } from "vitest";
import { adminClient } from "./admin-client.server";
import { adminDocument } from "~/adapters/shopify/queries/admin-document";
import { ShopifyError } from "./shopify-error";

const DOMAIN = "test.myshopify.com";
const SHOP_NAME = adminDocument<{ shop: { name: string } }, Record<string, never>>("query ShopName { shop { name } }");
const GOOD = { data: { shop: { name: "Test" } } };

const throttled = (requested: number, available: number) => ({
  errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
  extensions: {
    cost: { requestedQueryCost: requested, throttleStatus: { currentlyAvailable: available, restoreRate: 100 } },
  },
});

interface HttpAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly text?: string;
}
type Answer = HttpAnswer | Error | { readonly data?: unknown; readonly errors?: unknown };

/** Asks once against scripted answers, the last of which stays. */
async function ask(...answers: Answer[]) {
  const waits: number[] = [];
  const tokensSeen: (string | null)[] = [];
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    tokensSeen.push(new Headers(init.headers).get("x-shopify-access-token"));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    if (answer !== undefined && "status" in answer) return new Response(answer.text ?? "", answer);
    return Response.json(answer);
  });
  const refused = async (): Promise<never> => {
    throw new ShopifyError("needs_reauth", "dead");
  };
  const client = adminClient({
    domain: DOMAIN,
    tokens: { current: async () => "first", insteadOf: async (_domain, token) => `${token}+`, refused },
    sleep: async (ms) => void waits.push(ms),
    random: () => 0,
  });
  const outcome = await client.query(SHOP_NAME, {}).catch((error: unknown) => error);
  return { outcome, waits, tokensSeen };
}

afterEach(() => vi.unstubAllGlobals());

describe("adminClient", () => {
  it("returns the data of an answer", async () => {
    expect((await ask(GOOD)).outcome).toEqual(GOOD.data);
  });

  it("I10: waits out a throttled query by its cost", async () => {
    const { outcome, waits } = await ask(throttled(700, 200), GOOD);
    expect(outcome).toEqual(GOOD.data);
    expect(waits).toEqual([5000]);
  });

  it("I10: gives Shopify the time its Retry-After asks for", async () => {
    const { outcome, waits } = await ask({ status: 429, headers: { "retry-after": "3" } }, GOOD);
    expect([outcome, waits]).toEqual([GOOD.data, [3000]]);
  });

  it.each([
    ["502", { status: 502 }],
    ["an HTML page", { status: 200, text: "<html></html>" }],
    ["no answer", new TypeError("fetch failed")],
    ["half an answer", { status: 200, text: '{"data": {' }],
    ["an internal error", { errors: [{ message: "x", extensions: { code: "INTERNAL_SERVER_ERROR" } }] }],
  ])("I10: backs off at %s and asks again", async (_name, fault) => {
    const { outcome, waits } = await ask(fault, fault, GOOD);
    expect(outcome).toEqual(GOOD.data);
    expect(waits).toEqual([250, 500]);
  });

  it("I10: gives up in the end, and says that it may work later", async () => {
    const { outcome, waits } = await ask({ status: 503 });
    expect(outcome).toMatchObject({ code: "unavailable", isRetryable: true });
    expect(waits.length).toBe(6);
    const endless = await ask(throttled(100_000, 0));
    expect(endless.outcome).toMatchObject({ code: "unavailable" });
    expect(Math.max(...endless.waits)).toBeLessThanOrEqual(20_000);
  });

  it("I11: takes a new token after a 401, once", async () => {
    const { outcome, tokensSeen } = await ask({ status: 401 }, GOOD);
    expect(outcome).toEqual(GOOD.data);
    expect(tokensSeen).toEqual(["first", "first+"]);
    expect((await ask({ status: 401 })).outcome).toMatchObject({ code: "needs_reauth", isRetryable: false });
  });

  it.each([
    ["too_costly", { errors: [{ message: "x", extensions: { code: "MAX_COST_EXCEEDED" } }] }],
    ["shop_closed", { status: 402 }],
    ["shop_closed", { status: 423 }],
    ["access_denied", { status: 403 }],
    [
      "access_denied",
      { data: null, errors: [{ message: "x", path: ["orders"], extensions: { code: "ACCESS_DENIED" } }] },
    ],
    ["invalid", { errors: [{ message: "Field 'x' doesn't exist" }] }],
    ["invalid", { status: 400 }],
  ])("names a refusal %s and does not insist", async (code, answer) => {
    const { outcome, waits } = await ask(answer);
    expect(outcome).toMatchObject({ code });
    expect(waits).toEqual([]);
  });

  it("L7: uses the rest of an answer in which single fields are withheld", async () => {
    const withheld = { message: "x", path: ["shop", "name"], extensions: { code: "ACCESS_DENIED" } };
    expect((await ask({ data: { shop: { name: null } }, errors: [withheld] })).outcome).toEqual({
      shop: { name: null },
    });
  });

  it("never sends a token to anything but a shop's own domain", () => {
    const tokens = { current: vi.fn(), insteadOf: vi.fn(), refused: vi.fn() };
    for (const domain of [
      "evil.example",
      "test.myshopify.com.evil.example",
      "a@b.myshopify.com",
      "Test.myshopify.com",
    ]) {
      expect(() => adminClient({ domain, tokens })).toThrow(RangeError);
    }
  });
});
