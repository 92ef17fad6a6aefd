// @vitest-environment jsdom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getExtension } from "@shopify/ui-extensions-tester";
import { createCartLine } from "@shopify/ui-extensions-tester/checkout";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const LOCALES = join(import.meta.dirname, "../locales");
const textsOf = (file: string) => JSON.parse(readFileSync(join(LOCALES, file), "utf8")) as Record<string, unknown>;

const product = (n: number, more: object = {}) => ({
  id: `gid://shopify/Product/${n}`,
  title: `Product ${n}`,
  onlineStoreUrl: `https://store.example/products/${n}`,
  availableForSale: true,
  isGiftCard: false,
  featuredImage: { url: `https://cdn.example/${n}.jpg`, altText: null },
  priceRange: { minVariantPrice: euros("12.00"), maxVariantPrice: euros("12.00") },
  selectedOrFirstAvailableVariant: {
    price: euros("12.00"),
    compareAtPrice: null,
    unitPrice: null,
    unitPriceMeasurement: null,
  },
  ...more,
});
const euros = (amount: string) => ({ amount, currencyCode: "EUR" });
const listOf = (...products: object[]) => ({ metafield: { references: { nodes: products } } });
const lineOf = (n: number) => {
  const line = createCartLine();
  return {
    ...line,
    merchandise: { ...line.merchandise, product: { ...line.merchandise.product, id: `gid://shopify/Product/${n}` } },
  };
};

/** The heading, and the text of each link with where it leads. */
function shown() {
  const links = [...document.body.querySelectorAll("s-link")];
  return {
    heading: document.body.querySelector("s-section")?.getAttribute("heading") ?? null,
    links: links.map((link) => `${link.textContent} ${link.getAttribute("href")}`),
    texts: [...document.body.querySelectorAll("s-text")].map(({ textContent }) => textContent),
  };
}

