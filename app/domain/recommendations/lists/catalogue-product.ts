/** A product as the recommender sees it; its index in the catalogue is its identity here. */
export interface CatalogueProduct {
  /** Words that describe it: title, type, tags. */
  readonly description: string;
  /** What kind of product it is; null or left out when nobody said. */
  readonly category?: string | null;
  /** Whether shoppers may be shown it: published and in stock. */
  readonly isEligible: boolean;
}
