import { decimalText } from "../../money/money";
import { checkoutAmounts } from "../../payloads/checkout-payloads";
import type { CheckoutRecord } from "../../store/records/checkout";
import type { ProductRecord, VariantRecord } from "../../store/records/product";
import type { ShopStore } from "../../store/shop-store";
import { customerEmail } from "../liquid/page-globals";

// What Shopify's events carry, by the types of @shopify/web-pixels-extension. Numbers of ids are texts there.

const money = (shop: ShopStore, amount: number) => {
  const { currencyCode } = shop.profile();
  return { amount: Number(decimalText(amount, currencyCode)), currencyCode };
};

export function variantPayload(shop: ShopStore, product: ProductRecord, variant: VariantRecord) {
  return {
    id: String(variant.id),
    title: variant.title,
    untranslatedTitle: variant.title,
    sku: variant.sku,
    price: money(shop, variant.price),
    image: { src: `/cdn/products/${product.id}.svg` },
    product: {
      id: String(product.id),
      title: product.title,
      untranslatedTitle: product.title,
      type: product.productType,
      vendor: product.vendor,
      url: `/products/${product.handle}`,
    },
  };
}

/** By its id; null when it is gone. */
export function variantPayloadOf(shop: ShopStore, variantId: number) {
  const variant = shop.variant(variantId);
  const product = variant && shop.product(variant.productId);
  return variant && product ? variantPayload(shop, product, variant) : null;
}

export function cartLinePayload(shop: ShopStore, variantId: number, quantity: number) {
  const merchandise = variantPayloadOf(shop, variantId);
  const price = shop.variant(variantId)?.price ?? 0;
  return merchandise && { merchandise, quantity, cost: { totalAmount: money(shop, price * quantity) } };
}

/** With all that a pixel must not send on. */
export function checkoutPayload(shop: ShopStore, checkout: CheckoutRecord) {
  const { taxesIncluded, currencyCode } = shop.profile();
  const { subtotal, tax, total, discounts } = checkoutAmounts(checkout, taxesIncluded);
  const { customerId, orderId } = checkout;
  const address = { firstName: "Ada", lastName: "Lovelace", address1: "Main Street 1", city: "Berlin", zip: "10115" };
  return {
    token: checkout.token,
    currencyCode,
    email: customerId === null ? null : customerEmail(customerId),
    phone: checkout.hasContact ? "+49 30 901820" : null,
    billingAddress: checkout.hasContact ? address : null,
    shippingAddress: checkout.hasContact ? address : null,
    order:
      orderId === null
        ? null
        : {
            id: String(orderId),
            customer: customerId === null ? null : { id: String(customerId), isFirstOrder: null },
          },
    lineItems: checkout.lines.map(({ title, quantity, variantId, properties }) => ({
      title,
      quantity,
      variant: variantId === null ? null : variantPayloadOf(shop, variantId),
      properties,
    })),
    discountsAmount: money(shop, discounts),
    subtotalPrice: money(shop, subtotal),
    totalTax: money(shop, tax),
    totalPrice: money(shop, total),
    transactions: [],
  };
}
