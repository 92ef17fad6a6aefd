import { readFile } from "node:fs/promises";
import { describe, expect, inject, it } from "vitest";
import {
  accessibilityFaults,
  DESKTOP,
  openApp,
  PHONE,
  sidewaysOverflow,
  takePicture,
} from "../support/browser/browser";
import { cardValue, countIn } from "./app-pages";
import { merchantWindow, testBrowser } from "./test-browser";

const demo = inject("demo");

const { openWindow } = testBrowser();
const merchant = merchantWindow(openWindow);

const openCustomers = (query = "") => openApp(merchant.page, `${demo.appAddress}/app/customers${query}`, ".cb-tabs");

describe("the customers page", () => {
  it("stands in the menu and walks through its tabs, each with its address", async () => {
    const overview = await openApp(merchant.page, `${demo.appAddress}/app`, ".cb-metric--large");
    await merchant.page.getByRole("navigation").getByRole("link", { name: "Customers" }).last().click();
    const tab = (name: string) => overview.locator(".cb-tabs").getByRole("tab", { name });
    await overview.getByRole("heading", { name: "Time to the second purchase" }).waitFor();
    for (const [name, heading] of [
      ["Cohorts", "Who buys again, by month of first purchase"],
      ["Value", "Customers by value to date"],
      ["Groups", "Ready groups"],
      ["Churn risk", /^Churn risk/],
      ["Repeat", "Orders per customer"],
    ] as const) {
      await tab(name).click();
      await overview.getByRole("heading", { name: heading }).waitFor();
      expect(await tab(name).getAttribute("aria-selected")).toBe("true");
      await expect.poll(() => merchant.page.url()).toContain(`tab=${name.split(" ")[0]?.toLowerCase()}`);
    }
  });

  it("says what sets the four repeat rates apart", async () => {
    const frame = await openCustomers("?range=last_365_days");
    expect(await frame.getByText(/^Of those who bought in this range, who/).count()).toBe(2);
    expect(await cardValue(frame, "Repeat rate")).toMatch(/%$/);
    expect(await frame.getByRole("region", { name: "Time to the second purchase" }).textContent()).toMatch(
      /Half of those who come back do so by day \d+ \(\d+ customers to date\)\./,
    );
  });

  it("holds every chart as a table that adds up", async () => {
    const frame = await openCustomers("?range=last_365_days");
    const chart = frame.getByRole("region", { name: "Orders per customer", exact: true });
    await chart.getByText("Show as table").click();
    await chart.locator("table").waitFor();
    const customers = await chart.locator('tbody td [data-label="Customers"]').allTextContents();
    const total = await chart.locator('tfoot td [data-label="Customers"]').textContent();
    expect(customers.map(countIn).reduce((sum, count) => sum + count, 0)).toBe(countIn(total ?? ""));
  });

  it("filters by a form that keeps range and tab, and clears it by a link", async () => {
    const frame = await openCustomers("?tab=groups&range=last_90_days");
    const all = await frame.locator('tfoot td [data-label="Customers"]').textContent();
    await frame.getByRole("button", { name: "Filter" }).click();
    await frame.getByLabel("Discount").selectOption("yes");
    await frame.getByRole("button", { name: "Apply filter" }).click();
    await frame.getByText("Only with a discount.").waitFor();
    expect(frame.url()).toMatch(/discount=yes/);
    expect(frame.url()).toMatch(/tab=groups/);
    expect(frame.url()).toMatch(/range=last_90_days/);
    const some = await frame.locator('tfoot td [data-label="Customers"]').textContent();
    expect(countIn(some ?? "")).toBeLessThan(countIn(all ?? ""));
    // By the keyboard the reader is where the panel was opened.
    expect(await frame.locator("button:focus").textContent()).toBe("Change filter");

    await frame.getByRole("link", { name: "Clear filter" }).click();
    await frame.getByText("Only with a discount.").waitFor({ state: "detached" });
    expect(await frame.locator('tfoot td [data-label="Customers"]').textContent()).toBe(all);
  });

  it("explains a filter it cannot use and shows the whole shop", async () => {
    const frame = await openCustomers("?discount=maybe");
    expect(await frame.getByRole("alert").textContent()).toContain("choose yes or no");
    expect(await cardValue(frame, "Repeat rate")).toMatch(/%$/);
  });

  it("reads cohorts another way by links alone", async () => {
    const frame = await openCustomers("?tab=cohorts");
    await frame.getByRole("link", { name: "Quarter" }).click();
    await frame.getByRole("heading", { name: "Who buys again, by quarter of first purchase" }).waitFor();
    await frame.getByRole("link", { name: "Value so far" }).click();
    await frame
      .getByRole("heading", { name: "Value since the first purchase, by quarter of first purchase" })
      .waitFor();
    expect(frame.url()).toMatch(/period=quarter/);
    expect(await frame.locator(".cb-heat .is-incomplete").count()).toBeGreaterThan(0);
    expect(await frame.locator(".cb-heat .is-tinted").first().textContent()).toMatch(/^€/);
  });

  it.each([{ width: 800, height: 800 }, PHONE])(
    "keeps the first column of the cohorts at $width pixels while the rest scrolls inside",
    async (viewport) => {
      await merchant.page.setViewportSize(viewport);
      const frame = await openCustomers("?tab=cohorts");
      const heat = frame.locator(".cb-heat");
      const left = () =>
        heat
          .locator("tbody th")
          .first()
          .evaluate((cell) => cell.getBoundingClientRect().left);
      const before = await left();
      expect(await heat.evaluate((table) => table.scrollWidth - table.clientWidth)).toBeGreaterThan(100);
      await heat.focus();
      await heat.evaluate((table) => table.scrollTo({ left: 200, behavior: "instant" }));
      expect(await left()).toBe(before);
      expect(await sidewaysOverflow(frame)).toBe(0);
    },
  );

  it("lists the customers behind a cell, and saves them", async () => {
    const frame = await openCustomers("?tab=cohorts&scale=absolute&period=quarter");
    const cell = frame.locator(".cb-heat tbody tr .cb-heat__link").first();
    const buyers = countIn((await cell.textContent()) ?? "");
    await cell.click();
    const members = frame.locator('section[aria-labelledby="cohort-members"]');
    await members.waitFor();
    expect(countIn(((await members.getByRole("heading").textContent()) ?? "").split(": ")[1] ?? "")).toBe(buyers);
    expect(await members.locator("tbody tr").count()).toBe(Math.min(50, buyers));
    expect(frame.url()).toContain("cohort=");
    const [download] = await Promise.all([
      merchant.page.waitForEvent("download"),
      members.getByRole("button", { name: "Download CSV" }).click(),
    ]);
    expect((await readFile(await download.path(), "utf8")).trimEnd().split("\r\n")).toHaveLength(buyers + 1);
    for (const viewport of [DESKTOP, PHONE]) {
      await merchant.page.setViewportSize(viewport);
      expect(await sidewaysOverflow(frame)).toBe(0);
      expect(await accessibilityFaults(frame)).toEqual([]);
      await takePicture(merchant.page, `customers-cohort-members-${viewport.width}`);
    }
  });

  it("lists the customers of a group, as many as it counts", async () => {
    const frame = await openCustomers("?tab=groups");
    const group = frame.locator("tr", { has: frame.getByRole("link", { name: "One-time" }) });
    const size = countIn((await group.locator('td [data-label="Customers"]').textContent()) ?? "");
    await frame.getByRole("link", { name: "One-time" }).click();
    await frame.getByRole("heading", { name: /^One-time: / }).waitFor();
    const heading = await frame.getByRole("heading", { name: /^One-time: / }).textContent();
    expect(countIn(heading ?? "")).toBe(size);
    const rows = frame.locator('section[aria-labelledby="members"] tbody tr');
    expect(await rows.count()).toBe(Math.min(50, size));
    expect(await rows.first().locator("a").getAttribute("href")).toMatch(/^shopify:\/\/admin\/customers\/\d+$/);
  });

  it("shows its numbers, tabs and filter where no script runs", async () => {
    const document = merchant.page.waitForRequest((request) => /\/app\/customers\?.*id_token=/.test(request.url()));
    await openCustomers("?tab=cohorts");
    const plain = await openWindow({ javaScriptEnabled: false });
    await plain.page.goto((await document).url());
    expect(await plain.page.locator(".cb-heat tbody tr").count()).toBeGreaterThan(1);
    expect(await plain.page.locator(".cb-tabs a").count()).toBe(4);
    await plain.page.locator("summary", { hasText: "Filter" }).click();
    expect(await plain.page.getByRole("button", { name: "Apply filter" }).isVisible()).toBe(true);
    await plain.close();
  });
});

