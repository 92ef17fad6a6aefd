import { readFile } from "node:fs/promises";
import { describe, expect, inject, it } from "vitest";
import type { Frame } from "playwright-core";
import { openApp } from "../support/browser/browser";
import { buySomething } from "./shopper";
import { testBrowser } from "./test-browser";

const demo = inject("demo");
const BUILD_MS = 60_000;

const { openWindow } = testBrowser();

const listsOf = (frame: Frame) => frame.getByRole("region", { name: "Products and their lists" });
const openLists = (frame: Frame) => listsOf(frame).locator("ol").first().waitFor({ timeout: BUILD_MS });

describe("recommendations", () => {
  it("lists each product's recommendations with their reason, and searches", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app/recommendations`);
    await openLists(frame);
    expect(await listsOf(frame).textContent()).toMatch(/bought together \d+ times/);
    expect(await frame.getByText(/^Built /).count()).toBe(1);

    const title = (await listsOf(frame).locator("h3").first().textContent()) ?? "";
    await frame.getByLabel("Search products by title").fill(title);
    await frame.getByRole("button", { name: "Search" }).click();
    await frame.waitForURL(/[?&]q=/);
    await expect.poll(() => listsOf(frame).locator("h3").count()).toBe(1);

    const shown = await listsOf(frame).locator("ol li").count();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      frame.getByRole("button", { name: "Download CSV: Products and their lists" }).click(),
    ]);
    const [header, ...lines] = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
    expect(header).toMatch(/^product_id,title,is_on_sale,rank,recommended_product_id/);
    expect(lines).toHaveLength(shown);

    await frame.getByLabel("Search products by title").fill("no such product");
    await frame.getByRole("button", { name: "Search" }).click();
    await frame.getByText("No product with a list has “no such product” in its title.").waitFor();
    expect(errors).toEqual([]);
    await close();
  });

  it("is built again on request and says so", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app/recommendations`);
    await openLists(frame);
    await frame.getByRole("button", { name: "Rebuild now" }).click();
    await page.getByText("Build requested.").waitFor();
    expect(errors).toEqual([]);
    await close();
  });

  it("are shown as the theme editor says, which the app opens", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}/app/recommendations`);
    await openLists(frame);
    await frame.getByRole("link", { name: "Open theme editor" }).click();
    const settings = page.getByRole("form", { name: "Goes well with" });
    const count = settings.getByLabel("Products shown");
    await count.waitFor();
    const before = await count.inputValue();
    const save = async (shown: string) => {
      await count.fill(shown);
      await settings.getByRole("button", { name: "Save" }).click();
      await page.getByText("Saved.").waitFor();
    };
    await save("2");
    await page.getByRole("link", { name: "See it in the storefront" }).click();
    const list = page.locator('[data-comeback-list="together"]');
    await list.waitFor();
    expect(await list.locator("li").count()).toBe(2);
    await page.goBack();
    await save(before);
    expect(errors).toEqual([]);
    await close();
  });

  it("stand on the product page with JavaScript off", async () => {
    const { page, errors, close } = await openWindow({ javaScriptEnabled: false });
    await page.goto(demo.storefrontUrl);
    const product = await page.locator(".card a").first().getAttribute("href");
    const block = page.locator('[data-comeback-list="together"]');
    await expect
      .poll(
        async () => {
          await page.goto(new URL(product ?? "/", demo.storefrontUrl).href);
          return block.locator("li").count();
        },
        { timeout: BUILD_MS },
      )
      .toBeGreaterThan(0);
    expect(await block.locator("a").first().getAttribute("href")).toMatch(/^\/products\//);
    expect(errors).toEqual([]);
    await close();
  });

  it("greet a customer who bought before with what may suit them", async () => {
    const { page, errors, close } = await openWindow();
    await buySomething(page, demo.storefrontUrl, "for-you@example.com");
    const list = page.locator('[data-comeback-list="for_you"]');
    await expect
      .poll(
        async () => {
          await page.goto(demo.storefrontUrl);
          await list.scrollIntoViewIfNeeded();
          await page.waitForLoadState("networkidle");
          return list.locator("a").count();
        },
        { timeout: BUILD_MS },
      )
      .toBeGreaterThan(0);
    expect(await list.locator("a").first().getAttribute("href")).toMatch(/[?&]cb=home\.for_you\.1$/);
    expect(errors).toEqual([]);
    await close();
  });
});
