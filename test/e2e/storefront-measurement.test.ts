import type { Frame } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { openApp } from "../support/browser/browser";
import { buySomething, untilTold } from "./shopper";
import { testBrowser } from "./test-browser";

const demo = inject("demo");
const LIVE_MS = 10_000;
const CONVERSION = 'section[aria-label="Conversion rate"]';
const CARD = "section[aria-labelledby=measuring]";

const { openWindow } = testBrowser();

/** Sessions of the card of the conversion rate, and those that bought. */
async function sessionsIn(frame: Frame): Promise<{ bought: number; sessions: number }> {
  // There is no card before the first event of all.
  const [text = ""] = await frame.locator(CONVERSION).allTextContents();
  const [, bought = "0", sessions = "0"] = /(\d+) of (\d+) sessions?/.exec(text) ?? [];
  return { bought: Number(bought), sessions: Number(sessions) };
}

describe("measuring the storefront", () => {
  it("shows a shopper's whole visit on the open page within ten seconds", async () => {
    const address = `${demo.appAddress}/app/conversion?range=today`;
    const [merchant, shopper] = [await openWindow(), await openWindow()];
    // Before the first event of all the page has nothing to show.
    await buySomething(shopper.page, demo.storefrontUrl, `first-${Date.now()}@example.com`, untilTold(shopper.page));
    await expect.poll(async () => (await sessionsIn(await openApp(merchant.page, address))).bought).toBeGreaterThan(0);

    const frame = await openApp(merchant.page, address, CONVERSION);
    const before = await sessionsIn(frame);
    const other = await openWindow();
    await buySomething(other.page, demo.storefrontUrl, `second-${Date.now()}@example.com`, untilTold(other.page));
    const boughtMore = async () => (await sessionsIn(frame)).bought > before.bought;
    await expect.poll(boughtMore, { timeout: LIVE_MS }).toBe(true);
    expect([...merchant.errors, ...shopper.errors, ...other.errors]).toEqual([]);
    await Promise.all([merchant.close(), shopper.close(), other.close()]);
  });

  it("is switched on in the settings by granting two scopes, and off again", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.changedAppAddress}/app/settings`, CARD);
    const card = frame.locator(CARD);
    await card.getByRole("button", { name: "Switch on" }).click();
    const dialog = page.locator("#scopes-dialog");
    await dialog.locator("li").first().waitFor();
    expect(await dialog.textContent()).toMatch(/write_pixels.*read_customer_events/s);
    await dialog.locator("button[value=approve]").click();
    await card.getByText("Switched on").waitFor();
    await card.getByText("Change or switch off").click();
    await card.getByRole("button", { name: "Switch off" }).click();
    await card.getByRole("button", { name: "Switch on" }).waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});
