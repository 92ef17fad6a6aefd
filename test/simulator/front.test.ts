import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFront, type Front } from "./front";
import { writeMetafield } from "./store/records/metafield";
import { openStore, type Store } from "./store/store";
import type { ShopStore } from "./store/shop-store";
import { proxySignature } from "./storefront/app-proxy";

const SECRET = "hush";
const HOSTILE = `<script>alert("1")</script> & 'more'`;
const HOSTILE_ESCAPED = "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#39;more&#39;";

let store: Store;
let shop: ShopStore;
let front: Front;
let app: Server;
let seen: IncomingMessage[] = [];
let topics: string[] = [];

beforeAll(async () => {
  app = createServer((request, response) => {
    seen.push(request);
    response.setHeader("set-cookie", "a=1");
    response.end("from the app");
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  store = openStore({ file: ":memory:", onEvent: ({ topic }) => topics.push(topic) });
  shop = store.createShop({
    domain: "sample.myshopify.com",
    name: "Sample",
    ianaTimezone: "Europe/Berlin",
    currencyCode: "EUR",
  });
  front = await startFront({
    simulator: { store, sessionToken: (domain) => `token-of-${domain}` },
    app: { name: "Comeback", handle: "comeback", apiKey: "key", optionalScopes: [] },
    appUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    extensionDir: fileURLToPath(new URL("../../extensions/recommendations-theme", import.meta.url)),
    appProxy: { prefix: "apps", subpath: "comeback", url: "/proxy" },
    apiSecret: SECRET,
  });
});

afterAll(async () => {
  await front.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
  store.close();
});

beforeEach(() => {
  if (shop.profile().installedAt === null) shop.install();
  seen = [];
  topics = [];
});

const page = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  return { status: response.status, text: await response.text() };
};

/** A browser without scripts: keeps cookies, follows the redirects after a form. */
function shopper() {
  const cookies = new Map<string, string>();
  const visit = async (
    path: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; status: number; text: string }> => {
    const response = await fetch(new URL(path, front.storefrontUrl), {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]!.split("=");
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location !== null) return visit(location);
    return { url: response.url, status: response.status, text: await response.text() };
  };
  return { visit };
}

function productFor(title: string, options: { inventory?: number; status?: "ACTIVE" | "DRAFT" } = {}) {
  return shop.createProduct({
    title,
    status: options.status ?? "ACTIVE",
    collections: ["Soap & more"],
    variants: [{ price: 1250, inventory: options.inventory ?? null }],
  });
}

function recommend(productId: number, recommended: readonly number[]): void {
  writeMetafield(store.database, shop.id, {
    id: productId,
    ownerGid: `gid://shopify/Product/${productId}`,
    namespace: "app--77",
    key: "recommendations",
    type: "list.product_reference",
    value: JSON.stringify(recommended.map((id) => `gid://shopify/Product/${id}`)),
    createdAt: 0,
    updatedAt: 0,
  });
}

describe("storefront", () => {
  it("sells: cart, checkout with contact, payment, order", async () => {
    const product = productFor("Oat soap", { inventory: 5 });
    const { visit } = shopper();
    const variant = String(product.variants[0]!.id);
    const cart = await visit("/cart/add", { id: variant, quantity: "2", "properties[_rec]": "product:pairs" });
    expect(cart.text).toContain("Oat soap");
    expect(cart.text).not.toContain("_rec");

    const contact = await visit("/cart", { "updates[0]": "3", checkout: "1" });
    expect(contact.url).toContain("/checkouts/");
    const token = contact.url.split("/").at(-1)!;
    expect(shop.checkoutByToken(token)).toMatchObject({ hasContact: false, completedAt: null });
    expect(topics).toContain("checkouts/create");

    const payment = await visit(`/checkouts/${token}/contact`, { email: "ada@example.com" });
    expect(payment.text).toContain("Pay now");
    expect(shop.checkoutByToken(token)?.hasContact).toBe(true);

    const thanks = await visit(`/checkouts/${token}/pay`, { country: "DE" });
    const checkout = shop.checkoutByToken(token)!;
    const order = shop.order(checkout.orderId!)!;
    expect(thanks.text).toContain(order.name);
    expect(order).toMatchObject({ customerId: checkout.customerId, checkoutToken: token, country: "DE" });
    expect(order.lines).toMatchObject([
      { quantity: 3, unitPrice: 1250, properties: [{ key: "_rec", value: "product:pairs" }] },
    ]);
    expect(topics).toEqual(expect.arrayContaining(["checkouts/update", "orders/create"]));
    expect((await visit("/cart")).text).toContain("Your cart is empty");
  });

  it("pays once, however often the button is pressed", async () => {
    const product = productFor("Twice");
    const { visit } = shopper();
    await visit("/cart/add", { id: String(product.variants[0]!.id) });
    const { url } = await visit("/cart", { checkout: "1" });
    await visit(`${new URL(url).pathname}/contact`, { email: "twice@example.com" });
    const before = shop.counts().orders;
    await visit(`${new URL(url).pathname}/pay`, { country: "FR" });
    await visit(`${new URL(url).pathname}/pay`, { country: "FR" });
    expect(shop.counts().orders).toBe(before + 1);
  });

  it("keeps one open checkout per cart", async () => {
    const product = productFor("Again");
    const { visit } = shopper();
    await visit("/cart/add", { id: String(product.variants[0]!.id) });
    const first = await visit("/cart", { checkout: "1" });
    const second = await visit("/cart", { "updates[0]": "4", checkout: "1" });
    expect(second.url).toBe(first.url);
    expect(shop.checkoutByToken(first.url.split("/").at(-1)!)?.lines[0]?.quantity).toBe(4);
  });

  it("knows a customer by number, and by the address used before", async () => {
    const product = productFor("Known");
    const buy = async (email: string) => {
      const { visit } = shopper();
      await visit("/cart/add", { id: String(product.variants[0]!.id) });
      const { url } = await visit("/cart", { checkout: "1" });
      await visit(`${new URL(url).pathname}/contact`, { email });
      return shop.checkoutByToken(url.split("/").at(-1)!)?.customerId;
    };
    const first = await buy("Known@example.com");
    expect(await buy("known@example.com")).toBe(first);
    expect(await buy(`customer-${first}@example.com`)).toBe(first);
    expect(await buy("other@example.com")).not.toBe(first);
  });

  it("sells in the money of the buyer's market", async () => {
    shop.updateProfile({ markets: [{ countries: ["CH"], currencyCode: "CHF", rate: 0.5 }] });
    const product = productFor("Abroad");
    const price = product.variants[0]!.price;
    const francs = new Intl.NumberFormat("en", { style: "currency", currency: "CHF" }).format(price / 200);
    const { visit } = shopper();
    expect((await visit(`/products/${product.handle}`)).text).not.toContain("CHF");
    expect((await visit(`/products/${product.handle}?country=CH`)).text).toContain(francs);
    expect((await visit("/cart/add", { id: String(product.variants[0]!.id) })).text).toContain(francs);
    const { url, text } = await visit("/cart", { checkout: "1" });
    expect(text).toContain(francs);
    await visit(`${new URL(url).pathname}/contact`, { email: "abroad@example.com" });
    await visit(`${new URL(url).pathname}/pay`, { country: "CH" });
    expect(shop.latestOrders(1)[0]).toMatchObject({
      ...{ currencyCode: "EUR", presentmentCurrency: "CHF", presentmentRate: 0.5 },
      lines: [{ unitPrice: price }],
    });
  });

  it("says why something cannot be bought", async () => {
    const soldOut = productFor("Gone", { inventory: 0 });
    const { visit } = shopper();
    const answer = await visit("/cart/add", { id: String(soldOut.variants[0]!.id) });
    expect(answer).toMatchObject({ status: 422 });
    expect(answer.text).toContain("Gone is sold out.");
    expect((await visit("/cart/add", { id: "no number" })).status).toBe(422);
    expect((await visit("/cart", { checkout: "1" })).text).toContain("Your cart is empty");
  });

  it("shows hostile titles as text everywhere", async () => {
    const hostile = productFor(HOSTILE);
    const other = productFor("Beside it");
    recommend(other.id, [hostile.id]);
    const { visit } = shopper();
    const pages = [
      await visit("/"),
      await visit("/collections/all"),
      await visit(`/products/${encodeURIComponent(hostile.handle)}`),
      await visit(`/products/${other.handle}`),
      await visit("/cart/add", { id: String(hostile.variants[0]!.id), "properties[<b>]": "<i>" }),
      await visit("/cart", { "updates[0]": "1", checkout: "1" }),
    ];
    for (const { text } of pages) {
      expect(text).toContain(HOSTILE_ESCAPED);
      expect(text).not.toMatch(/<script>alert|<b>|<i>/);
    }
    const image = await page(`${front.storefrontUrl}/cdn/products/${hostile.id}.svg`);
    expect(image.text).not.toContain("<script");
    const admin = await page(`${front.adminUrl}/store/sample/products/${hostile.id}`);
    expect(admin.text).not.toContain("<script>alert");
  });

  it("shows the recommended products that are for sale, in their order", async () => {
    const [shown, draft, second, host] = [
      productFor("Shown first"),
      productFor("A draft", { status: "DRAFT" }),
      productFor("Shown second"),
      productFor("Host"),
    ];
    recommend(host.id, [shown.id, draft.id, 999_999, second.id]);
    const { text } = await page(`${front.storefrontUrl}/products/${host.handle}`);
    const block = text.slice(text.indexOf("comeback-recommendations"));
    expect(block.indexOf("Shown first")).toBeGreaterThan(0);
    expect(block.indexOf("Shown second")).toBeGreaterThan(block.indexOf("Shown first"));
    expect(block).not.toContain("A draft");
    expect(text).toContain("Goes well with");
    const german = await page(`${front.storefrontUrl}/products/${host.handle}?locale=de`);
    expect(german.text).toContain("Passt gut dazu");
    const asset = /href="(\/cdn\/extensions\/[^"]+)"/.exec(text)?.[1];
    expect((await page(`${front.storefrontUrl}${asset}`)).status).toBe(200);
  });

  it("renders no block for a product without recommendations", async () => {
    const alone = productFor("Alone");
    expect((await page(`${front.storefrontUrl}/products/${alone.handle}`)).text).not.toContain("Goes well with");
  });

  it("turns the pages of a long collection", async () => {
    for (let number = 1; number <= 30; number += 1) {
      shop.createProduct({ title: `Long ${number}`, collections: ["Long list"], variants: [{ price: 100 }] });
    }
    const first = await page(`${front.storefrontUrl}/collections/long-list`);
    expect(first.text).toContain("Page 1 of 2");
    expect(first.text).toContain(">Long 24<");
    expect(first.text).not.toContain(">Long 25<");
    const second = await page(`${front.storefrontUrl}/collections/long-list?page=2`);
    expect(second.text).toContain(">Long 30<");
    expect(second.text).not.toContain(">Long 24<");
    for (const odd of ["0", "-3", "99", "x"]) {
      expect((await page(`${front.storefrontUrl}/collections/long-list?page=${odd}`)).status).toBe(200);
    }
  });

  it("hides drafts and unknown addresses", async () => {
    const draft = productFor("Hidden", { status: "DRAFT" });
    expect((await page(`${front.storefrontUrl}/products/${draft.handle}`)).status).toBe(404);
    expect((await page(`${front.storefrontUrl}/nowhere`)).status).toBe(404);
  });

  it("forwards the app's own path signed, without the shopper's cookies", async () => {
    const forged = "shop=evil.myshopify.com&logged_in_customer_id=1&signature=x&kept=a%20b";
    const answer = await fetch(`${front.storefrontUrl}/apps/comeback/for/7?${forged}`, {
      headers: { cookie: "cart=x" },
    });
    expect(await answer.text()).toBe("from the app");
    expect(answer.headers.get("set-cookie")).toBeNull();
    const url = new URL(seen[0]!.url!, "http://localhost");
    expect(url.pathname).toBe("/proxy/for/7");
    expect(seen[0]!.headers.cookie).toBeUndefined();
    const parameters = url.searchParams;
    expect(Object.fromEntries(parameters)).toMatchObject({
      shop: "sample.myshopify.com",
      logged_in_customer_id: "",
      path_prefix: "/apps/comeback",
      kept: "a b",
    });
    const signature = parameters.get("signature");
    parameters.delete("signature");
    expect(signature).toBe(proxySignature(parameters, SECRET));
  });
});

