/** What the web pixel saw of carts and checkouts, on the page about abandonment. */
export const checkoutVisits = {
  none: "No session reached the checkout in this range.",
  carts: {
    title: "Abandoned carts",
    source:
      "Carts of shoppers who agreed to analytics, seen by Comeback's web pixel. A cart counts as left after 24 hours without activity.",
    benchmark: "In a typical store 68.5% of carts are left; across 37 studies it was 69.23% (Baymard).",
    shopify: {
      label: "Cart abandonment",
      basis: "Shopify sessions basis",
      definition:
        "Sessions with a cart that completed no checkout, as a share of all sessions with a cart, as Shopify counts them. Comeback's web pixel has measured no carts in this range; it counts carts, and its numbers are never mixed with these.",
    },
    off: {
      title: "Abandoned carts are not measured yet",
      why: "Shopify tells which checkouts are left, not which carts.",
      shows:
        "With measurement on, this page also shows carts that never reach the checkout, the step at which shoppers stop, and payment and stock errors.",
      link: "Switch on measurement in Settings",
    },
    waiting: "Measurement is on. The first visit of a shopper who agrees to analytics appears here.",
  },
  steps: {
    title: "Step reached",
    units: "Sessions that reached the checkout",
    summary: "Seen by Comeback's web pixel, of shoppers who agreed to analytics.",
    of: "({share})",
  },
  step: {
    started: "Opened the checkout",
    contact: "Contact details",
    address: "Address",
    shipping: "Delivery method",
    payment: "Payment details",
    completed: "Completed",
  },
  errors: {
    title: "Errors at checkout",
    units: "Sessions in which the checkout showed an error",
    summary: "Left: the session saw the error and completed no checkout.",
    none: "No errors were shown in this range.",
    caption: "Errors at checkout, most sessions first",
    other: "Other ({name})",
  },
  alert: {
    CHECKOUT_ERROR: "Error of the checkout itself",
    CONTACT_ERROR: "Contact details not accepted",
    DELIVERY_ERROR: "Delivery not possible",
    DISCOUNT_ERROR: "Discount code not accepted",
    INPUT_INVALID: "Field filled in incorrectly",
    INPUT_REQUIRED: "Required field left empty",
    INVENTORY_ERROR: "Not enough stock",
    MERCHANDISE_ERROR: "Product not available",
    PAYMENT_ERROR: "Payment failed",
  },
  column: {
    step: "Step",
    sessions: "Sessions",
    share: "Of checkouts",
    stopped: "Stopped here",
    error: "Error",
    left: "Left",
    leftShare: "Share that left",
  },
} as const;
