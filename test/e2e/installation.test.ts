import { describe, expect, inject, it } from "vitest";
import { appFrame, takePicture } from "../support/browser/browser";
import { countIn, OVERVIEW } from "./app-pages";
import { testBrowser } from "./test-browser";

const { uninstalled } = inject("demo");
const IMPORT_MS = 60_000;

const { openWindow } = testBrowser();

describe("the first visit", () => {
  it("installs, welcomes, imports, turns into the overview by itself, and imports again on request", async () => {
    const { page, errors, close } = await openWindow();
    await page.goto(uninstalled.appAddress);
    await page.getByRole("button", { name: "Install" }).click();
    const frame = await appFrame(page);
    await takePicture(page, "first-visit");
    await frame.locator(OVERVIEW).first().waitFor({ timeout: IMPORT_MS });

    await page.getByRole("link", { name: "Settings" }).click();
    const orders = frame.locator("dt", { hasText: /^Orders$/ }).locator("xpath=following-sibling::dd[1]");
    expect(countIn((await orders.textContent()) ?? "")).toBe(uninstalled.orders);
    await frame.getByText("The whole history was in on").waitFor();

    await frame.getByText("Import again", { exact: true }).click();
    await frame.getByRole("button", { name: "Yes, import again" }).click();
    await page.getByText("Import started.").waitFor();
    const again = frame.getByText("Import again", { exact: true });
    await again.waitFor({ state: "detached" });
    await again.waitFor({ timeout: IMPORT_MS });
    expect(countIn((await orders.textContent()) ?? "")).toBe(uninstalled.orders);
    expect(errors).toEqual([]);
    await close();
  });
});
