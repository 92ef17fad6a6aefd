import type { Express, Request, Response } from "express";
import { z } from "zod";
import type { LineInput } from "../store/order-lines";
import type { ShopStore } from "../store/shop-store";
import {
  addToCart,
  CART_COOKIE,
  cartCookie,
  CartFull,
  changeQuantities,
  readCart,
  type Cart,
  type CartLine,
} from "./buyer/cart";
import { setCookie } from "./buyer/set-cookie";
import { cartObject } from "./liquid/drops";
import { noteEvents, type NotedEvent } from "./pixel/noted-events";
import type { StorePages } from "./store-pages";

const itemSchema = z.object({
  id: z.coerce.number().int().positive(),
  quantity: z.coerce.number().int().min(1).max(1000).default(1),
  properties: z.record(z.string().max(60), z.string().max(200)).default({}),
});
/** One product, or several as `items[0][id]`, `items[1][id]`; of these all or none are added. */
const addSchema = z.union([
  z.object({ items: z.array(itemSchema).min(1).max(50) }),
  itemSchema.transform((item) => ({ items: [item] })),
]);
const cartSchema = z.object({
  updates: z.array(z.coerce.number().int().min(0).max(1000)).default([]),
  checkout: z.string().optional(),
  remove: z.coerce.number().int().min(0).optional(),
});

/** The cart, and the way from it to a checkout. */
export function addCartPages(server: Express, { withShop, show }: StorePages): void {
  const showCart = (request: Request, response: Response, shop: ShopStore, notice?: string) =>
    show(request, response, shop, {
      template: "cart",
      title: "Your cart",
      ...(notice === undefined ? {} : { notice, status: 422 }),
    });

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
    noteEvents(response, [{ name: "checkout_started", token: checkout.token }]);
    return keepCart(
      request,
      response,
      shop,
      { ...cart, checkoutToken: checkout.token },
      `/checkouts/${encodeURIComponent(checkout.token)}`,
    );
  };

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
      const problem = whyNotAll(shop, added.data.items);
      if (problem !== null) return showCart(request, response, shop, problem);
      noteEvents(
        response,
        added.data.items.map(({ id, quantity }) => ({ name: "product_added_to_cart", variantId: id, quantity })),
      );
      return keepCart(request, response, shop, withItems(request, added.data.items), "/cart");
    }),
  );
  server.post(
    "/cart/add.js",
    withShop((request, response, shop) => {
      const added = addSchema.safeParse(request.body);
      const items = added.success ? added.data.items : [];
      const problem = added.success ? whyNotAll(shop, items) : "Required parameter missing or invalid: items";
      if (problem !== null) {
        return response.status(422).json({ status: 422, message: "Cart Error", description: problem });
      }
      try {
        setCookie(response, CART_COOKIE, cartCookie(withItems(request, items)));
        return response.json({ items: items.map(({ id, quantity }) => ({ id, variant_id: id, quantity })) });
      } catch (error) {
        if (!(error instanceof CartFull)) throw error;
        return response.status(422).json({ status: 422, message: "Cart Error", description: error.message });
      }
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
      const before = readCart(request.headers.cookie);
      const cart = changeQuantities(before, quantities);
      if (checkout === undefined) {
        noteEvents(response, changedLines(before, quantities));
        return keepCart(request, response, shop, cart, "/cart");
      }
      return startCheckout(request, response, shop, cart);
    }),
  );
}

/** What a change of quantities adds to the cart and takes from it. */
function changedLines(before: Cart, quantities: readonly (number | undefined)[]): NotedEvent[] {
  return before.lines.flatMap(({ variantId, quantity }, at): NotedEvent[] => {
    const change = (quantities[at] ?? quantity) - quantity;
    if (change === 0) return [];
    const name = change > 0 ? "product_added_to_cart" : "product_removed_from_cart";
    return [{ name, variantId, quantity: Math.abs(change) }];
  });
}

type AddedItem = z.infer<typeof itemSchema>;

function withItems(request: Request, items: readonly AddedItem[]): Cart {
  const lines = items.map(({ id, quantity, properties }): CartLine => ({ variantId: id, quantity, properties }));
  return lines.reduce(addToCart, readCart(request.headers.cookie));
}

function whyNotAll(shop: ShopStore, items: readonly AddedItem[]): string | null {
  return items.map(({ id }) => whyNotForSale(shop, id)).find((problem) => problem !== null) ?? null;
}

function whyNotForSale(shop: ShopStore, variantId: number): string | null {
  const variant = shop.variant(variantId);
  const product = variant && shop.product(variant.productId);
  if (variant === undefined || product === undefined || product.status === "DRAFT" || product.status === "ARCHIVED") {
    return "This product is not for sale any more.";
  }
  if (product.requiresSellingPlan) return `${product.title} is sold by subscription only: choose a plan.`;
  return variant.inventory !== null && variant.inventory <= 0 ? `${product.title} is sold out.` : null;
}
