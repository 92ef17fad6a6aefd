import type { Express, Request, Response } from "express";
import { z } from "zod";
import type { CheckoutRecord } from "../store/records/checkout";
import type { ShopStore } from "../store/shop-store";
import type { Store } from "../store/store";
import { BUYER_COOKIE, buyers, loggedIn } from "./buyer/buyers";
import { CART_COOKIE, cartCookie, emptyCart } from "./buyer/cart";
import { setCookie } from "./buyer/set-cookie";
import { checkoutObject, customerEmail } from "./liquid/page-globals";
import { noteEvents } from "./pixel/noted-events";
import type { StorePages } from "./store-pages";

const contactSchema = z.object({ email: z.email().max(200) });
const paymentSchema = z.object({ country: z.string().regex(/^[A-Z]{2}$/), card: z.literal("declined").optional() });

/** What paying tells pixels: this checkout asks for address, delivery and payment at once. */
const PAID = [
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
  "checkout_completed",
] as const;

/** A checkout from contact details to the thanks for the order. */
export function addCheckoutPages(server: Express, store: Store, { withShop, show, notFound }: StorePages): void {
  const people = buyers();

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
    const known = loggedIn(shop, request.headers.cookie);
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
        noteEvents(response, [{ name: "checkout_contact_info_submitted", token: checkout.token }]);
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
        if (payment.data.card === "declined")
          return showCheckout(request, response, shop, checkout, "The card was declined. Try another one.");
        try {
          shop.completeCheckout(checkout.id, { country: payment.data.country });
          noteEvents(
            response,
            PAID.map((name) => ({ name, token: checkout.token })),
          );
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          return showCheckout(request, response, shop, checkout, `The order could not be placed: ${error.message}.`);
        }
      }
      setCookie(response, CART_COOKIE, cartCookie(emptyCart()));
      response.redirect(303, `/checkouts/${encodeURIComponent(checkout.token)}`);
    }),
  );
}
