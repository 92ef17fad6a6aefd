import type { BasketLog } from "~/domain/recommendations/basket-log";
import type { CatalogueProduct } from "~/domain/recommendations/lists/catalogue-product";
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
  readonly lists: PackedLists;
}

export function rankProducts({ catalogue, log, asOf, products, settings }: RankingJob): Ranking {
  const model = recommendationModel(catalogue, log, asOf, settings ?? chooseSettings(catalogue, log));
  return { settings: model.settings, lists: packedLists(model, products) };
}
