import { readCandidates, WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import { readCatalogue, type StoredProduct } from "~/adapters/db/recommendations/catalogue.server";
import { readBans, readListRules, readPins } from "~/adapters/db/recommendations/wishes-for-lists.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { choicesOf } from "~/domain/recommendations/showing/choices";
import type { CandidateLists, Shop } from "~/domain/recommendations/showing/made-lists";

export interface ListShop extends Shop {
  readonly shelf: ReadonlyMap<string, StoredProduct>;
}

/** What lists are made with; of the whole catalogue, or of products beside some and whatever may stand beside them. */
export async function readListShop(
  tx: Tx,
  shopId: string,
  asked: {
    readonly productIds: readonly string[];
    readonly candidates: ReadonlyMap<string, CandidateLists>;
  } | null = null,
): Promise<ListShop> {
  const [rules, pins, bans, whole] = [
    await readListRules(tx, shopId),
    await readPins(tx, shopId),
    await readBans(tx, shopId),
    await readCandidates(tx, shopId, [WHOLE_SHOP]),
  ];
  const sellers = whole.flatMap(({ candidates }) => candidates.map(({ productId }) => productId));
  const needed = asked && [
    ...asked.productIds,
    ...sellers,
    ...pins.map(({ pinnedId }) => pinnedId),
    ...[...asked.candidates.values()].flatMap((lists) =>
      Object.values(lists)
        .flat()
        .map(({ productId }) => productId),
    ),
  ];
  const products = await readCatalogue(tx, shopId, needed && [...new Set(needed)]);
  return {
    shelf: new Map(products.map((product) => [product.productId, product])),
    rules,
    choices: choicesOf(pins, bans),
    sellers,
  };
}

export const NO_CANDIDATES: CandidateLists = { together: [], similar: [], cart: [] };

/** Candidates of products, by product; every product has an entry. */
export async function readCandidateLists(
  tx: Tx,
  shopId: string,
  productIds: readonly string[],
): Promise<Map<string, CandidateLists>> {
  const lists = new Map(productIds.map((id) => [id, NO_CANDIDATES]));
  for (const { productId, list, candidates } of await readCandidates(tx, shopId, productIds)) {
    lists.set(productId, { ...lists.get(productId)!, [list]: candidates });
  }
  return lists;
}
