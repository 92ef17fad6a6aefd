import type { BasketLog } from "~/domain/recommendations/basket-log";
import type { CatalogueProduct } from "~/domain/recommendations/lists/catalogue-product";
import { type HeldOutQuality, heldOutQuality } from "~/domain/recommendations/lists/held-out-quality";
import { recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import { chooseSettings, type ShopSettings } from "~/domain/recommendations/lists/shop-settings";
import { packedLists, type PackedLists } from "~/domain/recommendations/showing/packed-lists";
import type { EpochMs } from "~/domain/time/shop-time";

export interface RankingJob {
  readonly catalogue: readonly CatalogueProduct[];
  readonly log: BasketLog;
  /** What recent means is measured from here. */
  readonly asOf: EpochMs;
  /** How lists are ranked; left out, it is chosen on the shop's own last weeks, which takes longer than ranking. */
  readonly settings?: ShopSettings;
  /** Products to rank others for, by their index in the catalogue. */
  readonly products: readonly number[];
}

export interface Ranking {
  readonly settings: ShopSettings;
  /** Null where too little is bought together to tell. */
  readonly quality: HeldOutQuality | null;
  readonly lists: PackedLists;
}

/** As many as a storefront block usually shows. */
const PLACES = 4;

export function rankProducts({ catalogue, log, asOf, products, settings: given }: RankingJob): Ranking {
  const settings = given ?? chooseSettings(catalogue, log);
  const lists = packedLists(recommendationModel(catalogue, log, asOf, settings), products);
  return { settings, lists, quality: heldOutQuality(catalogue, log, settings, PLACES) };
}
