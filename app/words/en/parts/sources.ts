/** What Shopify says made an order or a checkout. */
export const sources = {
  named: "{words} ({name})",
  known: {
    web: "Online store",
    pos: "Point of sale",
    mobile_app: "Mobile app",
    staff: "Made by your staff",
    shopify_draft_order: "Draft orders and their invoices",
    subscription_contract: "Subscription renewals",
    subscription_contract_checkout_one: "Subscription renewals (new checkout)",
    app: "An app",
  },
} as const;
