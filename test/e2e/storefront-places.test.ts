import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { accessibilityFaults, DESKTOP, PHONE } from "../support/browser/browser";
import { testStorefront } from "../support/storefront/test-storefront";
import { testBrowser } from "./test-browser";

const storefront = testStorefront();
const { openWindow } = testBrowser();

const SIZES = { phone: PHONE, desktop: DESKTOP };

interface Goods {
  readonly host: string;
  readonly teaVariant: number;
}
let goods: Goods;

beforeEach(() => {
  const { sells, publish, publishForShop } = storefront;
  const [tea, cup, pot, sieve, tin, ...more] = [
    ...["Tea", "Cup", "Pot", "Sieve", "Tin", "A rather long name of a box of many sorts of green tea"],
    ...["Kettle", "Scale", "Spoon"],
  ].map((title, place) =>
    sells({
      ...{ title, collections: place < 2 ? ["Drinks"] : [] },
      variants: [{ price: 900 + place * 100, compareAtPrice: place % 3 === 1 ? 1500 : null }],
    }),
  ) as [ReturnType<typeof sells>, ...ReturnType<typeof sells>[]];
  const ids = (...products: (typeof tea | undefined)[]) => products.map((each) => each!.id);
  publish(tea.id, {
    ...{ bought_together: ids(cup, pot), recommendations: ids(cup, sieve, tin, more[0]) },
    ...{ similar: ids(more[1], more[2]), cart_partners: ids(pot, tin, more[0]), cart_weights: [500, 300, 20] },
  });
  publishForShop({ popular: ids(pot, sieve, tin, more[0], more[1]) });
  goods = { host: `/products/${tea.handle}`, teaVariant: tea.variants[0]!.id };
});

const PLACES = [
  { place: "the product page", path: () => goods.host, lists: ["product.set", "product.together", "product.similar"] },
  { place: "the home page", path: () => "/", lists: ["home.popular"] },
  { place: "a collection", path: () => "/collections/drinks", lists: ["collection.popular"] },
  { place: "a search that found nothing", path: () => "/search?q=nothingfound", lists: ["search.popular"] },
  { place: "a page that is not there", path: () => "/nowhere", lists: ["not_found.popular"] },
  { place: "the cart", path: () => "/cart", lists: ["cart.cart"] },
] as const;

/** Puts the product into the cart by the store's own form. */
async function fillCart(page: Page): Promise<void> {
  await page.goto(storefront.address(goods.host));
  await page.locator('.product form button[type="submit"]').click();
  await page.waitForURL(/\/cart$/);
}

const shownLists = (page: Page) =>
  page
    .locator("[data-comeback-list]:visible")
    .evaluateAll((lists) =>
      lists.map((list) => `${list.getAttribute("data-comeback-place")}.${list.getAttribute("data-comeback-list")}`),
    );

/** Sums what moves by itself while a page is there; asked for once the page stands and was scrolled through. */
async function measureShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told = window as unknown as { layoutShift: number };
    told.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) told.layoutShift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}
