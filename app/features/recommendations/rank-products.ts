import type { BasketLog } from "~/domain/recommendations/basket-log";
import { type CatalogueProduct, recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import { packedLists, type PackedLists } from "~/domain/recommendations/showing/packed-lists";
import type { EpochMs } from "~/domain/time/shop-time";

export interface RankingJob {
  readonly catalogue: readonly CatalogueProduct[];
  readonly log: BasketLog;
  /** What recent means is measured from here. */
  readonly asOf: EpochMs;
  /** Products to rank others for, by their index in the catalogue. */
  readonly products: readonly number[];
}

export interface Ranking {
  readonly settings: object;
  readonly lists: PackedLists;
}

export function rankProducts({ catalogue, log, asOf, products }: RankingJob): Ranking {
  const model = recommendationModel(catalogue, log, asOf);
  return { settings: model.settings, lists: packedLists(model, products) };
}
