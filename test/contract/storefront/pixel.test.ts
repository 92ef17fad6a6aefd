import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inOrder } from "~/domain/measurement/client-events";
import { isRefused, parseStorefrontEvent } from "~/domain/measurement/parse-event";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import { launchBrowser, openWindow, type Window } from "../../support/browser/browser";
import { openStorefront } from "../../support/storefront/open-storefront";
import { buySomething } from "../../e2e/shopper";

interface SentEvent {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly [key: string]: unknown;
}

const storefront = openStorefront();
let endpoint: Server;
let browser: Browser;
let shopper: Window;
/** What the endpoint took, and its answer: null while it is away. */
let bodies: string[] = [];
let status: number | null = 204;
/** Pages of a test whose events have all arrived. */
let pages = 0;

beforeAll(async () => {
  endpoint = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (status === null) return request.socket.destroy();
      if (status === 204) bodies.push(`${request.method} ${body}`);
      response.writeHead(status, { "access-control-allow-origin": "*" }).end();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => endpoint.once("listening", resolve));
  const coffee = { collections: ["Coffee"], variants: [{ price: 1250, inventory: 5 }] };
  for (const title of ["Ethiopia", "Kenya"]) storefront.sells({ title, ...coffee });
  storefront.sells({ title: "Sold", variants: [{ price: 900, inventory: 0 }] });
  storefront.measure(`http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/events`);
  await storefront.start();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await storefront.close();
  endpoint.close().closeAllConnections();
});

beforeEach(async () => {
  [bodies, status, pages] = [[], 204, 0];
  shopper = await openWindow(browser);
});
afterEach(() => shopper.close());

const go = (path: string) => shopper.page.goto(storefront.address(path));
const requests = () => bodies.map((body) => body.replace(/^POST /, ""));
const sent = (): SentEvent[] => requests().flatMap((body) => (JSON.parse(body) as { events: SentEvent[] }).events);
const distinct = () => [...new Map(sent().map((event) => [event.id, event])).values()];
const names = () => distinct().map(({ name }) => name);
const count = (name: string) => names().filter((each) => each === name).length;
const kept = () =>
  shopper.page.evaluate(() => (JSON.parse(sessionStorage["comeback:unsent"] ?? "[]") as object[]).length);
/** The worker of the next page has told what it has to tell: it ends with its page, and what it did not begin is lost. */
async function untilTold(): Promise<void> {
  pages += 1;
  await expect.poll(() => count("page_viewed")).toBe(pages);
  await expect.poll(kept).toBe(0);
}
function understand(event: SentEvent): StorefrontEvent {
  const parsed = parseStorefrontEvent(event);
  if (isRefused(parsed)) throw new Error(parsed.refusal);
  return parsed;
}
const stayAt = (path: string) => go(path).then(untilTold);
const buyAs = (email: string) => buySomething(shopper.page, storefront.address("/"), email, untilTold);