const VIEWS = [
  { name: "repeat", query: "?range=last_365_days" },
  { name: "cohorts", query: "?tab=cohorts" },
  { name: "cohorts, value by week", query: "?tab=cohorts&measure=value&period=week&scale=absolute" },
  { name: "value", query: "?tab=value&anyway=yes&ahead=24" },
  { name: "groups", query: "?tab=groups&group=loyal" },
  { name: "churn risk", query: "?tab=churn&anyway=yes&risk=unlikely&bought=repeat&sort=-value" },
  { name: "nobody", query: "?country=nowhere&range=today" },
  { name: "cohorts of nobody", query: "?tab=cohorts&country=nowhere" },
  { name: "value of nobody", query: "?tab=value&country=nowhere" },
  { name: "churn risk of nobody", query: "?tab=churn&anyway=yes&country=nowhere" },
  { name: "groups of nobody", query: "?tab=groups&group=best&country=nowhere" },
];
const WIDTHS = [DESKTOP, PHONE, { width: 320, height: 640 }];

describe.each(VIEWS)("customers: $name", ({ name, query }) => {
  it.each(WIDTHS)("fits and is accessible at $width pixels", async (viewport) => {
    await merchant.page.setViewportSize(viewport);
    const frame = await openCustomers(query);
    for (const details of await frame.locator("details").all()) {
      await details.evaluate((element) => element.setAttribute("open", ""));
    }
    expect(await sidewaysOverflow(frame)).toBe(0);
    expect(await accessibilityFaults(frame)).toEqual([]);
    await takePicture(merchant.page, `customers-${name.replace(/\W+/g, "-")}-${viewport.width}`);
  });
});
