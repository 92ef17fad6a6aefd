import { decodeJwt, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { API_KEY, API_SECRET, DOMAIN, startFixture } from "./fixture";
import type { Fixture } from "./fixture";

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

const DAY_MS = 86_400_000;

interface Pair {
  access_token: string;
  refresh_token: string;
  scope: string;
  expires_in: number;
  refresh_token_expires_in: number;
  error?: string;
}
const bodyOf = async (response: Response) => (await response.json()) as Pair;

const refresh = (refreshToken: string) =>
  fixture.post("/admin/oauth/access_token", {
    client_id: API_KEY,
    client_secret: API_SECRET,
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });

describe("a session token", () => {
  it("is what App Bridge would give: a minute of HS256 for this app and shop", async () => {
    const token = await fixture.simulator.sessionToken(DOMAIN);
    const { payload } = await jwtVerify(token, new TextEncoder().encode(API_SECRET), {
      currentDate: new Date(fixture.clock.now()),
    });
    expect(payload).toMatchObject({ iss: `https://${DOMAIN}/admin`, dest: `https://${DOMAIN}`, aud: API_KEY });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(decodeJwt(token)["sid"]).toBeTruthy();
  });

  it("exists only where the app is installed", async () => {
    fixture.shop.uninstall();
    await expect(fixture.simulator.sessionToken(DOMAIN)).rejects.toThrow("not installed");
  });
});

describe("token exchange", () => {
  it("gives an expiring pair with the granted scopes", async () => {
    const response = await fixture.exchange();
    expect(response.status).toBe(200);
    expect(await bodyOf(response)).toMatchObject({
      scope: "read_orders,read_all_orders,read_products,write_products,read_customers",
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
    });
  });

  it("gives an online token with its user", async () => {
    const response = await fixture.exchange({
      requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
    });
    expect(await response.json()).toMatchObject({
      associated_user: { account_owner: true },
      associated_user_scope: expect.any(String) as unknown,
    });
  });

  it("refuses a token that is expired, of another app, of another secret or of another shop", async () => {
    const other = fixture.simulator.store.createShop({
      domain: "other.myshopify.com",
      name: "Other",
      ianaTimezone: "UTC",
      currencyCode: "EUR",
    });
    other.install();
    const { sessionToken } = fixture.simulator;
    const wrong = [
      await sessionToken(DOMAIN, { lifetimeSeconds: -30 }),
      await sessionToken(DOMAIN, { audience: "another-app" }),
      await sessionToken(DOMAIN, { secret: "another-secret" }),
      await sessionToken("other.myshopify.com"),
      "nonsense",
    ];
    for (const subject_token of wrong) {
      const response = await fixture.exchange({ subject_token });
      expect(response.status).toBe(400);
      expect((await bodyOf(response)).error).toBe("invalid_subject_token");
    }
  });

  it("refuses wrong credentials and tokens that never expire", async () => {
    expect((await fixture.exchange({ client_secret: "wrong" })).status).toBe(401);
    expect((await bodyOf(await fixture.exchange({ expiring: "0" }))).error).toBe("invalid_request");
  });
});

describe("refresh", () => {
  it("gives a new pair; the old one works until the new one is used", async () => {
    const first = await bodyOf(await fixture.exchange());
    const second = await bodyOf(await refresh(first.refresh_token));
    expect(second.access_token).not.toBe(first.access_token);
    expect((await refresh(first.refresh_token)).status).toBe(200);
    expect((await refresh(second.refresh_token)).status).toBe(200);
    const late = await refresh(first.refresh_token);
    expect([late.status, (await bodyOf(late)).error]).toEqual([400, "invalid_request"]);
  });

  it("stops working 30 days after its first use, 90 days after its birth, and with the installation", async () => {
    const first = await bodyOf(await fixture.exchange());
    await refresh(first.refresh_token);
    fixture.clock.advance(31 * DAY_MS);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    const idle = await bodyOf(await fixture.exchange());
    fixture.clock.advance(91 * DAY_MS);
    expect((await refresh(idle.refresh_token)).status).toBe(400);
    const last = await bodyOf(await fixture.exchange());
    fixture.shop.uninstall();
    expect((await refresh(last.refresh_token)).status).toBe(400);
  });

  it("fails on demand", async () => {
    const pair = await bodyOf(await fixture.exchange());
    fixture.simulator.faults.add({ surface: "token", kind: { type: "status", status: 503 } });
    expect((await refresh(pair.refresh_token)).status).toBe(503);
    fixture.simulator.faults.add({ surface: "token", kind: { type: "omit", fields: ["expires_in"] } });
    expect(await bodyOf(await refresh(pair.refresh_token))).not.toHaveProperty("expires_in");
  });
});
