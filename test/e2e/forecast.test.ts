import { readFile } from "node:fs/promises";
import { describe, expect, inject, it } from "vitest";
import type { Frame } from "playwright-core";
import { openApp, PHONE, sidewaysOverflow } from "../support/browser/browser";
import { csvCells } from "../support/csv";
import { countIn, OVERVIEW } from "./app-pages";
import { buySomething } from "./shopper";
import { merchantWindow, testBrowser } from "./test-browser";

const demo = inject("demo");

const { openWindow } = testBrowser();
const merchant = merchantWindow(openWindow);

/** The demo's shop has enough history; while its first forecast is calculated the page waits and follows by itself. */
const openValue = (query = "") =>
  openApp(merchant.page, `${demo.appAddress}/app/customers?tab=value&anyway=yes${query}`, "#forecast-quality");
const openRisk = (query = "") =>
  openApp(merchant.page, `${demo.appAddress}/app/customers?tab=churn&anyway=yes${query}`, "#at-risk");

const between = (text: string | null) =>
  [...(text ?? "").matchAll(/€([\d,]+\.\d\d)/g)].map(([, amount = ""]) => Number(amount.replaceAll(",", "")));

describe("the expected value of customers", () => {
  it("stands with its range for every horizon, the longer the more", async () => {
    const frame = await openValue();
    const cards = [];
    for (const months of [6, 12, 24]) {
      const card = frame.locator(`section[aria-label="Expected next ${months} months"]`);
      const [value = Number.NaN] = between(await card.locator(".cb-metric__value").textContent());
      const [low = Number.NaN, high = Number.NaN] = between(
        await card
          .getByText(/between €/)
          .first()
          .textContent(),
      );
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      cards.push(value);
    }
    expect(cards).toEqual([...cards].sort((a, b) => a - b));
  });

  it("looks as far ahead as the address says, and keeps it on reload", async () => {
    const frame = await openValue();
    await frame.getByRole("heading", { name: "Expected next 12 months, by group" }).waitFor();
    await frame.getByRole("navigation", { name: "Months ahead" }).getByRole("link", { name: "24" }).click();
    await frame.getByRole("heading", { name: "Expected next 24 months, by group" }).waitFor();
    await expect.poll(() => merchant.page.url()).toContain("ahead=24");
    const again = await openValue("&ahead=24");
    expect(await again.getByRole("heading", { name: /Expected next 24 months, by/ }).count()).toBe(3);
  });

  it("shows every chart as a table of the same groups, which add up", async () => {
    const frame = await openValue();
    const chart = frame.getByRole("region", { name: "Expected next 12 months, by group", exact: true });
    await chart.getByText("Show as table").click();
    await chart.locator("table").waitFor();
    const bars = await chart.locator(".cb-bar__label").allTextContents();
    expect(await chart.locator("tbody th").allTextContents()).toEqual(bars);
    const customers = await chart.locator('tbody td [data-label="Customers"]').allTextContents();
    const total = await chart.locator('tfoot td [data-label="Customers"]').textContent();
    expect(customers.map(countIn).reduce((sum, count) => sum + count, 0)).toBe(countIn(total ?? ""));
  });

  it("is judged on the shop's own past, with all that was tried", async () => {
    const frame = await openValue();
    const panel = frame.locator('section[aria-labelledby="forecast-quality"]');
    expect(await panel.textContent()).toMatch(/For the last [\d,]+ days it said €[\d,.]+; €[\d,.]+ came/);
    await panel.getByText("Details for analysts").click();
    expect(await panel.locator("dt").count()).toBeGreaterThanOrEqual(5);
    await panel.getByText("Show all candidates and back-tests").click();
    const names = await panel.locator("tbody th").allTextContents();
    expect(names.some((name) => name.includes("(chosen"))).toBe(true);
    expect(names).toContain("Everyone repeats their past rate");
    await frame.getByRole("heading", { name: "Expected and actual, by month of first purchase" }).waitFor();
    expect(await frame.locator('.cb-plot line[stroke-width="2.5"]').count()).toBeGreaterThan(2);
  });

  it("is calculated again when asked for, once orders came, and the page follows", async () => {
    const frame = await openValue();
    const customers = async () =>
      countIn(
        (await frame
          .locator('section[aria-label="Expected next 6 months"] summary > span:first-child')
          .textContent()) ?? "",
      );
    const before = await customers();
    const shopper = await openWindow();
    await buySomething(shopper.page, demo.storefrontUrl, `forecast-${Date.now()}@example.com`);
    await shopper.close();
    await frame.getByText("Updated daily").waitFor({ timeout: 60_000 });
    await frame.getByRole("button", { name: "Calculate again" }).click();
    await expect.poll(customers, { timeout: 120_000 }).toBeGreaterThan(before);
  });
});

