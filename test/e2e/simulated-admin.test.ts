import { createHmac } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFront, type Front } from "../simulator/front";
import { openStore, type Store } from "../simulator/store/store";
import {
  accessibilityFaults,
  appFrame,
  launchBrowser,
  openApp,
  openWindow,
  PHONE,
  sidewaysOverflow,
  takePicture,
  type Window,
} from "../support/browser/browser";
import { startFakeApp, type FakeApp } from "../support/browser/fake-app";

// The admin page and the App Bridge stand-in on their own, around an app that is no more than a few elements.

let store: Store;
let app: FakeApp;
let front: Front;
let browser: Browser;

beforeAll(async () => {
  store = openStore({ file: ":memory:" });
  const profile = { domain: "sample.myshopify.com", name: "Sample", ianaTimezone: "UTC", currencyCode: "EUR" };
  store.createShop(profile).install();
  app = await startFakeApp(() => front.appBridgeUrl);
  front = await startFront({
    simulator: { store, sessionToken: () => token() },
    app: { name: "Fake", handle: "fake", apiKey: "key", optionalScopes: ["read_reports"] },
    appUrl: app.url,
    extensionDir: fileURLToPath(new URL("../../extensions/recommendations-theme", import.meta.url)),
    appProxy: null,
    apiSecret: "hush",
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await front?.close();
  await app?.close();
  store?.close();
});

let tokens = 0;
function token(): string {
  tokens += 1;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 60;
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ exp, jti: String(tokens) })}`;
  return `${text}.${createHmac("sha256", "hush").update(text).digest("base64url")}`;
}

async function inAdmin(
  path: string,
  run: (window: Window, frame: Frame) => Promise<void>,
  options: Parameters<typeof openWindow>[1] = {},
): Promise<void> {
  const window = await openWindow(browser, options);
  try {
    await run(window, await openApp(window.page, `${front.adminUrl}/store/sample/apps/fake${path}`));
  } finally {
    await window.close();
  }
}

const said = (frame: Frame, text: string) => frame.waitForSelector(`#said:text-is("${text}")`);

