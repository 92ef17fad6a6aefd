import { describe, expect, inject, it } from "vitest";
import type { Frame, Locator } from "playwright-core";
import { accessibilityFaults, openApp } from "../support/browser/browser";
import { cardValue } from "./app-pages";
import { merchantWindow, testBrowser } from "./test-browser";

const demo = inject("demo");

const merchant = merchantWindow(testBrowser().openWindow);

const open = () => openApp(merchant.page, `${demo.appAddress}/app/goals`, ".cb-goal");
const goalOf = (frame: Frame, metric: string): Locator => frame.locator(`.cb-goal:has(h3:text-is("${metric}"))`);
const REPEAT = "Repeat rate, 365 days";

describe("the goals", () => {
  it("show where the shop stands with source and doubt", async () => {
    const frame = await open();
    const goal = goalOf(frame, REPEAT);
    expect(await goal.locator(".cb-metric__value").textContent()).toMatch(/%$/);
    expect(await goal.locator(".cb-metric__goal").textContent()).toMatch(/^Goal 25\.0%/);
    await goal.locator("summary").click();
    await goal.getByText("Caveat: Published without a period").waitFor();
    const references = frame.getByRole("region", { name: "What is said of other stores" });
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
    await customers.getByText(/^Goal 99\.5%/).waitFor();
    expect(await cardValue(customers, "Repeat rate")).toMatch(/%$/);

    const again = await open();
    const changed = goalOf(again, REPEAT);
    await changed.locator("summary").click();
    await changed.getByRole("button", { name: "Back to the published figure" }).click();
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
});
