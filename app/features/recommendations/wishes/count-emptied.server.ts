import type { Tx } from "~/adapters/db/connect/tenant.server";
import { isVisible } from "~/domain/recommendations/eligibility";
import { isEmptiedByRules, madeLists } from "~/domain/recommendations/showing/made-lists";
import { NO_CANDIDATES, readCandidateLists, readListShop } from "../list-shop.server";

const PRODUCTS_AT_ONCE = 1_000;

/** How many products go without a list because of the rules. Candidates are read only where pins and sellers fill no place. */
export async function countEmptied(tx: Tx, shopId: string): Promise<number> {
  const shop = await readListShop(tx, shopId);
  const doubtful = [...shop.shelf.values()]
    .filter((product) => isVisible(product) && madeLists(product.productId, NO_CANDIDATES, shop).together.length === 0)
    .map(({ productId }) => productId);
  let emptied = 0;
  for (let from = 0; from < doubtful.length; from += PRODUCTS_AT_ONCE) {
    const ids = doubtful.slice(from, from + PRODUCTS_AT_ONCE);
    const candidates = await readCandidateLists(tx, shopId, ids);
    emptied += ids.filter((id) => isEmptiedByRules(id, candidates.get(id)!, shop)).length;
  }
  return emptied;
}
