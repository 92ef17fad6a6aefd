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
import { csvCells } from "../support/csv";
import { cardValue, countIn, OVERVIEW } from "./app-pages";
import { testBrowser } from "./test-browser";

const demo = inject("demo");

const { openWindow } = testBrowser();

const EXPLANATION = '[aria-label="How it came about"]';

describe("from a number down to its orders", () => {
  it("lists as many orders as the card says, and saves the same rows", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app?range=last_90_days`, OVERVIEW);
    const orders = countIn(await cardValue(frame, "Orders"));
    expect(orders).toBeGreaterThan(50);
    const card = frame.locator('section[aria-label="Orders"]');
    await card.locator("summary").click();
    await card.getByRole("link", { name: "See the orders" }).click();

    const list = frame.getByRole("region", { name: / orders? behind it$/ });
    await list.waitFor();
    expect(countIn((await list.getByRole("heading").first().textContent()) ?? "")).toBe(orders);
    expect(countIn((await list.locator("tfoot .Polaris-DataTable__Cell--numeric").last().textContent()) ?? "")).toBe(
      orders,
    );
    expect(await list.locator("tbody tr").count()).toBe(50);
    await list.getByRole("link", { name: "Next page" }).click();
    await frame.waitForURL(/page=2/);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      list.getByRole("button", { name: "Download these rows" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^orders-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n").map(csvCells);
    expect(lines).toHaveLength(orders + 1);
    expect(lines[0]).toEqual(expect.arrayContaining(["order_id", "order_name", "processed_at", "orders", "currency"]));

    await list.locator("tbody a").first().click();
    await page.waitForURL(/\/orders\/\d+/);
    expect(errors).toEqual([]);
    await close();
  });

  it("keeps the range, and goes back to the page it came from", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app?range=last_365_days`, OVERVIEW);
    const rate = await cardValue(frame, "Repeat rate");
    const card = frame.locator('section[aria-label="Repeat rate"]');
    await card.locator("summary").click();
    await card.getByRole("link", { name: "See the customers" }).click();
    await frame.getByRole("heading", { name: "Repeat rate", level: 1 }).waitFor();
    expect((await frame.locator(`${EXPLANATION} p`).first().textContent())?.trim()).toBe(rate);
    await frame.getByRole("link", { name: "Back" }).click();
    await frame.locator(OVERVIEW).first().waitFor();
    expect(frame.url()).toContain("range=last_365_days");
    expect(errors).toEqual([]);
    await close();
  });

  it("looks at other days and at an earlier moment, all in its address", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app/explain?key=orders&range=last_90_days`, EXPLANATION);
    const value = async () => countIn((await frame.locator(`${EXPLANATION} p`).first().textContent()) ?? "");
    const ofQuarter = await value();
    await frame.getByLabel("Date range").selectOption("last_365_days");
    await frame.waitForURL(/range=last_365_days/);
    await expect.poll(value).toBeGreaterThan(ofQuarter);
    const ofYear = await value();
    expect(frame.url()).toContain("key=orders");

    const day = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10);
    await frame.getByLabel("As known at the end of").fill(day);
    await frame.getByRole("button", { name: "Show" }).click();
    await frame.getByText(/^As it was known at the end of/).waitFor();
    expect(frame.url()).toContain(`as_of=${day}`);
    expect(await value()).toBeLessThan(ofYear);
    expect(await accessibilityFaults(frame)).toEqual([]);
    await takePicture(page, "explain-as-of-1280");
    await frame.getByRole("link", { name: "As known now" }).click();
    await frame.getByText(/^As it was known/).waitFor({ state: "detached" });
    expect(await value()).toBe(ofYear);
    expect(errors).toEqual([]);
    await close();
  });

  it("says which moment it cannot show", async () => {
    const { page, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app/explain?key=orders&as_of=2999-01-01`, EXPLANATION);
    expect(await frame.getByRole("alert").textContent()).toBe("Choose a day that is over.");
    const expected = `${demo.appAddress}/app/explain?key=clv_predicted_12&as_of=2026-01-01`;
    const ofForecast = await openApp(page, expected, EXPLANATION);
    expect(await ofForecast.getByRole("alert").textContent()).toBe(
      "What was expected on an earlier day is not kept. This is what is expected now.",
    );
    await close();
  });

  it("says so when an address names no number", async () => {
    const { page, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app/explain?key=nothing`, "h1");
    await frame.getByRole("heading", { level: 1 }).waitFor();
    expect(await frame.locator(".cb-table").count()).toBe(0);
    await close();
  });
});

const METRICS = ["net_sales", "repeat_rate", "checkout_abandonment_rate", "lapse_point"];

describe.each(METRICS)("the explanation of %s", (metric) => {
  it.each([DESKTOP, PHONE, { width: 320, height: 640 }])(
    "fits and is accessible at $width pixels",
    async (viewport) => {
      const { page, errors, close } = await openWindow({ viewport });
      const address = `${demo.appAddress}/app/explain?key=${metric}&range=last_90_days`;
      const frame = await openApp(page, address, ".cb-table tbody tr");
      expect(await sidewaysOverflow(frame)).toBe(0);
      expect(await accessibilityFaults(frame)).toEqual([]);
      await takePicture(page, `explain-${metric}-${viewport.width}`);
      expect(errors).toEqual([]);
      await close();
    },
  );
});
