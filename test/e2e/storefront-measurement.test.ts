import { describe, expect, inject, it } from "vitest";
import { openApp } from "../support/browser/browser";
import { buySomething } from "./shopper";
import { testBrowser } from "./test-browser";

const demo = inject("demo");
const LIVE_MS = 10_000;

const { openWindow } = testBrowser();

describe("measuring the storefront", () => {
  it("says in the settings when the last event came, seconds after a shopper's visit", async () => {
    const merchant = await openWindow();
    const frame = await openApp(merchant.page, `${demo.appAddress}/app/settings`);
    const card = frame.locator("section[aria-labelledby=measuring]");
    expect(await card.textContent()).toContain("Measured since");

    const shopper = await openWindow();
    await buySomething(shopper.page, demo.storefrontUrl, "measured@example.com", { isCalm: true });
    await expect
      .poll(
        async () => {
          await merchant.page.reload();
          const again = await openApp(merchant.page, `${demo.appAddress}/app/settings`);
          return again.locator("section[aria-labelledby=measuring]").textContent();
        },
        { timeout: LIVE_MS },
      )
      .not.toContain("none yet");
    expect([...merchant.errors, ...shopper.errors]).toEqual([]);
    await Promise.all([merchant.close(), shopper.close()]);
  });

  it("is switched on where its benefit shows, by granting two scopes, and off again", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.changedAppAddress}/app/settings`);
    const card = frame.locator("section[aria-labelledby=measuring]");
    await card.getByRole("button", { name: "Switch on" }).click();
    const dialog = page.locator("#scopes-dialog");
    expect(await dialog.textContent()).toMatch(/write_pixels.*read_customer_events/s);
    await dialog.locator("button[value=approve]").click();
    await card.getByText("Measured since").waitFor();
    await card.getByText("Change or switch off").click();
    await card.getByRole("button", { name: "Switch off" }).click();
    await card.getByRole("button", { name: "Switch on" }).waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});
