import type { Basis } from "./basis";

/** Whether a number is read from what the web pixel saw in the storefront, so that it begins with measuring. */
export function isOfStorefront({ facts }: Basis): boolean {
  switch (facts) {
    case "sessions":
    case "priorPurchases":
    case "carts":
    case "onlineOrders":
    case "deviceSales":
    case "assisted":
    case "drawnViews":
      return true;
    default:
      return false;
  }
}
