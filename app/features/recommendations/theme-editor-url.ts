/** The blocks of the theme extension by file name, and the template the theme editor opens for each. */
const BLOCKS = {
  product: { template: "product", block: "recommendations" },
  similar: { template: "product", block: "similar" },
  cart: { template: "cart", block: "cart" },
  home: { template: "index", block: "popular" },
  collection: { template: "collection", block: "popular" },
  search: { template: "search", block: "popular" },
  not_found: { template: "404", block: "popular" },
  viewed: { template: "index", block: "viewed" },
  for_you: { template: "index", block: "for-you" },
} as const;

export type Placement = keyof typeof BLOCKS | "drawer";

/** Those beside the product page's own. */
export const OTHER_PLACEMENTS = [
  "similar",
  "cart",
  "home",
  "collection",
  "search",
  "not_found",
  "viewed",
  "for_you",
  "drawer",
] as const satisfies readonly Placement[];

/** The theme editor, with the block of a placement added in a section of its own, or the app's embed chosen. */
export function themeEditorUrl(shopDomain: string, apiKey: string, placement: Placement): string {
  return `https://${shopDomain}/admin/themes/current/editor?${new URLSearchParams(wishOf(apiKey, placement))}`;
}

function wishOf(apiKey: string, placement: Placement): Record<string, string> {
  if (placement === "drawer") return { context: "apps", activateAppId: `${apiKey}/cart-drawer` };
  const { template, block } = BLOCKS[placement];
  return { template, addAppBlockId: `${apiKey}/${block}`, target: "newAppsSection" };
}
