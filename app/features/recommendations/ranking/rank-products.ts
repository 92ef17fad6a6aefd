import type { BasketLog } from "~/domain/recommendations/basket-log";
import type { CatalogueProduct } from "~/domain/recommendations/lists/catalogue-product";
import { type HeldOutQuality, heldOutQuality } from "~/domain/recommendations/lists/held-out-quality";
import { recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import {
  chooseForCarts,
  chooseForPages,
  chooseSettings,
  type ShopSettings,
} from "~/domain/recommendations/lists/shop-settings";
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

/** A job whose settings are known. */
export type SettledJob = RankingJob & Required<Pick<RankingJob, "settings">>;

/** As many as a storefront block usually shows. */
const PLACES = 4;

/** What a ranking consists of, one after the other: each takes much memory that the others do without. */
export const RANKING_STEPS = {
  item: ({ catalogue, log }: RankingJob): ShopSettings["item"] => chooseForPages(catalogue, log),
  cart: ({ log }: RankingJob): ShopSettings["cart"] => chooseForCarts(log),
  quality: ({ catalogue, log, settings }: SettledJob): HeldOutQuality | null =>
    heldOutQuality(catalogue, log, settings, PLACES),
  lists: ({ catalogue, log, asOf, settings, products }: SettledJob): PackedLists =>
    packedLists(recommendationModel(catalogue, log, asOf, settings), products),
};

export function rankProducts(job: RankingJob): Ranking {
  const settings = job.settings ?? chooseSettings(job.catalogue, job.log);
  const settled = { ...job, settings };
  return { settings, quality: RANKING_STEPS.quality(settled), lists: RANKING_STEPS.lists(settled) };
}
