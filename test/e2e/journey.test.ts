import { describe, expect, inject, it } from "vitest";
import { appFrame, openApp, takePicture } from "../support/browser/browser";
import { cardValue, countIn, OVERVIEW } from "./app-pages";
import { buySomething } from "./shopper";
import { testBrowser } from "./test-browser";

const demo = inject("demo");
const LIVE_MS = 10_000;

const { openWindow } = testBrowser();

describe("from a purchase to the open page", () => {
  it("shows an order on the overview by itself, without a reload", async () => {
    const merchant = await openWindow();
    const frame = await openApp(merchant.page, `${demo.appAddress}/app?range=today`, OVERVIEW);
    await frame.evaluate(() => Object.assign(window, { isSameDocument: true }));
    const before = countIn(await cardValue(frame, "Orders"));

    const shopper = await openWindow();
    await buySomething(shopper.page, demo.storefrontUrl, `shopper-${before}@example.com`);
    const paidAt = performance.now();

    const value = frame.locator('section[aria-label="Orders"] .cb-metric__value.is-fresh');
    await value.waitFor({ timeout: LIVE_MS });
    expect(performance.now() - paidAt).toBeLessThan(LIVE_MS);
    // Shoppers of other tests may buy in the same shop meanwhile.
    expect(countIn((await value.textContent()) ?? "")).toBeGreaterThan(before);
    expect(await frame.getByRole("status").first().textContent()).toMatch(/Numbers changed: .*Orders/);
    expect(await frame.evaluate(() => "isSameDocument" in window)).toBe(true);
    await takePicture(merchant.page, "overview-changed-by-itself");

    expect(merchant.errors).toEqual([]);
    expect(shopper.errors).toEqual([]);
    await Promise.all([merchant.close(), shopper.close()]);
  });

  it("moves between the pages from the menu of the admin", async () => {
    const { page, errors, close } = await openWindow();
    await openApp(page, `${demo.appAddress}/app`, OVERVIEW);
    await page.getByRole("link", { name: "Recommendations" }).click();
    const frame = await appFrame(page);
    await frame.getByRole("heading", { name: "Recommendations", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Settings" }).click();
    await frame.getByRole("heading", { name: "What is stored" }).waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});
