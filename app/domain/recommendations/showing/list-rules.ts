import { obstacleOf, type ProductFacts } from "../eligibility";

/** What rules look at in a product. */
export interface ShelfProduct extends ProductFacts {
  readonly productId: string;
  readonly productType: string | null;
  readonly category: string | null;
  readonly vendor: string | null;
  readonly tags: readonly string[];
  readonly collectionIds: readonly string[];
  /** Whether a shopper has to choose one of several variants. */
  readonly hasChoice: boolean;
}

export const KINSHIPS = ["any", "type", "collection"] as const;
export const VENDOR_CHOICES = ["any", "same", "other"] as const;

/** What a merchant wants of every list. */
export interface ListRules {
  readonly allowSoldOut: boolean;
  /** What a product must share with the one it is shown beside. */
  readonly kinship: (typeof KINSHIPS)[number];
  readonly vendors: (typeof VENDOR_CHOICES)[number];
  /** In percent of the price of the product it is shown beside; null for no bound. */
  readonly lowestPercent: number | null;
  readonly highestPercent: number | null;
  /** Products with one of these tags are shown nowhere, however the tags are written. */
  readonly excludedTags: readonly string[];
}

export const NO_RULES: ListRules = {
  allowSoldOut: false,
  kinship: "any",
  vendors: "any",
  lowestPercent: null,
  highestPercent: null,
  excludedTags: [],
};

/** Whether a product may be shown anywhere. */
export function mayBeShown(product: ShelfProduct, rules: ListRules): boolean {
  if (obstacleOf(product, rules) !== null) return false;
  if (rules.excludedTags.length === 0) return true;
  const excluded = new Set(rules.excludedTags.map(folded));
  return !product.tags.some((tag) => excluded.has(folded(tag)));
}

/**
 * Whether a product suits the one it is shown beside. A product of unknown type, vendor or price suits none of its
 * rules but those that ask for nothing.
 */
export function suits(product: ShelfProduct, beside: ShelfProduct, rules: ListRules): boolean {
  return isKin(product, beside, rules) && hasVendor(product, beside, rules) && isInBand(product, beside, rules);
}

function isKin(product: ShelfProduct, beside: ShelfProduct, { kinship }: ListRules): boolean {
  if (kinship === "any") return true;
  if (kinship === "collection") return product.collectionIds.some((id) => beside.collectionIds.includes(id));
  const type = typeOf(product);
  return type !== null && type === typeOf(beside);
}

function hasVendor(product: ShelfProduct, beside: ShelfProduct, { vendors }: ListRules): boolean {
  if (vendors === "any") return true;
  return product.vendor !== null && (product.vendor === beside.vendor) === (vendors === "same");
}

function isInBand(product: ShelfProduct, beside: ShelfProduct, { lowestPercent, highestPercent }: ListRules): boolean {
  if (lowestPercent === null && highestPercent === null) return true;
  if (product.lowestPrice === null || beside.lowestPrice === null) return false;
  const percent = (100 * product.lowestPrice) / beside.lowestPrice;
  return percent >= (lowestPercent ?? 0) && percent <= (highestPercent ?? Infinity);
}

/** The merchant's own word for what it is, else Shopify's. */
function typeOf({ productType, category }: ShelfProduct): string | null {
  return productType ?? category;
}

const folded = (tag: string) => tag.trim().toLowerCase();