async function shiftOf(page: Page): Promise<number> {
  await page.evaluate(async () => {
    for (let top = 0; top < document.body.scrollHeight; top += 400) {
      window.scrollTo(0, top);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  await page.waitForLoadState("networkidle");
  return page.evaluate(() => (window as unknown as { layoutShift: number }).layoutShift);
}

describe.each(PLACES)("$place", ({ path, lists }) => {
  for (const [size, viewport] of Object.entries(SIZES)) {
    it.each([true, false])(`shows its lists on a ${size}, scripts %s, and nothing moves`, async (javaScriptEnabled) => {
      const { page, errors, close } = await openWindow({ viewport, javaScriptEnabled });
      if (javaScriptEnabled) await measureShifts(page);
      if (lists[0] === "cart.cart") await fillCart(page);
      const answer = await page.goto(storefront.address(path()));
      expect((await shownLists(page)).filter((list) => !list.endsWith("recent"))).toEqual(lists);
      const width = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => viewport.width);
      expect(width).toBeLessThanOrEqual(viewport.width);
      if (javaScriptEnabled) {
        expect(await shiftOf(page)).toBe(0);
        expect(await accessibilityFaults(page)).toEqual([]);
      }
      // A page that is not there says so in the console.
      if (answer?.status() !== 404) expect(errors).toEqual([]);
      await close();
    });
  }
});

describe("the set", () => {
  it.each([true, false])("goes into the cart at once, scripts %s", async (javaScriptEnabled) => {
    const { page, errors, close } = await openWindow({ javaScriptEnabled });
    await page.goto(storefront.address(goods.host));
    await page.getByRole("button", { name: "Add 3 products to cart" }).click();
    await page.waitForURL(/\/cart$/);
    expect(await page.locator(".line").count()).toBe(3);
    expect(errors).toEqual([]);
    await close();
  });
});

describe("the cart drawer", () => {
  it.each(Object.entries(SIZES))("holds what goes with the cart on a %s, and follows it", async (_size, viewport) => {
    await storefront.openCartAsDrawer();
    const { page, errors, close } = await openWindow({ viewport });
    await measureShifts(page);
    await page.goto(storefront.address(goods.host));
    expect(await shiftOf(page)).toBe(0);
    const list = page.locator("#CartDrawer .comeback-recommendations");
    const titles = () => list.locator("h3").allTextContents();
    await page.getByRole("link", { name: /^Cart/ }).click();
    expect(await titles()).toEqual(["Pot", "Sieve", "Tin", "A rather long name of a box of many sorts of green tea"]);
    await page.getByRole("button", { name: "Close" }).click();
    await page.locator('.product form button[type="submit"]').click();
    await page.getByRole("dialog").getByText("1 × Tea").waitFor();
    await expect.poll(titles).toEqual(["Pot", "Tin", "A rather long name of a box of many sorts of green tea"]);
    expect(await list.locator("a").first().getAttribute("href")).toBe("/products/pot?cb=drawer.cart.1");
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  it("is a page without scripts", async () => {
    await storefront.openCartAsDrawer();
    const { page, close } = await openWindow({ javaScriptEnabled: false });
    await page.goto(storefront.address(goods.host));
    await page.getByRole("link", { name: /^Cart/ }).click();
    await page.waitForURL(/\/cart$/);
    await close();
  });
});

/** What the app keeps in the browser. */
const keptKeys = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("comeback")));

describe("recently viewed", () => {
  it.each(Object.entries(SIZES))("comes back on a %s with its prices, and nothing moves", async (_size, viewport) => {
    const { page, errors, close } = await openWindow({ viewport });
    await measureShifts(page);
    // The tin stands on the home page already, among what sells now; the spoon will be in the cart.
    for (const handle of ["tin", "spoon", "cup", "tea"]) {
      await page.goto(storefront.address(`/products/${handle}`));
      await page.waitForFunction(() => (localStorage.getItem("comeback:viewed") ?? "") !== "");
    }
    await page.goto(storefront.address("/products/spoon"));
    await page.locator('.product form button[type="submit"]').click();
    await page.waitForURL(/\/cart$/);
    const list = page.locator('[data-comeback-list="recent"]');
    await page.goto(storefront.address("/"));
    expect(await list.locator("li").count()).toBe(2);
    expect(await shiftOf(page)).toBe(0);
    await list.locator("a").first().waitFor();
    expect(await list.locator("h3").allTextContents()).toEqual(["Tea", "Cup"]);
    expect(await list.locator("a").first().getAttribute("href")).toBe("/products/tea?cb=home.recent.1");
    expect(await list.locator("p").last().textContent()).toMatch(/€15.00.*€10.00/s);
    // What a shopper looks at is kept in their browser by number, and nowhere else.
    expect(await keptKeys(page)).toEqual(["comeback:viewed"]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  it("is not there before anything was viewed, and when preferences are refused nothing is kept", async () => {
    const { page, close } = await openWindow();
    await page.goto(storefront.address("/"));
    expect(await page.locator('[data-comeback-list="recent"]').isVisible()).toBe(false);
    await page.addInitScript(() => {
      let given: object = {};
      const customerPrivacy = { preferencesProcessingAllowed: () => false };
      const get = () => ({ ...given, customerPrivacy });
      Object.defineProperty(window, "Shopify", { get, set: (value: object) => (given = value) });
    });
    await page.goto(storefront.address(goods.host));
    await page.waitForFunction(() => "comebackRecommendations" in window);
    expect(await keptKeys(page)).toEqual([]);
    await close();
  });
});

describe("for you", () => {
  it.each(Object.entries(SIZES))(
    "stays away on a %s while the app does not answer, and nothing moves",
    async (_size, viewport) => {
      const { page, context, close } = await openWindow({ viewport });
      const { id } = storefront.shop.createCustomer();
      await context.addCookies([{ name: "buyer", value: String(id), url: storefront.address("/") }]);
      await measureShifts(page);
      await page.goto(storefront.address("/"));
      expect(await shiftOf(page)).toBe(0);
      expect(await shownLists(page)).toEqual(["home.popular"]);
      await close();
    },
  );
});

describe("what a shopper saw", () => {
  it("is published once for each list that was half visible for a second", async () => {
    const { page, close } = await openWindow({ viewport: PHONE });
    const published = () => page.evaluate(() => (window as unknown as { published: unknown[] }).published);
    await page.goto(storefront.address(goods.host));
    await page.evaluate(() => {
      const published: unknown[] = [];
      const publish = (...event: unknown[]) => published.push(event);
      Object.assign(window, { published, Shopify: { analytics: { publish } } });
    });
    await page.waitForTimeout(1200);
    expect(await published()).toEqual([]);
    const scrollTo = (list: string) => page.locator(`[data-comeback-list="${list}"]`).scrollIntoViewIfNeeded();
    await scrollTo("together");
    await page.waitForTimeout(300);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.waitForTimeout(1200);
    expect(await published()).toEqual([]);
    for (let twice = 0; twice < 2; twice += 1) {
      await page.evaluate(() => document.querySelector('[data-comeback-list="similar"]')!.scrollIntoView());
      await page.waitForTimeout(1300);
      await page.evaluate(() => window.scrollTo(0, 0));
    }
    expect(await published()).toContainEqual(["comeback:rec_viewed", { place: "product", list: "similar" }]);
    expect(new Set((await published()).map((each) => JSON.stringify(each))).size).toBe((await published()).length);
    await close();
  });
});

describe("Arabic", () => {
  it.each(Object.entries(SIZES))("is read from the right on a %s", async (_size, viewport) => {
    const { page, errors, close } = await openWindow({ viewport });
    await page.goto(storefront.address(`${goods.host}?locale=ar`));
    const [first, second] = await page
      .locator('[data-comeback-list="set"] li')
      .evaluateAll((items) => items.map((item) => item.getBoundingClientRect().right));
    expect(first).toBeGreaterThan(second!);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(viewport.width);
    expect(errors).toEqual([]);
    await close();
  });
});
