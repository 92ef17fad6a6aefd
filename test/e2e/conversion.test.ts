import type { Frame, Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { openApp } from "../support/browser/browser";
import { countIn } from "./app-pages";
import { buySomething, untilTold } from "./shopper";
import { testBrowser } from "./test-browser";

const demo = inject("demo");
const LIVE_MS = 10_000;
const TODAY = "/app/conversion?range=today&compare=none";

const { openWindow } = testBrowser();

/** Switches measuring on as a merchant does, unless it is. */
async function switchMeasuringOn(page: Page): Promise<void> {
  const frame = await openApp(page, `${demo.appAddress}/app/settings`, "#measuring");
  const card = frame.getByRole("region", { name: "Storefront measurement" });
  const button = card.getByRole("button", { name: "Switch on" });
  if ((await button.count()) === 0) return;
  await button.click();
  await page.click("#scopes-dialog >> text=Approve");
  await card.getByText("Measured since").waitFor();
}

/** Sessions that reached each step today, first to last; none before the first visit. */
async function funnelOf(frame: Frame): Promise<number[]> {
  const funnel = frame.getByRole("region", { name: "From visit to order" });
  if ((await funnel.count()) === 0) return [0, 0, 0, 0, 0];
  const table = funnel.locator("table");
  if (!(await table.isVisible())) await funnel.getByText("Show as table").click();
  return (await table.locator('tbody [data-label="Sessions"]').allTextContents()).map(countIn);
}

describe("from a visit to the open page", () => {
  it("shows a shopper's whole way to an order within ten seconds, without a reload", async () => {
    const merchant = await openWindow();
    await switchMeasuringOn(merchant.page);
    const frame = await openApp(merchant.page, `${demo.appAddress}${TODAY}`, "h1");
    const before = await funnelOf(frame);

    const shopper = await openWindow();
    await buySomething(shopper.page, demo.storefrontUrl, "visitor@example.com", untilTold(shopper.page));
    const boughtAt = performance.now();
    // Other shoppers may be in the same shop.
    const grown = async () => (await funnelOf(frame)).map((sessions, step) => sessions > (before[step] ?? 0));
    await expect.poll(grown, { timeout: LIVE_MS, interval: 250 }).toEqual(before.map(() => true));
    expect(performance.now() - boughtAt).toBeLessThan(LIVE_MS);
    expect(merchant.errors).toEqual([]);
    await Promise.all([merchant.close(), shopper.close()]);
  });
});