describe("admin", () => {
  const base = () => `${front.adminUrl}/store/sample`;

  it("frames the page asked for, with shop, host and a session token", async () => {
    const { text } = await page(`${base()}/apps/comeback/app/orders?from=2026-01-01`);
    const source = /<iframe[^>]*title="Comeback"[^>]*src="([^"]+)"/s.exec(text)?.[1]?.replaceAll("&amp;", "&");
    const url = new URL(source!);
    expect(url.origin + url.pathname).toBe(`${front.appUrl}/app/orders`);
    const { host, ...rest } = Object.fromEntries(url.searchParams);
    expect(Buffer.from(host!, "base64").toString()).toBe("admin.shopify.com/store/sample");
    expect(rest).toEqual({
      from: "2026-01-01",
      embedded: "1",
      id_token: "token-of-sample.myshopify.com",
      locale: "en",
      shop: "sample.myshopify.com",
    });
    expect((await page(`${base()}/apps/key/app/orders`)).text).toContain("<iframe");
  });

  it("asks before it installs, and gives no token to an app that is not installed", async () => {
    await page(`${base()}/settings/apps/uninstall`, { method: "POST" });
    expect(topics).toContain("app/uninstalled");
    const asked = await page(`${base()}/apps/comeback`);
    expect(asked.text).toContain("View orders");
    expect(asked.text).not.toContain("<iframe");
    expect((await page(`${base()}/session-token`)).text).toBe('{"token":null}');
    const installed = await page(`${base()}/settings/apps/install`, { method: "POST" });
    expect(installed.text).toContain("<iframe");
    expect((await page(`${base()}/session-token`)).text).toBe('{"token":"token-of-sample.myshopify.com"}');
  });

  it("lets no other page press its buttons", async () => {
    const headers = { origin: "http://elsewhere.example" };
    const answer = await page(`${base()}/settings/apps/uninstall`, { method: "POST", headers });
    expect(answer.status).toBe(403);
    expect(shop.profile().installedAt).not.toBeNull();
  });

  it("refunds what is left of an order, and then says that nothing is left", async () => {
    const product = productFor("Returned");
    const order = shop.placeOrder({ lines: [{ productId: product.id, quantity: 2 }] });
    const refunded = await page(`${base()}/orders/${order.id}/refund`, { method: "POST" });
    expect(refunded.text).toContain("refunded");
    expect(shop.order(order.id)?.refunds).toMatchObject([{ lines: [{ line: 0, quantity: 2 }] }]);
    const again = await page(`${base()}/orders/${order.id}/refund`, { method: "POST" });
    expect(again).toMatchObject({ status: 422 });
    expect(again.text).toContain("Nothing of this order is left to refund.");
  });

  it("says what Shopify would have opened where it has no page", async () => {
    const answer = await page(`${base()}/content/files?selected=1`);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("/content/files?selected=1");
    const editor = await page(`${base()}/themes/current/editor?template=product`);
    expect(editor.status).toBe(200);
    expect((await page(`${front.adminUrl}/store/nobody`)).status).toBe(404);
  });

  it("serves its scripts as plain classic scripts", async () => {
    for (const path of ["/app-bridge.js", "/admin/admin.js"]) {
      const script = await page(front.adminUrl + path);
      expect(script.status).toBe(200);
      expect(() => new Function(script.text)).not.toThrow();
    }
  });
});
