import type { BasketLog } from "~/domain/recommendations/basket-log";
import type { CatalogueProduct } from "~/domain/recommendations/lists/catalogue-product";
import { type HeldOutQuality, heldOutQuality } from "~/domain/recommendations/lists/held-out-quality";
import { productMarks, touchedProducts } from "~/domain/recommendations/lists/product-marks";
import { type CartScale, recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import {
  chooseForCarts,
  chooseForPages,
  chooseSettings,
  type ShopSettings,
} from "~/domain/recommendations/lists/shop-settings";
import { packedLists, type PackedLists } from "~/domain/recommendations/showing/packed-lists";
import type { EpochMs } from "~/domain/time/shop-time";

/** What lists stand on, so that a few of them can be ranked anew and fit the others. */
export interface Standing {
  /** Ages are measured from here in all of them. */
  readonly asOf: EpochMs;
  /** What each product was ranked by, parallel to the catalogue. */
  readonly marks: ArrayLike<number>;
  readonly cartScale: CartScale;
}

export interface RankingJob {
  readonly catalogue: readonly CatalogueProduct[];
  readonly log: BasketLog;
  /** What recent means is measured from here. */
  readonly asOf: EpochMs;
  /** How lists are ranked; left out, it is chosen on the shop's own last weeks, which takes longer than ranking. */
  readonly settings?: ShopSettings;
  /** Products to rank others for, by their index in the catalogue. */
  readonly products: readonly number[];
  /** Of lists of the same products by the same settings; null when all are to be ranked. */
  readonly standing: Standing | null;
}

export interface Ranking {
  readonly settings: ShopSettings;
  /** Null where too little is bought together to tell, and where only some products were ranked. */
  readonly quality: HeldOutQuality | null;
  /** Products that were ranked. */
  readonly products: readonly number[];
  readonly lists: PackedLists;
  /** What all lists stand on now. */
  readonly standing: Standing;
}

/** A job whose settings are known. */
export type SettledJob = RankingJob & Required<Pick<RankingJob, "settings">>;

/** As many as a storefront block usually shows. */
const PLACES = 4;

/** What a job comes to: only the products that were touched since, where lists stand and most of them may. */
export function narrowed(job: RankingJob, marks: Float64Array): RankingJob {
  const { standing } = job;
  const touched = standing && touchedProducts(job.products, standing.marks, marks);
  return touched === null ? { ...job, standing: null } : { ...job, asOf: standing!.asOf, products: touched };
}

/** What a ranking consists of, one after the other: each takes much memory that the others do without. */
export const RANKING_STEPS = {
  marks: ({ log }: RankingJob): Float64Array => productMarks(log),
  item: ({ catalogue, log }: RankingJob): ShopSettings["item"] => chooseForPages(catalogue, log),
  cart: ({ log }: RankingJob): ShopSettings["cart"] => chooseForCarts(log),
  quality: ({ catalogue, log, settings }: SettledJob): HeldOutQuality | null =>
    heldOutQuality(catalogue, log, settings, PLACES),
  lists: ({ catalogue, log, asOf, settings, products, standing }: SettledJob) => {
    const some = standing && { products, cartScale: standing.cartScale };
    const model = recommendationModel(catalogue, log, asOf, settings, some);
    return { lists: packedLists(model, products), cartScale: some?.cartScale ?? model.cartScale() };
  },
};

export function rankProducts(given: RankingJob): Ranking {
  const marks = RANKING_STEPS.marks(given);
  const job = narrowed(given, marks);
  const settings = job.settings ?? chooseSettings(job.catalogue, job.log);
  const settled = { ...job, settings };
  const quality = job.standing === null ? RANKING_STEPS.quality(settled) : null;
  return rankingOf(settled, marks, quality, RANKING_STEPS.lists(settled));
}

export function rankingOf(
  { settings, products, asOf }: SettledJob,
  marks: Float64Array,
  quality: HeldOutQuality | null,
  { lists, cartScale }: ReturnType<typeof RANKING_STEPS.lists>,
): Ranking {
  return { settings, quality, products, lists, standing: { asOf, marks, cartScale } };
}
