import type { ShopStore } from "../../store/shop-store";
import { cookieValue } from "./cart";

export const BUYER_COOKIE = "buyer";

/**
 * Who is buying. The store keeps no email addresses, so `customer-12@example.com` is customer 12, the browser's cookie
 * remembers who bought last, and any other address is a new customer the first time it is seen.
 */
export interface Buyers {
  customerFor(shop: ShopStore, email: string): number;
}

export function buyers(): Buyers {
  const byEmail = new Map<string, number>();
  return {
    customerFor(shop, email) {
      const number = Number(/^customer-(\d+)@example\.com$/i.exec(email)?.[1] ?? Number.NaN);
      if (Number.isSafeInteger(number) && shop.customer(number)) return number;
      const key = `${shop.domain} ${email.trim().toLowerCase()}`;
      const known = byEmail.get(key);
      if (known !== undefined && shop.customer(known)) return known;
      const { id } = shop.createCustomer();
      byEmail.set(key, id);
      return id;
    },
  };
}

/** Who bought last in this browser, and counts as logged in from then on. */
export function loggedIn(shop: ShopStore, cookieHeader: string | undefined): number | null {
  const id = Number(cookieValue(cookieHeader, BUYER_COOKIE) ?? Number.NaN);
  return Number.isSafeInteger(id) && shop.customer(id) ? id : null;
}
