import { describe, expect, inject, it } from "vitest";
import type { Frame, Locator } from "playwright-core";
import { accessibilityFaults, openApp } from "../support/browser/browser";
import { cardValue } from "./app-pages";
import { merchantWindow, testBrowser } from "./test-browser";

const demo = inject("demo");

const { openWindow } = testBrowser();
const merchant = merchantWindow(openWindow);

const open = () => openApp(merchant.page, `${demo.appAddress}/app/goals`, ".cb-goal");
const goalOf = (frame: Frame, metric: string): Locator => frame.locator(`.cb-goal:has(h3:text-is("${metric}"))`);
const REPEAT = "Repeat rate, 365 days";
const REFUNDED = "Orders with returns";

describe("the goals", () => {
  it("show where the shop stands and where the figure comes from", async () => {
    const frame = await open();
    const goal = goalOf(frame, REPEAT);
    expect(await goal.locator(".cb-metric__value").textContent()).toMatch(/%$/);
    expect(await goal.getByText(/^Goal 25\.0%/).count()).toBe(1);
    await goal.locator("summary").click();
    await goal.getByText(/^Source: /).waitFor();
    const references = frame.getByRole("region", { name: "Compared with other stores" });
    expect(await references.locator("tbody tr").count()).toBeGreaterThan(5);
    await references.first().getByText("Baymard Institute").waitFor();
  });

  it("take a figure of the merchant's own, show it on the cards, and go back", async () => {
    const frame = await open();
    const goal = goalOf(frame, REPEAT);
    await goal.locator("summary").click();
    await goal.getByLabel(/^Your own figure/).fill("99,5");
    await goal.getByRole("button", { name: "Set as goal" }).click();
    await goal.getByText(/^Goal 99\.5%: .* to go\./).waitFor();
    await merchant.page.getByText("Goal saved.").waitFor();

    const customers = await openApp(merchant.page, `${demo.appAddress}/app/customers`, ".cb-tabs");
    await customers.getByText(/; goal 99\.5%/).waitFor();
    expect(await cardValue(customers, "Repeat rate")).toMatch(/%$/);

    const again = await open();
    const changed = goalOf(again, REPEAT);
    await changed.locator("summary").click();
    await changed.getByRole("button", { name: "Back to the suggested figure" }).click();
    await changed.getByText(/^Goal 25\.0%/).waitFor();
  });

  it("say at the field what cannot be taken", async () => {
    const frame = await open();
    const goal = goalOf(frame, REPEAT);
    await goal.locator("summary").click();
    await goal.getByLabel(/^Your own figure/).fill("a quarter");
    await goal.getByRole("button", { name: "Set as goal" }).click();
    await goal.getByRole("alert").waitFor();
    expect(await goal.getByRole("alert").textContent()).toContain("plain number");
    expect(await goal.getByLabel(/^Your own figure/).getAttribute("aria-invalid")).toBe("true");
    expect(await accessibilityFaults(frame)).toEqual([]);
  });

  it("are followed and left by one button each", async () => {
    const frame = await open();
    const row = frame.getByRole("region", { name: "Goals that are not followed" }).locator("tbody tr").first();
    const text = (await row.locator("th").textContent()) ?? "";
    const goal = frame.locator(".cb-goal", { hasText: text });
    expect(await goal.count()).toBe(0);
    await row.getByRole("button", { name: "Follow" }).click();
    await goal.waitFor();
    await goal.locator("summary").click();
    await goal.getByRole("button", { name: "Stop following" }).click();
    await goal.waitFor({ state: "detached" });
  });

  it("are set on any number that can have one, and removed", async () => {
    const frame = await open();
    const form = frame.getByRole("region", { name: "Set a goal" });
    await form.getByLabel("Number").selectOption({ label: `${REFUNDED}: at most, in 90 days (%)` });
    await form.getByLabel("At most (%)").fill("2,5");
    await form.getByRole("button", { name: "Set goal" }).click();
    const goal = goalOf(frame, REFUNDED);
    await goal.getByText(/^Goal: at most 2\.5%/).waitFor();
    expect(await form.locator("option", { hasText: REFUNDED }).count()).toBe(0);

    const orders = await openApp(merchant.page, `${demo.appAddress}/app/orders`, ".cb-metric");
    await orders.getByText(/ over 90 days; goal at most 2\.5%/).waitFor();

    const again = await open();
    await goalOf(again, REFUNDED).locator("summary").click();
    await goalOf(again, REFUNDED).getByRole("button", { name: "Remove goal" }).click();
    await goalOf(again, REFUNDED).waitFor({ state: "detached" });
    expect(await accessibilityFaults(again)).toEqual([]);
  });

  it("are set where no script runs, with what is wrong said at the field", async () => {
    const document = merchant.page.waitForRequest((request) => /\/app\/goals\?.*id_token=/.test(request.url()));
    await open();
    const plain = await openWindow({ javaScriptEnabled: false });
    await plain.page.goto((await document).url());
    const form = plain.page.getByRole("region", { name: "Set a goal" });
    const set = async (figure: string) => {
      await form.getByLabel("Goal", { exact: true }).fill(figure);
      await form.getByRole("button", { name: "Set goal" }).click();
    };
    await form.getByLabel("Number").selectOption("at_most:zero_value_order_share");
    await set("hardly any");
    expect(await form.getByRole("alert").textContent()).toContain("plain number");
    expect(await form.getByLabel("Goal", { exact: true }).inputValue()).toBe("hardly any");
    expect(await form.getByLabel("Number").inputValue()).toBe("at_most:zero_value_order_share");
    await set("1.5");
    const goal = plain.page.locator('.cb-goal:has-text("at most 1.5%")');
    await goal.waitFor();
    await goal.locator("summary").click();
    await goal.getByRole("button", { name: "Remove goal" }).click();
    await goal.waitFor({ state: "detached" });
    expect(plain.errors).toEqual([]);
    await plain.close();
  });
});
