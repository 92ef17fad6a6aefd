import { createHash, randomUUID } from "node:crypto";
import { withShop, withShopSnapshot } from "~/adapters/db/connect/tenant.server";
import { finishBuild, readListsInForce, readListSource, startBuild } from "~/adapters/db/recommendations/builds.server";
import {
  countCovered,
  storeCandidates,
  type StoredCandidates,
  WHOLE_SHOP,
} from "~/adapters/db/recommendations/candidates.server";
import {
  readBaskets,
  readCatalogue,
  type StoredBasket,
  type StoredProduct,
} from "~/adapters/db/recommendations/catalogue.server";
import { noteQuality } from "~/adapters/db/recommendations/list-quality.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import type { AppContext } from "~/context/context.server";
import { type BasketLog, basketLogBuilder, newestBasketAt } from "~/domain/recommendations/basket-log";
import { isVisible } from "~/domain/recommendations/eligibility";
import type { ShopSettings } from "~/domain/recommendations/lists/shop-settings";
import { PACKED_KINDS, type PackedLists, unpacked } from "~/domain/recommendations/showing/packed-lists";
import { dayOf, HOUR_MS } from "~/domain/time/shop-time";
import { asCatalogueProduct } from "./catalogue-for-model";
import { rankInThread } from "./rank-in-thread.server";
import type { Ranking, RankingJob, Standing } from "./rank-products";

/** Choosing anew takes longer than ranking, and a day changes little: until then only touched products are ranked. */
const CHOICE_KEPT_MS = 20 * HOUR_MS;

/** What lists in force stand on. */
interface Basis extends Standing {
  /** Of all that is ranked by besides purchases; marks are parallel to its products. */
  readonly catalogue: string;
}

/** How products are ranked; tests do it themselves. */
export type Rank = (job: RankingJob, signal?: AbortSignal) => Promise<Ranking>;

/**
 * Learns from all purchases of the shop what goes with what, stores it, and asks for the lists to be published. The first
 * build of a day chooses settings and ranks all products; one that follows it ranks those touched since. Safe to
 * repeat: what recent means is measured from the newest purchase, so the same purchases and products give the same
 * lists on whatever day, and lists that come out as they were are not touched.
 */
export async function buildRecommendations(
  context: AppContext,
  { shopId }: { shopId: string },
  signal?: AbortSignal,
  { rank = rankInThread }: { readonly rank?: Rank } = {},
) {
  const shop = await findShop(context.db, shopId);
  if (shop === null || shop.uninstalledAt !== null) return { skipped: "not installed" };
  if (shop.needsReauth) return { skipped: "needs reauth" };
  const buildId = randomUUID();
  await withShop(context.db, shopId, (tx) => startBuild(tx, shopId, buildId));
  try {
    const { catalogue, log, source, before, timeZone } = await withShopSnapshot(context.db, shopId, async (tx) => {
      // Purchases, products and the version they are of belong together.
      const products = await readCatalogue(tx, shopId);
      return {
        catalogue: products,
        log: await readLog(products, readBaskets(tx, shopId)),
        source: await readListSource(tx, shopId),
        before: await readListsInForce<ShopSettings, Basis>(tx, shopId),
        timeZone: (await shopProfileOf(tx, shopId)).timeZone,
      };
    });
    const now = context.now();
    // An order dated in the future does not make the others old.
    const asOf = Math.min(now, newestBasketAt(log) ?? now);
    const baskets = log.basketCount;
    const products = catalogue.flatMap((product, index) => (isVisible(product) ? [index] : []));
    const isFresh = before !== null && now - Date.parse(before.chosenAt) < CHOICE_KEPT_MS;
    const chosenAt = isFresh ? before.chosenAt : new Date(now).toISOString();
    const catalogueHash = hashOf(catalogue);
    const isSameCatalogue = before?.basis?.catalogue === catalogueHash;
    const job = {
      ...{ catalogue: catalogue.map(asCatalogueProduct), log, asOf, products },
      ...(isFresh && { settings: before.settings }),
      standing: isFresh && isSameCatalogue ? before.basis : null,
    };
    const { settings, quality, products: ranked, lists, standing } = await rank(job, signal);
    const { covered, changed } = await withShop(context.db, shopId, async (tx) => {
      const ids = products.map((index) => catalogue[index]!.productId);
      const written = await storeCandidates(tx, shopId, ids, storedLists(catalogue, ranked, lists));
      const covered = await countCovered(tx, shopId);
      const basis: Basis = { ...standing, marks: Array.from(standing.marks), catalogue: catalogueHash };
      await finishBuild(tx, shopId, buildId, {
        ...{ status: "done", source, settings: { chosenAt, settings }, basis, baskets, covered },
        products: products.length,
      });
      if (quality !== null) await noteQuality(tx, shopId, { day: dayOf(now, timeZone), ...quality });
      await context.queue.send("publish-lists", { shopId }, { isUrgent: true, tx });
      return { covered, changed: written };
    });
    return { products: products.length, ranked: ranked.length, covered, changed };
  } catch (error) {
    await withShop(context.db, shopId, (tx) =>
      finishBuild(tx, shopId, buildId, { status: "failed", reason: reasonOf(error) }),
    ).catch(() => {}); // The first error matters more than failing to note it.
    throw error;
  }
}

/** Another as soon as a product is, or what is known of one. */
function hashOf(catalogue: readonly StoredProduct[]): string {
  const hash = createHash("sha256");
  for (const product of catalogue) {
    hash.update(JSON.stringify([product.productId, isVisible(product), asCatalogueProduct(product)]));
  }
  return hash.digest("base64");
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

/** The lists as they are stored, one after the other. */
function* storedLists(
  catalogue: readonly StoredProduct[],
  products: readonly number[],
  lists: PackedLists,
): Generator<StoredCandidates> {
  const candidatesAt = (list: number) =>
    unpacked(lists, list).map(({ product, ...entry }) => ({ ...entry, productId: catalogue[product]!.productId }));
  yield { productId: WHOLE_SHOP, list: "popular", candidates: candidatesAt(0) };
  for (const [at, product] of products.entries()) {
    for (const [place, list] of PACKED_KINDS.entries()) {
      const candidates = candidatesAt(1 + at * PACKED_KINDS.length + place);
      yield { productId: catalogue[product]!.productId, list, candidates };
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