describe("the pixel in a shopper's browser", () => {
  it("tells a whole visit, one client's, in events the endpoint understands", async () => {
    await buyAs("ada@example.com");
    const understood = distinct().map(understand);
    // Requests of one page overtake each other, and its events share a millisecond: their numbers tell which came first.
    expect(understood.toSorted(inOrder).map(({ name }) => name)).toEqual([
      "page_viewed",
      ...["page_viewed", "product_viewed"],
      ...["product_added_to_cart", "page_viewed", "cart_viewed"],
      ...["page_viewed", "cart_viewed"],
      ...["checkout_started", "page_viewed"],
      ...["checkout_contact_info_submitted", "page_viewed"],
      "checkout_address_info_submitted",
      "checkout_shipping_info_submitted",
      "payment_info_submitted",
      ...["checkout_completed", "page_viewed"],
    ]);
    expect(new Set(understood.map(({ clientId }) => clientId)).size).toBe(1);
    const [order] = storefront.shop.latestOrders(1);
    expect(understood.find(({ name }) => name === "checkout_completed")).toMatchObject({
      orderId: String(order?.id),
      customerId: String(order?.customerId),
      checkoutToken: order?.checkoutToken,
      path: "/checkouts",
    });
    expect(bodies.join()).not.toMatch(/OPTIONS|ada@|Lovelace|Main Street|901820|"typed"/);
  });

  it("tells nothing again when the thank-you page is loaded again", async () => {
    await buyAs("grace@example.com");
    expect(count("checkout_completed")).toBe(1);
    await shopper.page.reload();
    await untilTold();
    expect(count("checkout_completed")).toBe(1);
  });

  it("tells searches, collections, clicked recommendations and why a cart stops", async () => {
    await stayAt("/search?q=kenya");
    await stayAt("/search?q=nothing");
    await stayAt("/collections/coffee");
    await stayAt("/products/kenya?cb=product.together.2");
    const sold = storefront.shop.productByHandle("sold")?.variants[0]?.id;
    await shopper.page.evaluate((id) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action: "/cart/add" });
      form.innerHTML = `<input name="id" value="${id}">`;
      document.body.append(form);
      form.submit();
    }, sold);
    await expect.poll(names).toContain("alert_displayed");
    const details = (name: string) => distinct().filter((event) => event.name === name);
    expect(details("search_submitted")).toMatchObject([
      { query: "kenya", results: 1 },
      { query: "nothing", results: 0 },
    ]);
    expect(details("collection_viewed")).toHaveLength(1);
    expect(details("product_viewed")).toMatchObject([{ rec: { place: "product", list: "together", position: 2 } }]);
    expect(details("alert_displayed")).toMatchObject([{ alert: "INVENTORY_ERROR" }]);
  });

  it("tells what the theme publishes of its recommendations", async () => {
    await go("/");
    await shopper.page.evaluate(() => {
      const { Shopify } = window as unknown as {
        Shopify: { analytics: { publish(name: string, data: object): void } };
      };
      Shopify.analytics.publish("comeback:rec_viewed", { place: "home", list: "popular" });
    });
    await expect.poll(names).toContain("rec_viewed");
  });

  it("tells nothing of a shopper who refuses, and all that follows once they agree", async () => {
    await go("/");
    await shopper.page.getByRole("button", { name: "Refuse analytics" }).click();
    await shopper.page.getByRole("button", { name: "Agree to analytics" }).waitFor();
    await expect.poll(names).toEqual(["page_viewed"]);
    bodies = [];
    await buySomething(shopper.page, storefront.address("/"), "mary@example.com");
    expect(bodies).toEqual([]);
    await shopper.page.evaluate(() => {
      const { Shopify } = window as unknown as {
        Shopify: { customerPrivacy: { setTrackingConsent(consent: object): void } };
      };
      Shopify.customerPrivacy.setTrackingConsent({ analytics: true });
    });
    await go("/cart");
    await expect.poll(names).toEqual(["page_viewed", "cart_viewed"]);
  });

  it("loses nothing but time while the endpoint is away, however often the shopper moves on", async () => {
    status = null;
    await go("/");
    await expect.poll(kept).toBe(1);
    await go("/products/kenya");
    await expect.poll(kept).toBe(3);
    status = 500;
    await go("/products/ethiopia");
    await expect.poll(kept).toBe(5);
    expect(names()).toEqual([]);
    status = 204;
    await go("/cart");
    const views = ["page_viewed", "page_viewed", "page_viewed", "page_viewed"];
    await expect.poll(() => names().toSorted()).toEqual(["cart_viewed", ...views, "product_viewed", "product_viewed"]);
  });

  it("counts two tabs of a browser as one shopper, each with its own events", async () => {
    await stayAt("/");
    bodies = [];
    const second = await shopper.context.newPage();
    await Promise.all([go("/products/kenya"), second.goto(storefront.address("/cart"))]);
    await expect
      .poll(() => names().toSorted())
      .toEqual(["cart_viewed", "page_viewed", "page_viewed", "product_viewed"]);
    expect(new Set(distinct().map(({ clientId }) => clientId)).size).toBe(1);
  });

  it("is silent where the app measures nothing, and for robots", async () => {
    const robot = await openWindow(browser, { userAgent: "Mozilla/5.0 HeadlessChrome/147.0.0.0 Safari/537.36" });
    await robot.page.goto(storefront.address("/"));
    await robot.page.waitForLoadState("networkidle");
    await robot.close();
    expect(bodies).toEqual([]);
  });

  it("tells what a script adds as what a form adds: at once, and once", async () => {
    await storefront.openCartAsDrawer();
    await stayAt("/products/kenya");
    for (const pieces of [1, 2]) {
      await shopper.page.getByRole("button", { name: "Add to cart" }).click();
      await shopper.page.getByRole("dialog").waitFor();
      await expect.poll(() => count("product_added_to_cart")).toBe(pieces);
      await shopper.page.keyboard.press("Escape");
    }
    await stayAt("/cart");
    const added = distinct().filter(({ name }) => name === "product_added_to_cart");
    const kenya = storefront.shop.productByHandle("kenya")!;
    const what = { productId: String(kenya.id), variantId: String(kenya.variants[0]!.id), path: "/products/kenya" };
    expect(added).toMatchObject([what, what]);
    expect(shopper.errors).toEqual([]);
  });

  it("leaves no error in the console of the shop", async () => {
    await go("/");
    await go("/cart");
    expect(shopper.errors).toEqual([]);
  });
});
