import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, openWindow, userAgent, type Window } from "../support/browser/browser";

// The tunnel loosens the app's frame policy for the simulated admin. Here the app answers without it.

const { appAddress, appUrl, untunnelledAppUrl } = inject("demo");
const admin = new URL(appAddress).origin;
const shop = `${/\/store\/([\w-]+)\//.exec(appAddress)![1]}.myshopify.com`;
const POLICY = `frame-ancestors https://${shop} https://admin.shopify.com;`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** The address the admin gives its frame, for the app at `origin`. */
async function frameAddress(origin: string): Promise<string> {
  const text = await fetch(`${appAddress}/app`).then((response) => response.text());
  const source = /<iframe[^>]*\ssrc="([^"]+)"/s.exec(text)![1]!.replaceAll("&amp;", "&");
  return source.replace(appUrl, origin);
}

const headersOf = async (address: string) => {
  const headers = { "user-agent": userAgent(browser), accept: "text/html" };
  return (await fetch(address, { headers, redirect: "manual" })).headers;
};

/**
 * A page of `origin` that frames the app as it is; nothing is really asked of that origin. Browsers also keep pages of
 * the internet from this machine's own servers, which is not what is asked here: that much is permitted.
 */
async function framedBy({ context, page }: Window, origin: string): Promise<void> {
  await context.grantPermissions(["local-network-access"], { origin });
  const address = await frameAddress(untunnelledAppUrl);
  const body = `<!doctype html><title>Outside</title><iframe src="${address.replaceAll("&", "&amp;")}"></iframe>`;
  await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(`${origin}/outside`);
}

describe("who may frame the app", () => {
  it("is exactly the shop and Shopify's admin, on pages and on the page that fetches a token", async () => {
    const address = await frameAddress(untunnelledAppUrl);
    expect((await headersOf(address)).get("content-security-policy")).toBe(POLICY);
    const bounce = new URL("/auth/session-token", untunnelledAppUrl);
    bounce.search = new URL(address).search;
    const headers = await headersOf(bounce.href);
    expect(headers.get("content-security-policy")).toBe(POLICY);
    expect(headers.get("x-frame-options")).toBeNull();
  });

  it("is that and the simulated admin behind the tunnel", async () => {
    const policy = (await headersOf(await frameAddress(appUrl))).get("content-security-policy");
    expect(policy).toBe(POLICY.replace(/;$/, ` ${admin};`));
  });

  it("is Shopify's admin alone, on an address without a shop", async () => {
    const policy = (await headersOf(`${untunnelledAppUrl}/auth/login`)).get("content-security-policy");
    expect(policy).toBe("frame-ancestors https://admin.shopify.com;");
  });

  it("is not the simulated admin, nor any other page, by the app's own word: the browser refuses", async () => {
    for (const origin of [admin, "https://elsewhere.example"]) {
      const window = await openWindow(browser);
      const isFrame = (url: string) => url.startsWith(untunnelledAppUrl);
      const refused = window.page.waitForEvent("requestfailed", (request) => isFrame(request.url()));
      await framedBy(window, origin);
      expect((await refused).failure()?.errorText).toBe("net::ERR_BLOCKED_BY_RESPONSE");
      await window.close();
    }
  });

  it("is Shopify's admin: there the browser shows the app under the untouched policy", async () => {
    const window = await openWindow(browser);
    await framedBy(window, "https://admin.shopify.com");
    await window.page.frameLocator("iframe").getByRole("heading", { name: "Overview", level: 1 }).waitFor();
    await window.close();
  });
});
