import { join } from "node:path";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { z } from "zod";
import { failurePage } from "../pages/failure-page";
import type { CheckoutRecord } from "../store/records";
import type { LineInput, ShopStore, Store } from "../store/store";
import { type AppBlocks, EXTENSION_ASSETS } from "./app-blocks/app-blocks";
import { forwardToApp, type AppProxyOptions } from "./app-proxy";
import { BUYER_COOKIE, buyers } from "./buyer/buyers";
import {
  addToCart,
  CART_COOKIE,
  cartCookie,
  cookieValue,
  CartFull,
  changeQuantities,
  emptyCart,
  readCart,
  type Cart,
  type CartLine,
} from "./buyer/cart";
import { cartObject, ProductDrop } from "./liquid/drops";
import { allProducts, checkoutObject, collections, customerEmail, pageGlobals } from "./liquid/page-globals";
import { placeholderImage } from "./placeholder-image";
import { COUNTRY_COOKIE, inMarketOf } from "./buyer/market";
import { savedBlockSettings } from "./app-blocks/saved-block-settings";
import { loadTheme, THEME_ASSETS, THEME_DIRECTORY } from "./theme";

export interface StorefrontOptions {
  readonly store: Store;
  /** Those of the theme app extension. */
  readonly blocks: AppBlocks;
  /** Null when the app declares no proxy. */
  readonly appProxy: AppProxyOptions | null;
}

const TWO_WEEKS_SECONDS = 14 * 24 * 60 * 60;
const FEATURED = 8;

const addSchema = z.object({
  id: z.coerce.number().int().positive(),
  quantity: z.coerce.number().int().min(1).max(1000).default(1),
  properties: z.record(z.string().max(60), z.string().max(200)).default({}),
});
const cartSchema = z.object({
  updates: z.array(z.coerce.number().int().min(0).max(1000)).default([]),
  checkout: z.string().optional(),
  remove: z.coerce.number().int().min(0).optional(),
});
const contactSchema = z.object({ email: z.email().max(200) });
const paymentSchema = z.object({ country: z.string().regex(/^[A-Z]{2}$/) });

