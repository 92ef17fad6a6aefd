import { isWorthShowing, type PairEvidence } from "../pair-evidence";
import { LIST_LENGTHS, type ProductListKind } from "./list-kinds";
import { type ListRules, mayBeShown, NO_RULES, type ShelfProduct, suits } from "./list-rules";

/** A product ranked for a list, best first, before anybody's wishes. */
export interface Candidate {
  readonly productId: string;
  /** Plain counts of the pair; null when the two were never bought together. */
  readonly evidence: PairEvidence | null;
  /** How much it says for a cart, 1 to 1000; 0 in other lists. */
  readonly weight: number;
}

export type CandidateLists = Readonly<Record<"together" | "similar" | "cart", readonly Candidate[]>>;

/** What put a product into its place. */
export type Filler = "pinned" | "bought_together" | "similar_product" | "recent_seller";

export interface ShownProduct extends Candidate {
  readonly filledBy: Filler;
}

/** What a merchant decided about products and pairs. */
export interface Choices {
  /** Products pinned beside a product, in their order. */
  pinsOf(productId: string): readonly string[];
  /** Never shown anywhere. */
  isBanned(productId: string): boolean;
  /** Never shown beside one another. */
  isBannedPair(productId: string, otherId: string): boolean;
}

/** Everything lists are made with besides their candidates. */
export interface Shop {
  /** The products there are, by id. */
  readonly shelf: ReadonlyMap<string, ShelfProduct>;
  readonly rules: ListRules;
  readonly choices: Choices;
  /** What sells now, best first; fills free places. */
  readonly sellers: readonly string[];
}

export type MadeLists = Readonly<Record<ProductListKind, readonly ShownProduct[]>>;

/**
 * The lists of one product as shoppers get them. What goes well with it: pins, then what was ranked and may be shown,
 * then what sells. The set: pins, then what was often bought together. Pins stand against
 * every rule but what cannot be bought at all and bans; similar products and carts know none.
 */
export function madeLists(productId: string, candidates: CandidateLists, shop: Shop): MadeLists {
  const beside = shop.shelf.get(productId);
  if (beside === undefined) return { together: [], similar: [], set: [], cart: [] };
  const isAllowed = ({ productId: id }: { readonly productId: string }) =>
    id !== productId && isShowable(id, shop) && !shop.choices.isBannedPair(productId, id);
  const isSuitable = (other: { readonly productId: string }) => {
    const product = shop.shelf.get(other.productId);
    return product !== undefined && isAllowed(other) && suits(product, beside, shop.rules);
  };

  const pinned = shop.choices
    .pinsOf(productId)
    .map((id): ShownProduct => ({
      productId: id,
      filledBy: "pinned",
      evidence: candidates.together.find((candidate) => candidate.productId === id)?.evidence ?? null,
      weight: 0,
    }))
    .filter(isAllowed);
  const ranked = candidates.together.filter(isSuitable).map(asRanked);
  const fill = shop.sellers.map(asSeller).filter(isSuitable);
  return {
    together: firstOfEach([...pinned, ...ranked, ...fill], LIST_LENGTHS.together),
    similar: candidates.similar
      .filter(isSuitable)
      .map((candidate): ShownProduct => ({ ...candidate, filledBy: "similar_product" }))
      .slice(0, LIST_LENGTHS.similar),
    set: firstOfEach(setOf(beside, [...pinned, ...ranked.filter(isOftenBoughtTogether)], shop), LIST_LENGTHS.set),
    cart: candidates.cart
      .filter(isAllowed)
      .map((candidate): ShownProduct => ({ ...candidate, filledBy: "bought_together" }))
      .slice(0, LIST_LENGTHS.cart),
  };
}

function isOftenBoughtTogether({ evidence }: Candidate): boolean {
  return evidence !== null && isWorthShowing(evidence);
}

/**
 * One button adds a set of which nothing leaves a choice. Beside a product that leaves one, and where every partner does,
 * the set is links, as the theme shows it. Nothing sold out stands in it.
 */
function setOf(beside: ShelfProduct, partners: readonly ShownProduct[], { shelf }: Shop): readonly ShownProduct[] {
  const inStock = partners.filter(({ productId }) => shelf.get(productId)?.hasStock);
  const addable = inStock.filter(({ productId }) => !shelf.get(productId)?.hasChoice);
  return beside.hasChoice || addable.length === 0 ? inStock : addable;
}

/** Whether a product goes without a list only because of the merchant's rules. */
export function isEmptiedByRules(productId: string, candidates: CandidateLists, shop: Shop): boolean {
  const { allowSoldOut } = shop.rules;
  const hasList = (rules: ListRules) => madeLists(productId, candidates, { ...shop, rules }).together.length > 0;
  return !hasList(shop.rules) && hasList({ ...NO_RULES, allowSoldOut });
}

/** What sells now and may be shown. */
export function popularList(shop: Shop): readonly ShownProduct[] {
  return shop.sellers
    .filter((id) => isShowable(id, shop))
    .slice(0, LIST_LENGTHS.popular)
    .map(asSeller);
}

/** Whether a product may stand in any list at all. */
export function isShowable(id: string, { shelf, rules, choices }: Shop): boolean {
  const product = shelf.get(id);
  return product !== undefined && mayBeShown(product, rules) && !choices.isBanned(id);
}

function asRanked(candidate: Candidate): ShownProduct {
  return { ...candidate, filledBy: candidate.evidence === null ? "similar_product" : "bought_together" };
}

function asSeller(productId: string): ShownProduct {
  return { productId, filledBy: "recent_seller", evidence: null, weight: 0 };
}

function firstOfEach(products: readonly ShownProduct[], limit: number): ShownProduct[] {
  const first = new Map<string, ShownProduct>();
  for (const product of products) {
    if (first.size === limit) break;
    if (!first.has(product.productId)) first.set(product.productId, product);
  }
  return [...first.values()];
}
