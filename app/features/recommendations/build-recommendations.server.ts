import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { withShop, withShopSnapshot } from "~/adapters/db/connect/tenant.server";
import { finishBuild, readListSource, startBuild } from "~/adapters/db/recommendations/builds.server";
import { replaceCandidates, type StoredCandidates, WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import {
  readBaskets,
  readCatalogue,
  type StoredBasket,
  type StoredProduct,
} from "~/adapters/db/recommendations/catalogue.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import type { AppContext } from "~/context/context.server";
import { type BasketLog, basketLogBuilder, newestBasketAt } from "~/domain/recommendations/basket-log";
import { isVisible } from "~/domain/recommendations/eligibility";
import { type RecommendationModel, recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import { asCatalogueProduct } from "./catalogue-for-model";
import { rankedLists } from "./ranked-lists";

/** Longest stretch of counting before other work of the process gets a turn. */
const TURN_MS = 20;

/**
 * Learns from all purchases of the shop what goes with what, stores it, and asks for the lists to be published. Safe to
 * repeat: what recent means is measured from the newest purchase, so the same purchases and products give the same
 * lists on whatever day, and lists that come out as they were are not touched.
 */
export async function buildRecommendations(context: AppContext, { shopId }: { shopId: string }, signal?: AbortSignal) {
  const shop = await findShop(context.db, shopId);
  if (shop === null || shop.uninstalledAt !== null) return { skipped: "not installed" };
  if (shop.needsReauth) return { skipped: "needs reauth" };
  const buildId = randomUUID();
  await withShop(context.db, shopId, (tx) => startBuild(tx, shopId, buildId));
  try {
    const { catalogue, log, source } = await withShopSnapshot(context.db, shopId, async (tx) => {
      // Purchases, products and the version they are of belong together.
      const products = await readCatalogue(tx, shopId);
      return {
        catalogue: products,
        log: await readLog(products, readBaskets(tx, shopId)),
        source: await readListSource(tx, shopId),
      };
    });
    const now = context.now();
    // An order dated in the future does not make the others old.
    const asOf = Math.min(now, newestBasketAt(log) ?? now);
    const model = recommendationModel(catalogue.map(asCatalogueProduct), log, asOf);
    const lists = await allLists(catalogue, model, signal);
    const products = catalogue.filter(isVisible).length;
    const covered = lists.filter(({ list, candidates }) => list === "together" && candidates.length > 0).length;
    const changed = await withShop(context.db, shopId, async (tx) => {
      const written = await replaceCandidates(tx, shopId, lists);
      const { settings } = model;
      await finishBuild(tx, shopId, buildId, {
        status: "done",
        source,
        settings,
        baskets: log.basketCount,
        products,
        covered,
      });
      await context.queue.send("publish-lists", { shopId }, { isUrgent: true, tx });
      return written;
    });
    return { products, covered, changed };
  } catch (error) {
    await withShop(context.db, shopId, (tx) =>
      finishBuild(tx, shopId, buildId, { status: "failed", reason: reasonOf(error) }),
    ).catch(() => {}); // The first error matters more than failing to note it.
    throw error;
  }
}

async function readLog(catalogue: readonly StoredProduct[], baskets: AsyncIterable<StoredBasket>): Promise<BasketLog> {
  const indexOf = new Map(catalogue.map((product, index) => [product.productId, index]));
  const builder = basketLogBuilder(catalogue.length);
  for await (const { at, customerId, productIds } of baskets) {
    builder.add({
      at: at.getTime(),
      customer: customerId === null ? null : Number(customerId),
      // A product deleted in Shopify is in old orders but can be shown no more.
      products: productIds.flatMap((id) => indexOf.get(id) ?? []),
    });
  }
  return builder.build();
}

/** The ranked lists of the shop and of all products shoppers can open. */
async function allLists(
  catalogue: readonly StoredProduct[],
  model: RecommendationModel,
  signal?: AbortSignal,
): Promise<StoredCandidates[]> {
  const idOf = (index: number) => catalogue[index]!.productId;
  const lists: StoredCandidates[] = [
    { productId: WHOLE_SHOP, list: "popular", candidates: rankedLists.popular(model, idOf) },
  ];
  let turnStarted = performance.now();
  for (const [index, product] of catalogue.entries()) {
    if (!isVisible(product)) continue;
    const { productId } = product;
    for (const list of ["together", "similar", "cart"] as const) {
      lists.push({ productId, list, candidates: rankedLists[list](model, idOf, index) });
    }
    if (performance.now() - turnStarted > TURN_MS) {
      await setImmediate();
      signal?.throwIfAborted();
      turnStarted = performance.now();
    }
  }
  return lists;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
