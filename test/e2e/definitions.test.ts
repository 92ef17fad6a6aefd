import { readFile } from "node:fs/promises";
import { describe, expect, inject, it } from "vitest";
import type { Frame } from "playwright-core";
import {
  accessibilityFaults,
  DESKTOP,
  openApp,
  PHONE,
  sidewaysOverflow,
  takePicture,
} from "../support/browser/browser";
import { cardValue, OVERVIEW } from "./app-pages";
import { merchantWindow, testBrowser } from "./test-browser";

const { changedAppAddress } = inject("demo");
const ADDRESS = `${changedAppAddress}/app/settings/definitions`;
const REBUILT_MS = 60_000;
const GRANTED_MS = 60_000;

const merchant = merchantWindow(testBrowser().openWindow);

const open = (): Promise<Frame> => openApp(merchant.page, ADDRESS, "#definition-switches");

async function preview(frame: Frame): Promise<void> {
  await frame.getByRole("button", { name: "Preview the effect" }).click();
  await frame.locator(".cb-preview").waitFor();
}

async function save(frame: Frame): Promise<void> {
  await frame.getByRole("button", { name: "Save and rebuild the numbers" }).click();
  await merchant.page.getByText("Saved. Numbers are being rebuilt.").waitFor();
  await merchant.page.getByText(/All numbers now follow your settings, version \d+/).waitFor({ timeout: REBUILT_MS });
  await frame.locator(".cb-preview").waitFor({ state: "detached" });
}

async function netSales(): Promise<string> {
  return cardValue(await openApp(merchant.page, `${changedAppAddress}/app`, OVERVIEW), "Net sales");
}

describe("the definitions", () => {
  it("preview a change, then make all numbers follow it, and back again", async () => {
    const before = await netSales();
    const frame = await open();
    await frame.getByText("Only these", { exact: true }).click();
    for (const channel of await frame.locator('label:has([name="channel"]:not([value="web"]))').all()) {
      await channel.click();
    }
    await preview(frame);
    const row = frame.locator(".cb-preview tr", { hasText: "Net sales" });
    expect(await row.locator('[data-label="Now"]').textContent()).toBe(before);
    const foretold = await row.locator('[data-label="After the change"]').textContent();
    expect(foretold).not.toBe(before);
    expect(await frame.locator(".cb-preview").textContent()).toContain("Channels that count: all → Online store");
    await frame.getByText(/orders leave these days/).waitFor();
    // A preview changes nothing.
    expect(await netSales()).toBe(before);

    const again = await openApp(merchant.page, `${ADDRESS}${new URL(frame.url()).search}`, ".cb-preview");
    await save(again);
    await again.getByRole("cell", { name: "Channels that count: all → Online store" }).waitFor();
    expect(await netSales()).toBe(foretold);

    const back = await open();
    expect(await back.getByLabel("Only these").isChecked()).toBe(true);
    await back.getByText("All channels, including new ones").click();
    await preview(back);
    await save(back);
    expect(await netSales()).toBe(before);
  });

  it("say at the field what cannot be taken, and keep what was typed", async () => {
    const frame = await open();
    await frame.getByLabel("Minutes without activity").fill("5");
    await frame.getByRole("button", { name: "Preview the effect" }).click();
    expect(await frame.getByRole("alert").textContent()).toBe("Give whole minutes, from 10 to 1440.");
    const field = frame.getByLabel("Minutes without activity");
    expect(await field.inputValue()).toBe("5");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await frame.getByRole("button", { name: "Save and rebuild the numbers" }).count()).toBe(0);
  });

  it("find a number by its name, key or definition", async () => {
    const frame = await open();
    const list = frame.getByRole("region", { name: "What every number means" });
    await list.getByRole("searchbox").fill("aov_net");
    await list.getByRole("button", { name: "Search" }).click();
    await list.getByText(/^1 of \d+ numbers$/).waitFor();
    expect(frame.url()).toContain("q=aov_net");
    expect(await list.locator("tbody tr").count()).toBe(1);
    await list.getByText("AOV after returns").waitFor();
  });
});

describe("the parts of the settings", () => {
  it("are reached by links, and the check says which access is missing", async () => {
    const frame = await open();
    await frame.getByRole("tab", { name: "Check against Shopify" }).click();
    await frame.getByText("See Shopify’s numbers beside ours").waitFor();
    await frame.getByText("read_reports").waitFor();
    await frame.getByRole("tab", { name: "Data", exact: true }).click();
    await frame.getByRole("heading", { name: "What is stored" }).waitFor();
  });

  it("ask for the missing access, take a no, and show both sides once it is granted", async () => {
    const frame = await openApp(merchant.page, `${changedAppAddress}/app/settings/check`, "h2");
    const grant = frame.getByRole("button", { name: "Grant access" });
    await grant.click();
    await merchant.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    expect(await grant.isVisible()).toBe(true);
    await grant.click();
    await merchant.page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await frame.getByRole("heading", { name: "Side by side" }).waitFor({ timeout: GRANTED_MS });
    const row = frame.locator("tr", { has: frame.getByRole("rowheader", { name: "Orders" }) });
    expect(await row.locator('[data-label="Comeback"]').textContent()).toMatch(/^\d/);
    expect(await row.locator('[data-label="Shopify"]').textContent()).toMatch(/^\d/);
    await merchant.page.setViewportSize(PHONE);
    expect(await sidewaysOverflow(frame)).toBe(0);
    expect(await accessibilityFaults(frame)).toEqual([]);
    await takePicture(merchant.page, "check-granted-390");
    await merchant.page.setViewportSize(DESKTOP);
    await takePicture(merchant.page, "check-granted-1280");
    const [download] = await Promise.all([
      merchant.page.waitForEvent("download"),
      frame.getByRole("button", { name: /Download CSV.*Our numbers beside/ }).click(),
    ]);
    expect((await readFile(await download.path(), "utf8")).split("\r\n")[0]).toBe(
      "key,label,comeback,shopify,difference,status,currency",
    );
  });
});
