/** How a customer makes coffee; it decides what they look at. */
export const TASTES = ["espresso", "pour-over", "press", "moka", "tea", "gifts"] as const;
export type Taste = (typeof TASTES)[number];

/** Why a product is bought: to start or extend a kit, to refill it, or to give away. */
export type Purpose = "gear" | "refill" | "gift";

export interface CatalogueProduct {
  readonly key: string;
  readonly title: string;
  readonly type: string;
  readonly vendor: string;
  readonly collections: readonly string[];
  readonly tags: readonly string[];
  readonly purpose: Purpose;
  /** Taxed as food. */
  readonly isFood: boolean;
  readonly isGiftCard: boolean;
  /** Draw weight per taste; a taste that is not named never looks for it. */
  readonly appeal: Partial<Record<Taste, number>>;
  /** Euro per variant, the first being the one bought most. */
  readonly variants: readonly { readonly title: string; readonly price: number }[];
  /** Products often put in the same basket: key and probability. */
  readonly goesWith: readonly (readonly [key: string, probability: number])[];
  /** Parts of the shop's history, 0 to 1, in which it is sold. */
  readonly soldFrom: number;
  readonly soldUntil: number;
  readonly season: "all-year" | "summer" | "winter";
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  readonly isSoldOut: boolean;
}

export const keyOf = (title: string): string =>
  title
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