describe("churn risk", () => {
  it("lists customers by expected loss, each leading to its page in Shopify", async () => {
    const frame = await openRisk();
    const losses = (await column(frame, "Expected loss")).flatMap(between);
    expect(losses.length).toBeGreaterThan(1);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    const href = await frame.locator('section[aria-labelledby="at-risk"] tbody a').first().getAttribute("href");
    expect(href).toMatch(/^shopify:\/\/admin\/customers\/\d+$/);
  });

  it("leads from its probability to the customers behind it", async () => {
    const frame = await openRisk();
    await frame.getByRole("link", { name: "See the customers behind Probability of having left" }).click();
    await frame
      .getByRole("heading", { name: /Probability of having left/ })
      .first()
      .waitFor();
    expect(await frame.locator("tbody tr").count()).toBeGreaterThan(1);
  });

  it("filters and sorts by links, which a copied address keeps", async () => {
    const frame = await openRisk();
    const all = await counted(frame);
    await frame.getByRole("link", { name: "Once", exact: true }).click();
    await expect.poll(() => counted(frame)).toBeLessThan(all);
    const once = await counted(frame);
    await frame.locator("thead").getByRole("link", { name: "Value to date" }).click();
    await frame.getByRole("columnheader", { name: /^Value to date ?, sorted descending$/ }).waitFor();
    await expect.poll(() => merchant.page.url()).toContain("sort=-value");
    expect(new Set(await column(frame, "Purchases"))).toEqual(new Set(["1"]));
    const copied = await openRisk("&bought=once&sort=-value");
    expect(await counted(copied)).toBe(once);
    const values = (await column(copied, "Value to date")).flatMap(between);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  it("saves all rows, not those of one page alone", async () => {
    const frame = await openRisk();
    const section = frame.locator('section[aria-labelledby="at-risk"]');
    const [download] = await Promise.all([
      merchant.page.waitForEvent("download"),
      section.getByRole("button", { name: "Download CSV" }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n").map(csvCells);
    expect(lines).toHaveLength((await counted(frame)) + 1);
    const shown = await section.locator("tbody th").allTextContents();
    expect(lines.slice(1, 1 + shown.length).map(([id]) => id)).toEqual(shown);
  });

  it("gives every customer a card on a phone", async () => {
    await merchant.page.setViewportSize(PHONE);
    const frame = await openRisk();
    const row = frame.locator('section[aria-labelledby="at-risk"] tbody tr').first();
    expect(await row.evaluate((card) => getComputedStyle(card).display)).not.toBe("table-row");
    expect(await sidewaysOverflow(frame)).toBe(0);
  });
});

describe("the overview", () => {
  it("shows what is expected beneath what customers were worth, or nothing while that is poor", async () => {
    const value = await openValue();
    const isPoor = (await value.getByText("This forecast is graded poor").count()) > 0;
    const frame = await openApp(merchant.page, `${demo.appAddress}/app`, OVERVIEW);
    const beneath = frame.getByText(/^On average, a customer will likely spend/);
    expect(await beneath.count()).toBe(isPoor ? 0 : 1);
    if (!isPoor)
      expect(await beneath.textContent()).toMatch(
        /^On average, a customer will likely spend €[\d,.]+ more in the next 12 months \(€.+ to €/,
      );
  });
});

const column = (frame: Frame, label: string) =>
  frame.locator(`section[aria-labelledby="at-risk"] tbody td [data-label="${label}"]`).allTextContents();

const counted = async (frame: Frame) => countIn((await frame.locator("#at-risk").textContent()) ?? "");
