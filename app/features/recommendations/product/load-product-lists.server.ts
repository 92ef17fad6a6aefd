import { readPreviewFacts } from "~/adapters/db/recommendations/catalogue.server";
import { readBans } from "~/adapters/db/recommendations/wishes-for-lists.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import { type Obstacle, obstacleOf } from "~/domain/recommendations/eligibility";
import type { Instead } from "~/domain/recommendations/lift/held-out-lists";
import { PRODUCT_LISTS, type ProductListKind } from "~/domain/recommendations/showing/list-kinds";
import { madeLists } from "~/domain/recommendations/showing/made-lists";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import { readInsteadToday } from "../experiment/todays-draw.server";
import { readCandidateLists, readListShop } from "../list-shop.server";
import { entriesOf, type ListedEntry } from "../listed-entries";

export interface PreviewedEntry extends ListedEntry {
  readonly imageUrl: string | null;
  /** Of the variants that cost anything, in minor units. */
  readonly lowestPrice: number | null;
  readonly highestPrice: number | null;
}

/** One product with its lists as shoppers get them, and what the merchant decided about it. */
export interface ProductListsView {
  readonly productId: string;
  readonly title: string;
  readonly obstacle: Obstacle | null;
  readonly lists: Readonly<Record<Exclude<ProductListKind, "cart">, readonly PreviewedEntry[]>>;
  /** What shoppers see today in place of these lists; null where they see them. */
  readonly insteadToday: Instead | null;
  /** In the merchant's order; some may not be shown now. */
  readonly pinned: readonly { readonly productId: string; readonly title: string; readonly isShown: boolean }[];
  /** Products banned beside it, and it beside them. */
  readonly bannedBeside: readonly { readonly productId: string; readonly title: string }[];
  readonly isBanned: boolean;
}

/** Null for a product the shop does not have. */
export async function loadProductLists(
  context: AppContext,
  shopId: string,
  productId: string,
): Promise<ProductListsView | null> {
  return withShop(context.db, shopId, async (tx) => {
    const candidates = await readCandidateLists(tx, shopId, [productId]);
    const shop = await readListShop(tx, shopId, { productIds: [productId], candidates });
    const product = shop.shelf.get(productId);
    if (product === undefined) return null;
    const made = madeLists(productId, candidates.get(productId)!, shop);
    const shownIds = PRODUCT_LISTS.flatMap((list) => made[list].map((entry) => entry.productId));
    const facts = await readPreviewFacts(tx, shopId, shownIds);
    const previewed = (list: ProductListKind): PreviewedEntry[] =>
      entriesOf(made[list], shop.shelf).map((entry) => ({ ...entry, ...facts.get(entry.productId)! }));
    const bans = await readBans(tx, shopId);
    const besideIds = bans.flatMap((ban) =>
      ban.besideId === null
        ? []
        : ban.productId === productId
          ? [ban.besideId]
          : ban.besideId === productId
            ? [ban.productId]
            : [],
    );
    const pinnedIds = shop.choices.pinsOf(productId);
    const titles = await readProductTitles(tx, shopId, [...besideIds, ...pinnedIds]);
    const shown = new Set(made.together.map((entry) => entry.productId));
    return {
      productId,
      title: product.title,
      obstacle: obstacleOf(product, shop.rules),
      lists: { together: previewed("together"), similar: previewed("similar"), set: previewed("set") },
      insteadToday: await readInsteadToday(tx, shopId, context.now(), { productId, made }),
      pinned: pinnedIds.map((id) => ({ productId: id, title: titles.get(id)!, isShown: shown.has(id) })),
      bannedBeside: besideIds.map((id) => ({ productId: id, title: titles.get(id)! })),
      isBanned: shop.choices.isBanned(productId),
    };
  });
}
