import { describe, expect, it } from "vitest";
import { parseStorefrontEvent } from "../../../app/domain/measurement/parse-event";
import { EVENT_NAMES } from "../../../app/domain/measurement/storefront-event";
import { running, variant } from "./running-pixel";

const DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";
const checkout = {
  token: "token-1",
  email: "ada@example.com",
  phone: "+49 30 1234567",
  billingAddress: { firstName: "Ada", address1: "Main Street 1" },
  order: { id: "gid://shopify/Order/900", customer: { id: "5", isFirstOrder: true } },
  lineItems: [{ properties: [{ key: "Gift for", value: "Bob" }] }],
};

describe("the web pixel", () => {
  it("sends what a shopper did at once, as a text that needs no preflight and carries no cookie", async () => {
    const now = Date.parse("2026-11-30T10:00:01.000Z");
    const { pixel, sent, bodies } = await running({
      page: { pathname: "/de/products/ethiopia", search: "?utm_source=klaviyo&utm_medium=email&utm_campaign=20261124" },
      customerId: "5",
      now: () => now,
    });
    await pixel.publish(
      "product_viewed",
      { productVariant: variant },
      { id: "a", seq: 3, timestamp: "2026-11-30T10:00:00.000Z" },
    );
    expect(bodies()).toEqual([
      {
        account: "7.key",
        sentAt: now,
        events: [
          {
            id: "a",
            clientId: "client-1",
            at: "2026-11-30T10:00:00.000Z",
            seq: 3,
            name: "product_viewed",
            device: "mobile",
            referrer: "",
            utm: { source: "klaviyo", medium: "email", campaign: "20261124" },
            path: "/products/ethiopia",
            customerId: "5",
            productId: "7",
            variantId: "41",
          },
        ],
      },
    ]);
    expect(sent[0]?.init).toMatchObject({
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "text/plain" },
    });
  });

  it("translates every event, and keeps to itself who the shopper is", async () => {
    const { pixel, sent, events } = await running();
    await pixel.publish("page_viewed");
    await pixel.publish("collection_viewed", { collection: { id: "1", productVariants: [variant] } });
    await pixel.publish("search_submitted", { searchResult: { query: " Filter Coffee ", productVariants: [] } });
    await pixel.publish("search_submitted", { searchResult: { query: "ada@example.com", productVariants: [variant] } });
    await pixel.publish("search_submitted", { searchResult: { query: "order 0171-234 56 78", productVariants: [] } });
    await pixel.publish("product_added_to_cart", { cartLine: { merchandise: variant, quantity: 1 } });
    await pixel.publish("product_added_to_cart", { cartLine: null });
    await pixel.publish("cart_viewed", { cart: null });
    await pixel.publish("checkout_started", { checkout: { ...checkout, order: null } });
    await pixel.publish("checkout_started", { checkout: { ...checkout, token: null, order: null } });
    await pixel.publish("checkout_completed", { checkout });
    await pixel.publish("alert_displayed", {
      alert: {
        type: "PAYMENT_ERROR",
        target: "cart.payment",
        message: "Card 4242 declined",
        value: "4242424242424242",
      },
    });
    const details = events().map(
      ({ id: _id, clientId: _c, at: _at, seq: _s, device: _d, path: _p, referrer: _r, ...rest }) => rest,
    );
    expect(details).toEqual([
      { name: "page_viewed" },
      { name: "collection_viewed" },
      { name: "search_submitted", query: "filter coffee", results: 0 },
      { name: "search_submitted", results: 1 },
      { name: "search_submitted", results: 0 },
      { name: "product_added_to_cart", productId: "7", variantId: "41" },
      { name: "product_added_to_cart" },
      { name: "cart_viewed" },
      { name: "checkout_started", checkoutToken: "token-1" },
      { name: "checkout_started" },
      { name: "checkout_completed", checkoutToken: "token-1", orderId: "900", customerId: "5" },
      { name: "alert_displayed", alert: "PAYMENT_ERROR" },
    ]);
    expect(sent.map(({ body }) => body).join()).not.toMatch(/ada@|1234567|Main Street|Bob|4242|declined|Ada/);
  });

  it.each([
    ["/account/orders/1a2b3c", "/account"],
    ["/7001/orders/0123456789abcdef", "/"],
    ["/checkouts/cn/Z2NwLWV1/thank-you", "/checkouts"],
    ["/en-us/collections/coffee/products/x", "/collections/coffee/products/x"],
    ["/", "/"],
  ])("of the path %s says %s", async (pathname, path) => {
    const { pixel, events } = await running({ page: { pathname, referrer: "https://www.google.com/search?q=me" } });
    await pixel.publish("page_viewed");
    expect(events()[0]).toMatchObject({ path, referrer: "www.google.com" });
  });

  it.each([
    [DESKTOP, 1920, "desktop"],
    ["Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/147.0.0.0 Safari/537.36", 800, "tablet"],
    [
      "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/147.0.0.0 Mobile Safari/537.36",
      412,
      "mobile",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15",
      834,
      "tablet",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15",
      1440,
      "desktop",
    ],
  ])("takes %s with a screen of %i for a %s", async (userAgent, screenWidth, device) => {
    const { pixel, events } = await running({ page: { userAgent, screenWidth } });
    await pixel.publish("page_viewed");
    expect(events()[0]?.device).toBe(device);
  });

  it("says only what the endpoint understands", async () => {
    const { pixel, events } = await running({
      page: { pathname: "/products/x", search: "?cb=home.popular.1&utm_source=x", referrer: "https://t.co/a" },
      customerId: "5",
    });
    for (const name of EVENT_NAMES) {
      await pixel.publish(name, {
        productVariant: variant,
        cartLine: { merchandise: variant },
        searchResult: { query: "tea", productVariants: [variant] },
        checkout,
        alert: { type: "INVENTORY_ERROR", value: null },
      });
    }
    await pixel.publishCustom("comeback:rec_viewed", { place: "home", list: "popular" });
    expect(new Set(events().map(({ name }) => name))).toEqual(new Set(EVENT_NAMES));
    for (const event of events()) expect(parseStorefrontEvent(event)).not.toHaveProperty("refusal");
  });

  it("sends nothing of automated visitors", async () => {
    const bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    const { pixel, sent } = await running({ page: { userAgent: bot } });
    await pixel.publish("page_viewed");
    expect(sent).toEqual([]);
  });

  it("reads which recommendation was clicked from the address of the product", async () => {
    const view = async (search: string) => {
      const { pixel, events } = await running({ page: { pathname: "/products/x", search } });
      await pixel.publish("product_viewed", { productVariant: variant });
      return events()[0]?.rec;
    };
    expect(await view("?variant=41&cb=product.together.2")).toEqual({
      place: "product",
      list: "together",
      position: 2,
    });
    for (const search of ["", "?cb=product.together", "?cb=product.together.0", "?cb=a@b.c.1", "?cb=<script>.x.1"]) {
      expect(await view(search)).toBeUndefined();
    }
  });

  it("sends which lists were seen when the theme block says so, and nothing else that is published", async () => {
    const { pixel, events } = await running();
    await pixel.publishCustom("comeback:rec_viewed", {
      place: "cart",
      list: "cart",
      email: "ada@example.com",
    });
    await pixel.publishCustom("comeback:rec_viewed", { place: "cart" });
    await pixel.publishCustom("comeback:rec_viewed", null);
    await pixel.publishCustom("other:thing", { place: "cart", list: "cart" });
    expect(events()).toHaveLength(1);
    expect(events()[0]).toMatchObject({ name: "rec_viewed", rec: { place: "cart", list: "cart" } });
    expect(events()[0]?.rec).not.toHaveProperty("email");
  });
});

describe("where a shopper comes from", () => {
  it.each([
    ["", ""],
    ["https://shop.test/collections/all", ""],
    ["https://user:secret@l.Instagram.com:443/?u=https://example.com", "l.instagram.com"],
    ["android-app://com.google.android.gm", ""],
  ])("of the referrer %j keeps %j", async (referrer, host) => {
    const { pixel, events } = await running({ page: { referrer } });
    await pixel.publish("page_viewed");
    expect(events()[0]?.referrer).toBe(host);
  });

  it("is not known of an event without a context", async () => {
    const { pixel, events } = await running();
    await pixel.publish("page_viewed", {}, { context: undefined });
    expect(events()[0]).not.toHaveProperty("referrer");
    expect(events()[0]).not.toHaveProperty("device");
  });
});
