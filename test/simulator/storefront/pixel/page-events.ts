import type { ShopStore } from "../../store/shop-store";
import type { Cart } from "../buyer/cart";
import type { Page } from "../store-pages";
import { cartLinePayload, variantPayloadOf } from "./payloads";
import type { StoreEvent } from "./pixel-page";

interface Listed {
  readonly first_available_variant: { readonly id: number } | null;
  readonly variants: readonly { readonly id: number }[];
}

interface PageObjects {
  readonly product?: { readonly selected_or_first_available_variant?: { readonly id: number } };
  readonly collection?: { readonly handle: string; readonly title: string; readonly products: readonly Listed[] };
  readonly search?: { readonly performed: boolean; readonly terms: string; readonly results: readonly Listed[] };
}

/** What opening a page means to pixels. */
export function pageEvents(shop: ShopStore, page: Page, cart: Cart): StoreEvent[] {
  return [{ name: "page_viewed", data: {} }, ...seen(shop, page, cart), ...alerts(page)];
}

function seen(shop: ShopStore, { template, objects = {} }: Page, cart: Cart): StoreEvent[] {
  const { product, collection, search } = objects as PageObjects;
  switch (template) {
    case "product": {
      const productVariant = variantPayloadOf(shop, product?.selected_or_first_available_variant?.id ?? 0);
      return productVariant === null ? [] : [{ name: "product_viewed", data: { productVariant } }];
    }
    case "collection": {
      if (collection === undefined) return [];
      const { handle, title, products } = collection;
      const listed = { id: handle, title, productVariants: variantsOf(shop, products) };
      return [{ name: "collection_viewed", data: { collection: listed } }];
    }
    case "search": {
      if (!search?.performed) return [];
      const searchResult = { query: search.terms, productVariants: variantsOf(shop, search.results) };
      return [{ name: "search_submitted", data: { searchResult } }];
    }
    case "cart": {
      const lines = cart.lines.flatMap(({ variantId, quantity }) => cartLinePayload(shop, variantId, quantity) ?? []);
      const totalQuantity = lines.reduce((sum, { quantity }) => sum + quantity, 0);
      return [{ name: "cart_viewed", data: { cart: { id: cart.token, lines, totalQuantity, attributes: [] } } }];
    }
    default:
      return [];
  }
}

const variantsOf = (shop: ShopStore, products: readonly Listed[]) =>
  products.flatMap(({ first_available_variant: available, variants }) => {
    const shown = available ?? variants[0];
    return shown === undefined ? [] : (variantPayloadOf(shop, shown.id) ?? []);
  });

const ALERTS: readonly (readonly [RegExp, string])[] = [
  [/sold out|could not be placed/, "INVENTORY_ERROR"],
  [/declined/, "PAYMENT_ERROR"],
  [/email|contact/, "CONTACT_ERROR"],
  [/deliver/, "DELIVERY_ERROR"],
  [/./, "MERCHANDISE_ERROR"],
];

/** Why something could not be done in cart or checkout. */
function alerts({ template, notice, status = 200 }: Page): StoreEvent[] {
  if (notice === undefined || status < 400 || (template !== "cart" && template !== "checkout")) return [];
  const type = ALERTS.find(([words]) => words.test(notice))?.[1];
  return [{ name: "alert_displayed", data: { alert: { type, target: template, message: notice, value: "typed" } } }];
}
