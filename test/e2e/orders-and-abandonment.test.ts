import { describe, expect, inject, it } from "vitest";
import type { Frame, Locator } from "playwright-core";
import { openApp } from "../support/browser/browser";
import { cardValue, countIn } from "./app-pages";
import { merchantWindow, testBrowser } from "./test-browser";

const demo = inject("demo");
const YEAR = "range=last_365_days";

const merchant = merchantWindow(testBrowser().openWindow);

const open = (path: string): Promise<Frame> => openApp(merchant.page, `${demo.appAddress}${path}`, ".cb-metric--large");

/** The table of a chart, opened by its switch. */
async function tableOf(frame: Frame, title: string): Promise<Locator> {
  const chart = frame.getByRole("region", { name: title, exact: true });
  await chart.getByText("Show as table").click();
  const table = chart.locator("table");
  await table.waitFor();
  return table;
}

const columnOf = async (table: Locator, part: "tbody" | "tfoot", label: string): Promise<number[]> =>
  (await table.locator(`${part} [data-label="${label}"]`).allTextContents()).map(countIn);

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe("orders and AOV", () => {
  it("splits all orders by what they are made of, and every split adds up", async () => {
    const frame = await open(`/app/orders?${YEAR}`);
    const orders = countIn(await cardValue(frame, "Orders"));
    expect(orders).toBeGreaterThan(100);
    for (const by of ["value", "buyer", "discount", "units", "channel", "country", "weekday", "hour"]) {
      const table = await tableOf(frame, `Orders by ${by}`);
      expect([by, sum(await columnOf(table, "tbody", "Orders"))]).toEqual([by, orders]);
      expect([by, await columnOf(table, "tfoot", "Orders")]).toEqual([by, [orders]]);
    }
  });

  it("explains a change by causes that add up to it", async () => {
    const frame = await open(`/app/orders?${YEAR}&compare=previous_period`);
    const causes = frame.getByRole("region", { name: "Why the average moved" });
    const cents = (text: string) => countIn(text) * (text.startsWith("−") ? -1 : 1);
    const parts = (await causes.locator('tbody [data-label="Per order"]').allTextContents()).map(cents);
    const now = cents((await causes.locator('tfoot [data-label="Per order"]').textContent()) ?? "");
    expect(parts).toHaveLength(4);
    // Each part is rounded for itself.
    expect(Math.abs(sum(parts) - now)).toBeLessThanOrEqual(2);
    expect(now).toBe(countIn(await cardValue(frame, "Average order value")));
  });

  it("follows the filter, which the address holds", async () => {
    const frame = await open(`/app/orders?${YEAR}`);
    const all = countIn(await cardValue(frame, "Orders"));
    await frame.getByRole("button", { name: "Filter" }).click();
    await frame.getByLabel("New or returning").selectOption("new");
    await frame.getByRole("button", { name: "Apply filter" }).click();
    await frame.waitForURL(/buyer=new/);
    await frame.getByText("Only first purchases.").waitFor();
    const first = countIn(await cardValue(frame, "Orders"));
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(all);
    expect(frame.url()).toContain(YEAR);
  });
});

describe("abandonment", () => {
  it("counts every checkout in one state, and the rate from those that ended", async () => {
    const frame = await open(`/app/abandonment?${YEAR}`);
    const states = frame.getByRole("region", { name: "What became of the checkouts" }).locator("table");
    const checkouts = await columnOf(states, "tbody", "Checkouts");
    expect(checkouts).toHaveLength(7);
    expect(await columnOf(states, "tfoot", "Checkouts")).toEqual([sum(checkouts)]);
    const [completed = 0, recovered = 0, abandoned = 0] = checkouts;
    const rate = abandoned / (completed + recovered + abandoned);
    expect(await cardValue(frame, "Checkout abandonment")).toBe(`${(rate * 100).toFixed(1)}%`);
  });

  it("lists the abandoned checkouts by pages, each with its page in Shopify", async () => {
    const frame = await open(`/app/abandonment?${YEAR}`);
    const list = frame.getByRole("region", { name: "Abandoned checkouts", exact: true });
    expect(await list.locator("tbody tr").count()).toBe(50);
    expect(
      await list
        .getByRole("link", { name: /^Checkout of/ })
        .first()
        .getAttribute("href"),
    ).toMatch(/^shopify:\/\/admin\/checkouts\/\d+$/);
    const newest = await list.locator("tbody th").first().textContent();
    await list.getByRole("link", { name: "Next page" }).click();
    await frame.waitForURL(/page=2/);
    await list.getByRole("link", { name: "Previous page" }).waitFor();
    expect(await list.locator("tbody th").first().textContent()).not.toBe(newest);
    expect(frame.url()).toContain(YEAR);
  });

  it("draws the days that can still change dotted and marks the installation", async () => {
    const frame = await open("/app/abandonment?range=this_year");
    expect(await frame.locator('.cb-plot__area path[stroke-dasharray="1 5"]').getAttribute("d")).toMatch(/^M/);
    await frame.locator(".cb-plot__flag", { hasText: "Installed" }).waitFor();
    expect(
      await frame
        .getByRole("region", { name: /^Checkout abandonment by/ })
        .first()
        .textContent(),
    ).toMatch(/The last [\d\w ]+ can still change\./);
  });

  it("says that a filter does not change it", async () => {
    const frame = await open(`/app/abandonment?${YEAR}`);
    const rate = await cardValue(frame, "Checkout abandonment");
    const filtered = await open(`/app/abandonment?${YEAR}&country=DE`);
    await filtered.getByText("The filter does not change this page").waitFor();
    expect(await cardValue(filtered, "Checkout abandonment")).toBe(rate);
  });
});