describe("the simulated admin around an app", () => {
  it("shows the app's navigation and title, and follows its address", () =>
    inAdmin("/app", async ({ page, errors }, frame) => {
      expect(await page.textContent("#page-title")).toBe("Overview");
      await page.click("#app-navigation >> text=Customers list");
      await frame.waitForSelector("text=Page /app/customers");
      await page.waitForURL("**/store/sample/apps/fake/app/customers?from=2026-01-01");
      expect(await page.getAttribute("#app-navigation a", "aria-current")).toBe("page");
      await page.reload();
      await (await appFrame(page)).waitForSelector("text=Page /app/customers");
      expect(errors).toEqual([]);
    }));

  it("sends the session token with requests and renews one that is refused, body and all", () =>
    inAdmin("/app", async (_window, frame) => {
      const text = await frame.evaluate(() =>
        fetch("/data", { method: "POST", body: "the body" }).then((response) => response.text()),
      );
      expect(text).toBe("got the body");
      const [first, second] = app.bearers;
      expect(first).toMatch(/^\S+\.\S+\.\S+$/);
      expect(second).toMatch(/^\S+\.\S+\.\S+$/);
      expect(second).not.toBe(first);
    }));

  it("brings a page with an expired token back with a fresh one", () =>
    inAdmin("/app", async ({ page }, frame) => {
      await frame.evaluate(() => {
        const url = new URL(window.location.href);
        url.pathname = "/app/again";
        url.searchParams.set("id_token", "expired");
        window.location.assign(url);
      });
      await (await appFrame(page, "text=Page /app/again")).waitForSelector("main");
    }));

  it("leaves for the admin when an answer or a link says so", () =>
    inAdmin("/app", async ({ page }, frame) => {
      await frame.click("text=Orders in the admin");
      await page.waitForURL(`${front.adminUrl}/store/sample/orders`);
      const again = await openApp(page, `${front.adminUrl}/store/sample/apps/fake/app`);
      await again.evaluate(() => void fetch("/data/leave"));
      await page.waitForURL(`${front.adminUrl}/store/sample/products`);
    }));

  it("plays toasts and their action", () =>
    inAdmin("/app", async ({ page }, frame) => {
      await page.click("#page-actions >> text=Export");
      await page.click(".toast >> text=Undo");
      await said(frame, "undone");
      await page.waitForSelector(".toast", { state: "detached" });
    }));

  it("shows the save bar, blocks leaving while it is up, and plays its buttons", () =>
    inAdmin("/app", async ({ page }, frame) => {
      await frame.evaluate(() => shopify.saveBar.show("bar"));
      await page.waitForSelector("#save-bar:visible");
      await page.click("#app-navigation >> text=Customers list");
      expect(await frame.textContent("h1")).toBe("Page /app");
      await page.click("#save-bar button.primary");
      await said(frame, "saved");
      await page.waitForSelector("#save-bar", { state: "hidden" });
    }));

  it("watches forms marked for the save bar", () =>
    inAdmin("/app", async ({ page }, frame) => {
      await frame.fill("input[name=name]", "after");
      await page.click("#save-bar >> text=Discard");
      await page.waitForSelector("#save-bar", { state: "hidden" });
      expect(await frame.inputValue("input[name=name]")).toBe("before");
    }));

  it("opens a modal whose buttons press the app's own", () =>
    inAdmin("/app", async (_window, frame) => {
      await frame.evaluate(() => shopify.modal.show("modal"));
      await frame.click("dialog >> text=Yes");
      await said(frame, "sure");
      await frame.click("dialog >> text=Close");
      await frame.waitForSelector("dialog", { state: "hidden" });
    }));

  it("asks the merchant for an optional scope, and grants it only when approved", () =>
    inAdmin("/app", async ({ page, errors }, frame) => {
      const request = (scope: string) =>
        frame.evaluate((asked) => shopify.scopes.request([asked]).then(({ result }) => result), scope);
      const granted = async () => (await frame.evaluate(() => shopify.scopes.query())).granted;

      const declined = request("read_reports");
      await page.getByRole("dialog", { name: "Fake asks for more access" }).getByText("read_reports").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.click("#scopes-dialog >> text=Cancel");
      expect(await declined).toBe("declined-all");
      expect(await granted()).not.toContain("read_reports");

      const approved = request("read_reports");
      await page.click("#scopes-dialog >> text=Approve");
      expect(await approved).toBe("granted-all");
      expect(await granted()).toContain("read_reports");
      expect(store.shop("sample.myshopify.com").profile().scopes).toContain("read_reports");

      // Nothing is asked that is granted already, and nothing is granted that the app does not declare.
      expect(await request("read_reports")).toBe("granted-all");
      await expect(request("write_orders")).rejects.toThrow("declares no optional scope");
      expect(errors).toEqual([]);
    }));

  it("sends the app's own address, opened outside the admin, into the admin", async () => {
    const window = await openWindow(browser);
    const host = Buffer.from("admin.shopify.com/store/sample").toString("base64url");
    await window.page.goto(`${front.appUrl}/app/customers?shop=sample.myshopify.com&host=${host}&id_token=x`);
    await window.page.waitForURL(`${front.adminUrl}/store/sample/apps/fake/app/customers`);
    await window.close();
  });

  it("changes nothing in the app's page before the app itself runs", () =>
    inAdmin("/app", async (_window, frame) => {
      const served = await fetch(`${front.appUrl}/app?id_token=x`).then((response) => response.text());
      const [shown, wanted] = await frame.evaluate((text) => {
        const untouched = new DOMParser().parseFromString(text, "text/html");
        return [document.documentElement.outerHTML, untouched.documentElement.outerHTML];
      }, served);
      expect(shown).toBe(wanted);
    }));

  it.each([
    ["wide", { width: 1280, height: 800 }],
    ["phone", PHONE],
    ["narrow", { width: 320, height: 640 }],
  ])("is accessible and never scrolls sideways: %s", (name, viewport) =>
    inAdmin(
      "/app",
      async ({ page }, frame) => {
        await page.click("#page-actions >> text=Export");
        await frame.evaluate(() => shopify.saveBar.show("bar"));
        await page.waitForSelector("#save-bar:visible");
        await takePicture(page, `simulated-admin-${name}`);
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await sidewaysOverflow(page)).toBe(0);
        expect((await page.locator("#app-frame").boundingBox())?.width).toBe(
          viewport.width < 768 ? viewport.width : viewport.width - 240,
        );
        await frame.evaluate(() => shopify.saveBar.hide("bar"));
        await page.waitForSelector("#save-bar", { state: "hidden" });
        if (viewport.width < 768) {
          await page.click("#menu-button");
          await page.click("#app-navigation >> text=Customers list");
          await frame.waitForSelector("text=Page /app/customers");
          await page.waitForSelector("#navigation", { state: "hidden" });
        }
      },
      { viewport },
    ),
  );
});
