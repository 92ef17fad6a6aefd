import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { withShop, withShopSnapshot } from "~/adapters/db/connect/tenant.server";
import { deleteProducts } from "~/adapters/db/recommendations/products.server";
import {
  finishBuild,
  type ListedRecommendation,
  readBaskets,
  readCatalogue,
  readListSource,
  replaceLists,
  startBuild,
  type StoredProduct,
} from "~/adapters/db/recommendations/recommendations.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import type { AppContext } from "~/context/context.server";
import { type BasketLog, basketLogBuilder, newestBasketAt } from "~/domain/recommendations/basket-log";
import { isVisible, obstacleOf } from "~/domain/recommendations/eligibility";
import { type RecommendationModel, recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import { followProductChanges } from "./ask-for-lists.server";
import { publishRecommendations } from "./publish-recommendations.server";

/** Longest stretch of counting before other work of the process gets a turn. */
const TURN_MS = 20;

/**
 * Learns the shop's recommendations from all its purchases, stores them, and publishes what changed to Shopify.
 * Safe to repeat: lists are replaced as a whole, and only changed ones are sent. What recent means is measured from the
 * newest purchase, so the same purchases and products give the same lists on whatever day.
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
    const model = recommendationModel(catalogue.map(described), log, asOf);
    const lists = await allLists(catalogue, model, signal);
    const entries = lists.flat();
    await withShop(context.db, shopId, (tx) => replaceLists(tx, shopId, entries));
    const admin = context.shopify.admin(shop.domain);
    const publishing = { db: context.db, log: context.log, admin, shopId, signal };
    const { gone, published, written, refused } = await publishRecommendations(publishing, lists);
    const covered = lists.filter((list) => list.length > 0).length;
    await withShop(context.db, shopId, async (tx) => {
      await finishBuild(tx, shopId, buildId, {
        status: "done",
        source,
        settings: model.settings,
        baskets: log.basketCount,
        products: lists.length,
        covered,
        published,
      });
      // Their message may have been lost; the places they leave are filled as after any change of a product.
      if (gone.length > 0) {
        await followProductChanges(context, tx, shopId, gone, () => deleteProducts(tx, shopId, gone));
      }
    });
    return { products: lists.length, covered, published, written, refused, gone: gone.length };
  } catch (error) {
    await withShop(context.db, shopId, (tx) =>
      finishBuild(tx, shopId, buildId, { status: "failed", reason: reasonOf(error) }),
    ).catch(() => {}); // The first error matters more than failing to note it.
    throw error;
  }
}

function described(product: StoredProduct) {
  return {
    description: [product.title, product.productType ?? "", ...product.tags].join(" "),
    isEligible: obstacleOf(product, { allowSoldOut: false }) === null,
  };
}

async function readLog(
  catalogue: StoredProduct[],
  baskets: AsyncIterable<{
    at: Date;
    customerId: string | null;
    productIds: readonly string[];
  }>,
): Promise<BasketLog> {
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

/** The lists of all products shoppers can open; each entry names its product. */
async function allLists(
  catalogue: StoredProduct[],
  model: RecommendationModel,
  signal?: AbortSignal,
): Promise<ListedRecommendation[][]> {
  const lists: ListedRecommendation[][] = [];
  let turnStarted = performance.now();
  for (const [index, product] of catalogue.entries()) {
    if (!isVisible(product)) continue;
    const { productId } = product;
    lists.push(
      model.listFor(index).map(({ product, ...entry }, position) => ({
        ...entry,
        productId,
        recommendedId: catalogue[product]!.productId,
        rank: position + 1,
      })),
    );
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
