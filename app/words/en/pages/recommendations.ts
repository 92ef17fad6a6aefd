/** The page of recommendations: the build, and each product with its list. */
export const recommendations = {
  title: "Recommendations",
  asOf: {
    notBuilt: "Not built yet.",
    built: "Built {at}, shop time ({timeZone}). Updated every night and after product changes.",
  },
  rebuild: { button: "Rebuild now", requested: "Build requested. The lists are replaced when it is done." },
  failed: {
    title: "The last build did not finish",
    help: "{reason} The lists of the previous build stay in your shop. You can build again now.",
    unknown: "It stopped before the end.",
  },
  running: {
    title: "A build is running",
    help: "The lists below come from the previous build. They are replaced when it is done.",
  },
  empty: {
    title: "No lists yet",
    help: "Lists show what is bought together, once the import is done. Where there is too little, similar products and bestsellers fill in.",
  },
  fact: {
    coverage: { label: "Coverage", note: "of products have a list" },
    products: { label: "Products with a list", note: "of {count}" },
    orders: { label: "Based on", note: "purchases of the whole history" },
    published: { label: "Lists in Shopify", note: "shown by the block" },
  },
  placement: {
    title: "In your shop",
    summary:
      "Add the block “Goes well with” to the product page. It works without script, follows the theme’s fonts and colors, and is hidden when there is nothing to show.",
    button: "Open theme editor",
  },
  lists: {
    title: "Products and their lists",
    search: "Search products by title",
    placeholder: "Product title",
    nothingFound: "No product with a list has “{search}” in its title.",
    none: "No product has a list yet.",
    pages: "Pages of products",
    counted: "{count, plural, one {One product} other {{shown} products}}",
    empty: "No list: nothing was bought with it and nothing is similar.",
    more: "{count} more",
    moreOf: " for {title}",
  },
  obstacle: {
    not_published: "Not on the online store, so never recommended",
    gift_card: "A gift card, so never recommended",
    free: "Costs nothing, so never recommended",
    sold_out: "Sold out, so not recommended",
  },
  filledBy: {
    pinned: "pinned by you",
    bought_together: "bought together a few times",
    similar_product: "similar product",
    recent_seller: "sells well right now",
  },
  together: "bought together {times} times",
  togetherMore:
    "bought together {times} times, {lift, select, twice {twice as often as chance} three {three times as often as chance} four {four times as often as chance} five {five times as often as chance} ten {ten times as often as chance} twenty {twenty times as often as chance} fifty {fifty times as often as chance} other {a hundred times as often as chance and more}}",
} as const;
