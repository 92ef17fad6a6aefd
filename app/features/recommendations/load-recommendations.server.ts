import { withShop } from "~/adapters/db/connect/tenant.server";
import {
  type ProductList,
  readBuilds,
  readProductLists,
  type RecommendationBuild,
} from "~/adapters/db/recommendations/recommendations.server";
import type { AppContext } from "~/context/context.server";
import { isWorthShowing } from "~/domain/recommendations/pair-evidence";
import type { RecommendationSource } from "~/domain/recommendations/lists/recommendation-lists";
import { pageCount } from "~/features/page/page-number";

const PRODUCTS_PER_PAGE = 20;

export interface RecommendationsPage {
  /** The newest build; it may still run or have failed. Null before the first. */
  readonly latest: BuildSummary | null;
  /** The build whose lists are shown and published. */
  readonly inForce: BuildSummary | null;
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

export interface ListedProduct extends Omit<ProductList, "entries"> {
  readonly entries: readonly {
    readonly rank: number;
    readonly productId: string;
    readonly title: string;
    readonly source: RecommendationSource;
    /** Counts a merchant may be shown; null when too few baskets or customers stand behind them. */
    readonly evidence: { readonly together: number; readonly lift: number } | null;
  }[];
}

/** One page of the shop's recommendation lists, and the state of the model behind them. */
export async function loadRecommendations(
  context: AppContext,
  shopId: string,
  { page, search, perPage = PRODUCTS_PER_PAGE }: { page: number; search: string; perPage?: number },
): Promise<RecommendationsPage> {
  return withShop(context.db, shopId, async (tx) => {
    const { latest, inForce } = await readBuilds(tx, shopId);
    const offset = (page - 1) * perPage;
    const found = await readProductLists(tx, shopId, { search, limit: perPage, offset });
    return {
      latest: latest && summary(latest),
      inForce: inForce && summary(inForce),
      products: found.products.map(withReasons),
      total: found.total,
      page,
      pages: pageCount(found.total, perPage),
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

function withReasons(product: ProductList): ListedProduct {
  return {
    ...product,
    entries: product.entries.map(({ together, customers, lift, ...entry }) => {
      const counts = together === null || customers === null || lift === null ? null : { together, customers, lift };
      return {
        ...entry,
        evidence: counts && isWorthShowing(counts) ? { together: counts.together, lift: counts.lift } : null,
      };
    }),
  };
}