/** The shop's online store: theme pages, cart, checkout, and the app's blocks and proxied pages in them. */
export async function storefrontServer({ store, blocks, appProxy }: StorefrontOptions): Promise<Express> {
  const theme = await loadTheme();
  const people = buyers();
  const server = express();
  server.disable("x-powered-by");

  const shopOf = (request: Request): ShopStore | undefined => {
    const name = /^([a-z0-9-]+)\.localhost$/.exec(request.hostname)?.[1];
    return name === undefined ? store.shops()[0] : store.findShop(`${name}.myshopify.com`);
  };
  const withShop =
    (handler: (request: Request, response: Response, shop: ShopStore) => unknown) =>
    async (request: Request, response: Response, next: NextFunction): Promise<void> => {
      try {
        const shop = shopOf(request);
        if (shop === undefined) response.status(404).type("text").send("The simulator has no shop at this address.");
        else await handler(request, response, inMarketOf(shop, countryOf(request, response)));
      } catch (error) {
        next(error);
      }
    };

  interface Show {
    readonly template: string;
    readonly title: string;
    readonly objects?: object;
    readonly status?: number;
    readonly notice?: string;
    readonly cart?: Cart;
  }
  const show = async (request: Request, response: Response, shop: ShopStore, page: Show): Promise<void> => {
    const { template, title, objects = {}, status = 200, notice } = page;
    const globals = {
      ...pageGlobals({
        shop,
        cart: page.cart ?? readCart(request.headers.cookie),
        template,
        title,
        path: request.path,
        page: Number(request.query.page ?? 1),
        locale: /^[a-z]{2}(-[A-Z]{2})?$/.exec(String(request.query.locale ?? ""))?.[0] ?? "en",
        notice,
      }),
      ...objects,
    };
    const chosen = (block: string) => savedBlockSettings(store.database, shop.id, block);
    const placed = { ...globals, content_for_blocks: await blocks.render(template, globals, chosen) };
    response
      .status(status)
      .set("cache-control", "no-store")
      .type("html")
      .send(await theme.render(template, placed));
  };
  const notFound = (request: Request, response: Response, shop: ShopStore) =>
    show(request, response, shop, { template: "404", title: "Page not found", status: 404 });

  if (appProxy !== null) {
    server.use(
      appProxy.prefix,
      withShop((request, response, shop) => forwardToApp(appProxy, shop.domain, request, response)),
    );
  }
  server.use(THEME_ASSETS, express.static(join(THEME_DIRECTORY, "assets")));
  server.use(EXTENSION_ASSETS, express.static(join(blocks.directory, "assets")));
  server.get(
    "/cdn/products/:id(\\d+).svg",
    withShop((request, response, shop) => {
      const product = shop.product(Number(request.params.id));
      if (product === undefined) {
        response.status(404).end();
        return;
      }
      const image = placeholderImage(product.id, product.title, Number(request.query.width));
      response.type("image/svg+xml").set("cache-control", "public, max-age=300").send(image);
    }),
  );
  server.use(express.urlencoded({ extended: true, limit: "64kb" }));

  server.get(
    "/",
    withShop((request, response, shop) => {
      const all = allProducts(shop);
      return show(request, response, shop, {
        template: "index",
        title: shop.profile().name,
        objects: { collections: collections(shop), featured: { ...all, products: all.products.slice(0, FEATURED) } },
      });
    }),
  );
  server.get(
    "/collections",
    withShop((request, response, shop) =>
      show(request, response, shop, {
        template: "list-collections",
        title: "Collections",
        objects: { collections: [allProducts(shop), ...collections(shop)] },
      }),
    ),
  );
  server.get(
    "/collections/:handle",
    withShop((request, response, shop) => {
      const { handle } = request.params;
      const collection = handle === "all" ? allProducts(shop) : collections(shop).find((one) => one.handle === handle);
      if (collection === undefined) return notFound(request, response, shop);
      return show(request, response, shop, {
        template: "collection",
        title: collection.title,
        objects: { collection },
      });
    }),
  );
  server.get(
    ["/products/:handle", "/collections/:collection/products/:handle"],
    withShop((request, response, shop) => {
      const product = shop.productByHandle(request.params.handle ?? "");
      if (product === undefined || product.status === "DRAFT" || product.status === "ARCHIVED") {
        return notFound(request, response, shop);
      }
      const objects = { product: new ProductDrop(shop, product, Number(request.query.variant) || null) };
      return show(request, response, shop, { template: "product", title: product.title, objects });
    }),
  );

  const showCart = (request: Request, response: Response, shop: ShopStore, notice?: string) =>
    show(request, response, shop, {
      template: "cart",
      title: "Your cart",
      ...(notice === undefined ? {} : { notice, status: 422 }),
    });
  server.get(
    "/cart",
    withShop((request, response, shop) => showCart(request, response, shop)),
  );
  server.post(
    "/cart/add",
    withShop((request, response, shop) => {
      const added = addSchema.safeParse(request.body);
      if (!added.success)
        return showCart(request, response, shop, "Choose a product and a quantity between 1 and 1000.");
      const { id, quantity, properties } = added.data;
      const problem = whyNotForSale(shop, id);
      if (problem !== null) return showCart(request, response, shop, problem);
      const line: CartLine = { variantId: id, quantity, properties };
      return keepCart(request, response, shop, addToCart(readCart(request.headers.cookie), line), "/cart");
    }),
  );
  server.post(
    "/cart",
    withShop((request, response, shop) => {
      const asked = cartSchema.safeParse(request.body);
      if (!asked.success)
        return showCart(request, response, shop, "Give whole numbers between 0 and 1000 as quantities.");
      const { updates, checkout, remove } = asked.data;
      const quantities = remove === undefined ? updates : updates.map((quantity, at) => (at === remove ? 0 : quantity));
      const cart = changeQuantities(readCart(request.headers.cookie), quantities);
      if (checkout === undefined) return keepCart(request, response, shop, cart, "/cart");
      return startCheckout(request, response, shop, cart);
    }),
  );

  const keepCart = (request: Request, response: Response, shop: ShopStore, cart: Cart, next: string) => {
    try {
      setCookie(response, CART_COOKIE, cartCookie(cart));
      response.redirect(303, next);
    } catch (error) {
      if (!(error instanceof CartFull)) throw error;
      return showCart(request, response, shop, error.message);
    }
  };

  /** One open checkout per cart: coming back to it with a changed cart changes it. */
  const startCheckout = (request: Request, response: Response, shop: ShopStore, cart: Cart) => {
    const lines: LineInput[] = cartObject(shop, cart).items.map(({ product_id, variant_id, quantity, properties }) => ({
      productId: product_id,
      variantId: variant_id,
      quantity,
      properties: properties.map(([key, value]) => ({ key, value })),
    }));
    if (lines.length === 0) return showCart(request, response, shop, "Your cart is empty. Add something first.");
    const presentmentCurrency = shop.profile().currencyCode;
    const open = cart.checkoutToken === null ? undefined : shop.checkoutByToken(cart.checkoutToken);
    const checkout =
      open !== undefined && open.completedAt === null
        ? shop.updateCheckout(open.id, { lines, presentmentCurrency })
        : shop.createCheckout({ cartToken: cart.token, hasContact: false, lines, presentmentCurrency });
    return keepCart(
      request,
      response,
      shop,
      { ...cart, checkoutToken: checkout.token },
      `/checkouts/${encodeURIComponent(checkout.token)}`,
    );
  };

  const withCheckout = (
    handler: (request: Request, response: Response, shop: ShopStore, checkout: CheckoutRecord) => unknown,
  ) =>
    withShop((request, response, shop) => {
      const checkout = shop.checkoutByToken(request.params.token ?? "");
      return checkout === undefined ? notFound(request, response, shop) : handler(request, response, shop, checkout);
    });
  const showCheckout = (
    request: Request,
    response: Response,
    shop: ShopStore,
    checkout: CheckoutRecord,
    notice?: string,
  ) => {
    const known = people.remembered(shop, request.headers.cookie);
    const { currencyCode } = store.shop(shop.domain).profile();
    const object = checkoutObject(shop, checkout, known === null ? null : customerEmail(known), currencyCode);
    const isChangingContact = request.query.step === "contact";
    const step =
      checkout.completedAt !== null ? "thank-you" : checkout.hasContact && !isChangingContact ? "payment" : "contact";
    const titles = { "thank-you": "Thank you", payment: "Payment", contact: "Contact" } as const;
    return show(request, response, shop, {
      template: "checkout",
      title: titles[step],
      objects: { checkout: object, step },
      ...(notice === undefined ? {} : { notice, status: 422 }),
    });
  };

  server.get("/checkouts/:token", withCheckout(showCheckout));
  // The address Shopify gives for recovering an abandoned checkout.
  server.get(
    "/:shopId(\\d+)/checkouts/ac/:token/recover",
    withCheckout((_request, response, _shop, checkout) => {
      response.redirect(`/checkouts/${encodeURIComponent(checkout.token)}`);
    }),
  );
  server.post(
    "/checkouts/:token/contact",
    withCheckout((request, response, shop, checkout) => {
      const contact = contactSchema.safeParse(request.body);
      if (!contact.success)
        return showCheckout(request, response, shop, checkout, "Enter an email address such as name@example.com.");
      if (checkout.completedAt === null) {
        const customerId = people.customerFor(shop, contact.data.email);
        shop.updateCheckout(checkout.id, { hasContact: true, customerId });
        setCookie(response, BUYER_COOKIE, String(customerId));
      }
      response.redirect(303, `/checkouts/${encodeURIComponent(checkout.token)}`);
    }),
  );
  server.post(
    "/checkouts/:token/pay",
    withCheckout((request, response, shop, checkout) => {
      const payment = paymentSchema.safeParse(request.body);
      if (!payment.success) return showCheckout(request, response, shop, checkout, "Choose the country to deliver to.");
      if (!checkout.hasContact)
        return showCheckout(request, response, shop, checkout, "Enter your contact details first.");
      // Paying twice (a second press of the button) shows the order that is there.
      if (checkout.completedAt === null) {
        try {
          shop.completeCheckout(checkout.id, { country: payment.data.country });
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          return showCheckout(request, response, shop, checkout, `The order could not be placed: ${error.message}.`);
        }
      }
      setCookie(response, CART_COOKIE, cartCookie(emptyCart()));
      response.redirect(303, `/checkouts/${encodeURIComponent(checkout.token)}`);
    }),
  );

  server.use(withShop(notFound));
  server.use(failurePage);
  return server;
}

/** Where the buyer is: what `?country=CH` says, which a cookie remembers. */
function countryOf(request: Request, response: Response): string | null {
  const asked = /^[A-Z]{2}$/.exec(String(request.query.country ?? ""))?.[0];
  if (asked !== undefined) setCookie(response, COUNTRY_COOKIE, asked);
  return asked ?? cookieValue(request.headers.cookie, COUNTRY_COOKIE);
}

function whyNotForSale(shop: ShopStore, variantId: number): string | null {
  const variant = shop.variant(variantId);
  const product = variant && shop.product(variant.productId);
  if (variant === undefined || product === undefined || product.status === "DRAFT" || product.status === "ARCHIVED") {
    return "This product is not for sale any more.";
  }
  return variant.inventory !== null && variant.inventory <= 0 ? `${product.title} is sold out.` : null;
}

function setCookie(response: Response, name: string, value: string): void {
  response.cookie(name, value, { httpOnly: true, sameSite: "lax", path: "/", maxAge: TWO_WEEKS_SECONDS * 1000 });
}