describe.each([
  ["purchase.thank-you.block.render", "thank_you"],
  ["customer-account.order-status.block.render", "order_status"],
] as const)("the block at %s", (target, place) => {
  const extension = getExtension(target);
  const query = vi.fn();
  const publish = vi.fn();

  beforeEach(() => {
    extension.setUp();
    query.mockReset().mockResolvedValue({ data: { nodes: [listOf(product(2), product(3))] } });
    publish.mockReset().mockResolvedValue(true);
    Object.assign(extension.shopify, { query });
    Object.assign(extension.shopify.analytics, { publish });
    extension.shopify.lines.value = [lineOf(1)];
    extension.shopify.settings.value = { products: undefined };
    const texts = textsOf("en.default.json") as Record<string, string>;
    extension.shopify.i18n.translate = ((key: string, values?: Record<string, string>) =>
      texts[key]!.replace("{{price}}", values?.price ?? "")) as typeof extension.shopify.i18n.translate;
    extension.shopify.i18n.formatCurrency = (amount, options) =>
      new Intl.NumberFormat("en", { ...options, style: "currency" }).format(amount);
  });
  afterEach(() => extension.tearDown());

  it("shows what goes well with the purchase, and its links say where they stood", async () => {
    await extension.render();
    expect(shown()).toEqual({
      heading: "Goes well with your order",
      links: [
        `Product 2 https://store.example/products/2?cb=${place}.together.1`,
        `Product 3 https://store.example/products/3?cb=${place}.together.2`,
      ],
      texts: ["€12.00", "€12.00"],
    });
  });

  it("asks in the shopper's country and language for the products that were bought, each once", async () => {
    extension.shopify.lines.value = [lineOf(1), lineOf(5), lineOf(1)];
    extension.shopify.localization.country.value = { isoCode: "CA" } as never;
    extension.shopify.localization.language.value = { isoCode: "fr-CA" };
    await extension.render();
    expect(query).toHaveBeenCalledTimes(1);
    expect(query.mock.calls[0]![1]).toEqual({
      variables: { ids: ["gid://shopify/Product/1", "gid://shopify/Product/5"], country: "CA", language: "FR" },
    });
    expect(query.mock.calls[0]![0]).toContain('metafield(namespace: "$app", key: "recommendations")');
  });

  it("puts first what the lists of several bought products agree on, and leaves out what was bought", async () => {
    extension.shopify.lines.value = [lineOf(1), lineOf(2)];
    query.mockResolvedValue({
      data: { nodes: [listOf(product(2), product(3), product(4)), listOf(product(1), product(4))] },
    });
    await extension.render();
    expect(shown().links.map((link) => link.slice(0, 9))).toEqual(["Product 4", "Product 3"]);
  });

  it.each([
    ["is sold out", { availableForSale: false }],
    ["is not in the online store", { onlineStoreUrl: null }],
    ["is a gift card", { isGiftCard: true }],
    ["costs nothing", { priceRange: { minVariantPrice: euros("0.0"), maxVariantPrice: euros("0.0") } }],
  ])("leaves out what %s", async (_why, more) => {
    query.mockResolvedValue({ data: { nodes: [listOf(product(2, more), product(3))] } });
    await extension.render();
    expect(shown().links).toEqual([`Product 3 https://store.example/products/3?cb=${place}.together.1`]);
  });

  it("gives the price of one variant with its regular and unit price, or the lowest of several", async () => {
    const variant = {
      price: euros("12.00"),
      compareAtPrice: euros("15.00"),
      unitPrice: euros("4.80"),
      unitPriceMeasurement: { referenceUnit: "ML", referenceValue: 100 },
    };
    const range = { minVariantPrice: euros("9.00"), maxVariantPrice: euros("12.00") };
    query.mockResolvedValue({
      data: {
        nodes: [
          listOf(
            product(2, { selectedOrFirstAvailableVariant: variant }),
            product(3, { selectedOrFirstAvailableVariant: variant, priceRange: range }),
          ),
        ],
      },
    });
    await extension.render();
    expect(shown().texts).toEqual(["€12.00", "€15.00", "€4.80 / 100 ml", "From €9.00"]);
  });

  it("keeps the link's own parameters", async () => {
    query.mockResolvedValue({
      data: { nodes: [listOf(product(2, { onlineStoreUrl: "https://store.example/p?x=1" }))] },
    });
    await extension.render();
    expect(shown().links[0]).toBe(`Product 2 https://store.example/p?x=1&cb=${place}.together.1`);
  });

  it.each([
    [undefined, 4],
    [2, 2],
    [50, 6],
    ["none", 4],
  ])("shows as many as its setting %s says: %i", async (products, count) => {
    extension.shopify.settings.value = { products };
    query.mockResolvedValue({ data: { nodes: [listOf(...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => product(n)))] } });
    await extension.render();
    expect(shown().links).toHaveLength(count);
  });

  it("tells the web pixel that it was shown", async () => {
    await extension.render();
    expect(publish.mock.calls).toEqual([["comeback:rec_viewed", { place, list: "together" }]]);
  });

  it.each([
    ["no list is published", { data: { nodes: [{ metafield: null }, null] } }],
    ["references lead nowhere", { data: { nodes: [listOf({}), { metafield: { references: null } }] } }],
    ["the Storefront API complains", { errors: [{ message: "Throttled" }] }],
  ])("stays away where %s", async (_what, answer) => {
    query.mockResolvedValue(answer);
    await extension.render();
    expect(document.body.innerHTML).toBe("");
    expect(publish).not.toHaveBeenCalled();
  });

  it("stays away where the Storefront API gives no answer, or nothing was bought", async () => {
    query.mockRejectedValue(new TypeError("network"));
    await extension.render();
    extension.shopify.lines.value = [];
    await extension.render();
    expect(document.body.innerHTML).toBe("");
    expect(query).toHaveBeenCalledTimes(1);
  });

  it("does not mind a pixel that is not there", async () => {
    publish.mockRejectedValue(new Error("no customer account domain"));
    await extension.render();
    expect(shown().links).toHaveLength(2);
  });
});

describe("its texts", () => {
  const keysOf = (texts: Record<string, unknown>, at = ""): string[] =>
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === "string"
        ? [`${at}${key}${text.includes("{{price}}") ? " of a price" : ""}`]
        : keysOf(text as never, `${at}${key}.`),
    );
  it("are the same in five languages", () => {
    const files = readdirSync(LOCALES);
    expect(files.sort()).toEqual(["ar.json", "de.json", "en.default.json", "es.json", "fr.json"]);
    const english = keysOf(textsOf("en.default.json"));
    for (const file of files) expect(keysOf(textsOf(file)), file).toEqual(english);
  });
});
