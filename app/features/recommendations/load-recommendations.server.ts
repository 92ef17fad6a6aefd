import { withShop } from "~/adapters/db/connect/tenant.server";
import { readBuilds, type RecommendationBuild } from "~/adapters/db/recommendations/builds.server";
import { findVisibleProducts } from "~/adapters/db/recommendations/catalogue.server";
import { readPublication } from "~/adapters/db/recommendations/list-publication.server";
import { type QualityOfDay, readQuality } from "~/adapters/db/recommendations/list-quality.server";
import { countPublished } from "~/adapters/db/recommendations/published-lists.server";
import type { AppContext } from "~/context/context.server";
import { type Obstacle, obstacleOf } from "~/domain/recommendations/eligibility";
import type { ListRules } from "~/domain/recommendations/showing/list-rules";
import { isEmptiedByRules, madeLists } from "~/domain/recommendations/showing/made-lists";
import { pageCount } from "~/features/page/page-number";
import { entriesOf, type ListedEntry } from "./listed-entries";
import { readCandidateLists, readListShop } from "./list-shop.server";

const PRODUCTS_PER_PAGE = 20;
const QUALITY_DAYS = 90;

export interface RecommendationsPage {
  /** The newest build; it may still run or have failed. Null before the first. */
  readonly latest: BuildSummary | null;
  /** The build whose lists are shown and published. */
  readonly inForce: BuildSummary | null;
  /** Products with a list in Shopify. */
  readonly published: number;
  readonly publication: PublicationSummary | null;
  /** Day by day, oldest first. */
  readonly quality: readonly QualityOfDay[];
  readonly rules: ListRules;
  readonly products: readonly ListedProduct[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly search: string;
}

export interface BuildSummary extends Omit<RecommendationBuild, "startedAt" | "finishedAt" | "source"> {
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** Products with at least one entry / all products; null when the shop has none. */
  readonly coverage: number | null;
}

export interface PublicationSummary {
  readonly publishedAt: number | null;
  readonly failedBecause: string | null;
  readonly refused: number;
  readonly checkedAt: number | null;
  readonly checked: number;
  readonly different: number;
  readonly missingDefinitions: readonly string[];
}

export interface ListedProduct {
  readonly productId: string;
  readonly title: string;
  /** Why it is never recommended itself; null when it is. */
  readonly obstacle: Obstacle | null;
  readonly entries: readonly ListedEntry[];
  /** Set when there would be entries without the rules for every list. */
  readonly isEmptiedByRules: boolean;
}

/** One page of the shop's recommendation lists, and the state of the model behind them. */
export async function loadRecommendations(
  context: AppContext,
  shopId: string,
  { page, search, perPage = PRODUCTS_PER_PAGE }: { page: number; search: string; perPage?: number },
): Promise<RecommendationsPage> {
  return withShop(context.db, shopId, async (tx) => {
    const { latest, inForce } = await readBuilds(tx, shopId);
    const found = await findVisibleProducts(tx, shopId, { search, limit: perPage, offset: (page - 1) * perPage });
    const pages = pageCount(found.total, perPage);
    const productIds = found.products.map(({ productId }) => productId);
    const candidates = await readCandidateLists(tx, shopId, productIds);
    const shop = await readListShop(tx, shopId, { productIds, candidates });
    const publication = await readPublication(tx, shopId);
    return {
      latest: latest && summary(latest),
      inForce: inForce && summary(inForce),
      published: await countPublished(tx, shopId),
      publication: publication && {
        ...publication,
        publishedAt: publication.publishedAt?.getTime() ?? null,
        checkedAt: publication.checkedAt?.getTime() ?? null,
      },
      quality: await readQuality(tx, shopId, QUALITY_DAYS),
      rules: shop.rules,
      products: found.products.map(({ productId, title }) => ({
        productId,
        title,
        obstacle: obstacleOf(shop.shelf.get(productId)!, shop.rules),
        entries: entriesOf(madeLists(productId, candidates.get(productId)!, shop).together, shop.shelf),
        isEmptiedByRules: isEmptiedByRules(productId, candidates.get(productId)!, shop),
      })),
      total: found.total,
      page: Math.min(page, pages),
      pages,
      search,
    };
  });
}

function summary({ source: _, ...build }: RecommendationBuild): BuildSummary {
  return {
    ...build,
    startedAt: build.startedAt.getTime(),
    finishedAt: build.finishedAt?.getTime() ?? null,
    coverage: build.products === 0 ? null : build.covered / build.products,
  };
}
