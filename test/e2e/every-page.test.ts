import { describe, expect, inject, it } from "vitest";
import {
  accessibilityFaults,
  DESKTOP,
  openApp,
  PHONE,
  sidewaysOverflow,
  takePicture,
} from "../support/browser/browser";
import { testBrowser } from "./test-browser";

const demo = inject("demo");
const WIDTHS = [DESKTOP, PHONE, { width: 320, height: 640 }];
const PAGES = [
  { name: "overview", path: "/app", isReady: ".cb-metric--large" },
  { name: "overview, dates", path: "/app?range=custom&from=2026-02-30&to=2026-01-01", isReady: ".cb-metric--large" },
  { name: "recommendations", path: "/app/recommendations", isReady: "h1" },
  { name: "orders", path: "/app/orders", isReady: ".cb-bars" },
  {
    name: "orders, one channel",
    path: "/app/orders?range=today&channel=pos&compare=none",
    isReady: ".cb-metric--large",
  },
  { name: "abandonment", path: "/app/abandonment", isReady: ".cb-metric--large" },
  { name: "conversion", path: "/app/conversion", isReady: "h1" },
  { name: "goals", path: "/app/goals", isReady: ".cb-goal" },
  { name: "settings", path: "/app/settings", isReady: "h1" },
  { name: "definitions", path: "/app/settings/definitions", isReady: "#definition-switches" },
  {
    name: "definitions, preview",
    path: "/app/settings/definitions?preview=1&channels=chosen&channel=web&abandonmentThresholdMinutes=90",
    isReady: ".cb-preview",
  },
  { name: "check against Shopify", path: "/app/settings/check", isReady: "h2" },
  { name: "no such page", path: "/app/nothing", isReady: "h1" },
];

const { openWindow } = testBrowser();

describe.each(PAGES)("$name", ({ name, path, isReady }) => {
  it.each(WIDTHS)("fits and is accessible at $width pixels", async (viewport) => {
    const { page, errors, close } = await openWindow({ viewport });
    const frame = await openApp(page, `${demo.appAddress}${path}`, isReady);
    for (const details of await frame.locator("details").all()) {
      await details.evaluate((element) => element.setAttribute("open", ""));
    }
    expect(await sidewaysOverflow(frame)).toBe(0);
    expect(await accessibilityFaults(frame)).toEqual([]);
    await takePicture(page, `${name.replace(/\W+/g, "-")}-${viewport.width}`);
    // The browser itself notes the status of a missing page.
    expect(errors.filter((error) => !error.includes("404"))).toEqual([]);
    await close();
  });
});

describe("a product page of the storefront", () => {
  it.each(WIDTHS)("fits and is accessible at $width pixels", async (viewport) => {
    const { page, errors, close } = await openWindow({ viewport });
    await page.goto(demo.storefrontUrl);
    await page.locator(".card a").first().click();
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await takePicture(page, `product-${viewport.width}`);
    expect(errors).toEqual([]);
    await close();
  });
});

describe("a browser that blocks storage", () => {
  it("still shows every page", async () => {
    const { page, errors, close } = await openWindow();
    await page.addInitScript(() => {
      if (window === window.top) return;
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        });
      }
    });
    for (const { path, isReady } of PAGES.filter(({ name }) => name !== "no such page")) {
      await openApp(page, `${demo.appAddress}${path}`, isReady);
    }
    expect(errors).toEqual([]);
    await close();
  });
});

describe("a page that could not be loaded", () => {
  it("says so, keeps the menu and comes back on request", async () => {
    const { page, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app`, ".cb-metric--large");
    await page.route("**/app/settings.data*", (route) => route.fulfill({ status: 502, body: "Bad gateway" }));
    await page.getByRole("link", { name: "Settings" }).click();
    await frame.getByRole("heading", { name: "This page could not be shown" }).waitFor();
    await page.unroute("**/app/settings.data*");
    await frame.getByRole("button", { name: "Reload" }).click();
    await frame.getByRole("heading", { name: "What is stored" }).waitFor();
    await close();
  });
});

describe("a page opened outside of Shopify", () => {
  it("says how to open the app", async () => {
    const { page, errors, close } = await openWindow();
    await page.goto(`${demo.appUrl}/app/settings`);
    await page.getByRole("heading", { name: "Open Comeback from Shopify" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });
});
