/** Where a visitor lands who did not come from Shopify admin. */
export const login = {
  title: "Open Comeback from Shopify",
  where:
    "Comeback runs inside Shopify admin, which tells it which shop is asking. In Shopify admin choose <strong>Apps</strong>, then <strong>Comeback</strong>.",
  reload: "Already there? Reload the whole page so that Shopify signs you in again.",
  shop: { label: "Or enter the shop’s Shopify address", error: "Enter the shop's Shopify address, such as {example}." },
  open: "Open in Shopify admin",
} as const;
