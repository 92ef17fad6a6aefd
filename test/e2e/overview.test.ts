import { describe, expect, inject, it } from "vitest";
import { openApp } from "../support/browser/browser";
import { cardValue, OVERVIEW } from "./app-pages";
import { untilTold } from "./shopper";
import { merchantWindow, testBrowser } from "./test-browser";

const demo = inject("demo");

const { openWindow } = testBrowser();
const merchant = merchantWindow(openWindow);

describe("the overview", () => {
  it("shows four numbers first, four beneath them, and one of them over time", async () => {
    const frame = await openApp(merchant.page, `${demo.appAddress}/app`, OVERVIEW);
    expect(await frame.locator(".cb-metric--large").count()).toBe(4);
    // The fourth is of what was measured in the storefront, from the first visit on.
    const shopper = await openWindow();
    const stay = untilTold(shopper.page);
    await shopper.page.goto(demo.storefrontUrl);
    await stay();
    await shopper.close();
    await expect.poll(() => frame.locator(".cb-metric--small").count()).toBe(4);
    expect(await cardValue(frame, "Net sales")).toMatch(/\d/);
    expect(await frame.locator(".cb-plot__area path[stroke-linecap]").first().getAttribute("d")).toMatch(/^M/);
    expect(await frame.getByText(/^Includes orders up to/).textContent()).toContain("shop time (Europe/Berlin)");
  });

  it("moves nothing while it loads", async () => {
    await merchant.page.addInitScript(watchLayoutShifts);
    const frame = await openApp(merchant.page, `${demo.appAddress}/app`, OVERVIEW);
    await frame.waitForLoadState("networkidle");
    expect(await frame.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
  });

  it("keeps range and comparison in the address, for reload and back", async () => {
    const frame = await openApp(merchant.page, `${demo.appAddress}/app`, OVERVIEW);
    const compared = frame.getByText("The 30 days before", { exact: true }).first();
    await compared.waitFor();
    await frame.getByLabel("Compare with").selectOption("none");
    await compared.waitFor({ state: "detached" });
    await frame.getByLabel("Date range").selectOption("last_7_days");
    await frame.waitForURL(/range=last_7_days/);
    expect(frame.url()).toMatch(/compare=none/);
    await expect.poll(() => merchant.page.url()).toMatch(/range=last_7_days/);

    await merchant.page.reload();
    const again = await openApp(merchant.page, merchant.page.url(), OVERVIEW);
    expect(await again.getByLabel("Date range").inputValue()).toBe("last_7_days");
    expect(await again.getByLabel("Compare with").inputValue()).toBe("none");
  });

  it("refuses a reversed range at the field and changes nothing", async () => {
    const frame = await openApp(merchant.page, `${demo.appAddress}/app`, OVERVIEW);
    const address = frame.url();
    const netSales = await cardValue(frame, "Net sales");
    await frame.getByLabel("Date range").selectOption("custom");
    await frame.getByLabel("From", { exact: true }).fill("2026-03-02");
    await frame.getByLabel("To", { exact: true }).fill("2026-03-01");
    await frame.getByRole("button", { name: "Apply" }).click();
    expect(await frame.getByRole("alert").textContent()).toMatch(/last day is before the first/);
    expect(await frame.getByLabel("To", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    expect(frame.url()).toBe(address);
    expect(await cardValue(frame, "Net sales")).toBe(netSales);
  });

  it("explains an address that names no range", async () => {
    const frame = await openApp(merchant.page, `${demo.appAddress}/app?from=2026-02-30&to=soon`, OVERVIEW);
    expect(await frame.getByRole("alert").textContent()).toMatch(/first day as year-month-day/);
    expect(await cardValue(frame, "Net sales")).toMatch(/\d/);
  });

  it("keeps its numbers and says so while the app does not answer", async () => {
    await merchant.page.clock.install();
    const frame = await openApp(merchant.page, `${demo.appAddress}/app`, OVERVIEW);
    const netSales = await cardValue(frame, "Net sales");
    await merchant.page.route("**/app/pulse", (route) => route.fulfill({ status: 502 }));
    const notice = frame.getByText("Comeback is not responding right now");
    for (let seconds = 0; seconds < 30 && !(await notice.isVisible()); seconds += 2) {
      await merchant.page.clock.runFor(2_000);
    }
    await notice.waitFor();
    expect(await cardValue(frame, "Net sales")).toBe(netSales);

    await merchant.page.unroute("**/app/pulse");
    await merchant.page.clock.runFor(2_000);
    await notice.waitFor({ state: "detached" });
    // The browser notes every answer of the gateway.
    merchant.errors.splice(0, merchant.errors.length, ...merchant.errors.filter((error) => !error.includes("502")));
  });

  it("waits for an answer that takes longer than the time between two questions", async () => {
    const { page } = merchant;
    await openApp(page, `${demo.appAddress}/app`, OVERVIEW);
    await page.route("**/app/pulse", async (route) => {
      const response = await route.fetch();
      const pulse = (await response.json()) as { dataVersion: number };
      await route.fulfill({ response, json: { ...pulse, dataVersion: pulse.dataVersion + 1 } });
    });
    let loads = 0;
    let answer = () => {};
    const released = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/app.data*", async (route) => {
      loads += 1;
      await released;
      await route.continue();
    });
    await page.waitForRequest("**/app.data*");
    for (let question = 0; question < 3; question++) await page.waitForResponse("**/app/pulse");
    expect(loads).toBe(1);

    await page.unroute("**/app/pulse");
    const loaded = page.waitForResponse("**/app.data*");
    answer();
    expect((await loaded).ok()).toBe(true);
  });

  it("says how each number is counted and holds the chart as a table", async () => {
    const frame = await openApp(merchant.page, `${demo.appAddress}/app`, OVERVIEW);
    const card = frame.locator('section[aria-label="Repeat rate"]');
    await card.locator("summary").click();
    expect(await card.locator("details").textContent()).toMatch(/\d+ \/ \d+ customers = /);
    await frame.getByText("Show as table").click();
    const rows = frame.getByRole("region", { name: /^Net sales per day, / }).locator("tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(30);
  });
});

/** Runs in the browser: notes what moved by more than a hundredth of the screen, and from where to where. */
function watchLayoutShifts(): void {
  interface LayoutShift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly {
      readonly node: Node | null;
      readonly previousRect: DOMRect;
      readonly currentRect: DOMRect;
    }[];
  }
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  const place = ({ x, y, width, height }: DOMRect) => `${x},${y} ${width}x${height}`;
  new PerformanceObserver((list) => {
    for (const { startTime, value, hadRecentInput, sources } of list.getEntries() as LayoutShift[]) {
      // Asking for sizes while style sheets load lays the page out before anybody sees it.
      const [firstPaint] = performance.getEntriesByName("first-paint");
      if (hadRecentInput || value < 0.01 || !firstPaint || startTime < firstPaint.startTime) continue;
      const moves = sources.map(({ node, previousRect, currentRect }) => {
        const name = node instanceof Element ? node.className || node.tagName : node?.nodeName;
        return `${name} ${place(previousRect)} -> ${place(currentRect)}`;
      });
      shifts.push(`${value} at ${startTime}: ${moves.join("; ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}
