import type { Database } from "~/adapters/db/connect/client.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import {
  type ListKey,
  readStanding,
  type SentList,
  type StandingList,
} from "~/adapters/db/recommendations/published-lists.server";
import { isVisible, obstacleOf } from "~/domain/recommendations/eligibility";
import { PRODUCT_LISTS } from "~/domain/recommendations/showing/list-kinds";
import { mustBeWritten } from "~/domain/recommendations/showing/list-upkeep";
import { madeLists, popularList, type ShownProduct } from "~/domain/recommendations/showing/made-lists";
import type { EpochMs } from "~/domain/time/shop-time";
import { listsUnderDraw, type TodaysDraw } from "../experiment/todays-draw.server";
import { type ListShop, readCandidateLists } from "../list-shop.server";
import { nameOf } from "./list-metafields";

export type ListChange =
  { readonly what: "write"; readonly list: SentList } | { readonly what: "withdraw"; readonly list: ListKey };

const PRODUCTS_AT_ONCE = 250;

/**
 * What Shopify must be told so that storefronts show what the lists say; an empty list is withdrawn. Each product's lists
 * are made when they are asked for, of the shelf as it is by then.
 *
 * @param productIds - all products with lists or with any in Shopify, and the shop as a whole.
 * @param today - which products are held out; null while nobody's are.
 */
export async function* listChanges(
  { db, shopId, now }: { readonly db: Database; readonly shopId: string; readonly now: EpochMs },
  shop: ListShop,
  productIds: readonly string[],
  today: TodaysDraw | null,
): AsyncGenerator<ListChange> {
  const isWrong = (id: string) => {
    const product = shop.shelf.get(id);
    return product === undefined || shop.choices.isBanned(id) || obstacleOf(product, { allowSoldOut: true }) !== null;
  };
  for (let from = 0; from < productIds.length; from += PRODUCTS_AT_ONCE) {
    const ids = productIds.slice(from, from + PRODUCTS_AT_ONCE);
    const { candidates, standing } = await withShop(db, shopId, async (tx) => ({
      candidates: await readCandidateLists(tx, shopId, ids),
      standing: new Map((await readStanding(tx, shopId, ids)).map((list) => [nameOf(list), list])),
    }));
    for (const id of ids) {
      const wanted =
        id === WHOLE_SHOP
          ? [sent(id, "popular", popularList(shop))]
          : listsOfProduct(id, shop, candidates.get(id)!, today);
      yield* changesBetween(wanted, standing, now, isWrong);
    }
  }
}

function listsOfProduct(
  id: string,
  shop: ListShop,
  candidates: Parameters<typeof madeLists>[1],
  today: TodaysDraw | null,
): SentList[] {
  const product = shop.shelf.get(id);
  // Its lists went with it.
  if (product === undefined) return [];
  // Nobody finds the page of a hidden product, so nothing is shown on it.
  const made = isVisible(product) ? madeLists(id, candidates, shop) : null;
  const drawn = made && today ? listsUnderDraw(today, id, made, shop) : made;
  return PRODUCT_LISTS.map((list) => sent(id, list, drawn?.[list] ?? []));
}

function* changesBetween(
  wanted: readonly SentList[],
  standing: ReadonlyMap<string, StandingList>,
  now: EpochMs,
  isWrong: (id: string) => boolean,
): Generator<ListChange> {
  for (const list of wanted) {
    const before = standing.get(nameOf(list));
    if (list.listedIds.length === 0) {
      if (before !== undefined) yield { what: "withdraw", list };
    } else if (mustBeWritten(list, before && { ...before, writtenAt: before.writtenAt.getTime() }, now, isWrong)) {
      yield { what: "write", list };
    }
  }
}

function sent(productId: string, list: SentList["list"], products: readonly ShownProduct[]): SentList {
  return {
    productId,
    list,
    listedIds: products.map((product) => product.productId),
    weights: list === "cart" ? products.map(({ weight }) => weight) : [],
  };
}
