import { isDeepStrictEqual } from "node:util";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readBuilds, readListSource } from "~/adapters/db/recommendations/builds.server";
import { readCatalogue, type StoredProduct } from "~/adapters/db/recommendations/catalogue.server";
import type { AppContext } from "~/context/context.server";
import { isVisible, obstacleOf } from "~/domain/recommendations/eligibility";
import { isCandidate } from "./catalogue-for-model";

/** Products are changed by the dozen: one build follows a burst of changes, and is done within the hour. */
const CHANGES_SETTLE_SECONDS = 15 * 60;
/** What may be shown needs no counting. */
const FACTS_SETTLE_SECONDS = 5 * 60;

/**
 * Does `work`, and asks for new lists when it changed anything of these products that lists are made of: for ranking
 * anew where it changed what they are, else for publishing alone, at once where a product is gone. Most messages about
 * products tell of no such change: Shopify announces a product for every list written to it, too.
 */
export async function followProductChanges(
  { queue }: Pick<AppContext, "queue">,
  tx: Tx,
  shopId: string,
  productIds: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  if (productIds.length === 0) return work();
  const before = await readCatalogue(tx, shopId, productIds);
  await work();
  const after = await readCatalogue(tx, shopId, productIds);
  const isGone = after.length < before.length;
  const remaining = before.filter(({ productId }) => after.some((product) => product.productId === productId));
  if (!isDeepStrictEqual(remaining.map(whatIsRanked), after.map(whatIsRanked))) {
    await queue.send("build-recommendations", { shopId }, { startAfterSeconds: CHANGES_SETTLE_SECONDS, tx });
  }
  if (isGone) await queue.send("publish-lists", { shopId }, { isUrgent: true, tx });
  else if (!isDeepStrictEqual(before.map(whatMayBeShown), after.map(whatMayBeShown))) {
    await queue.send("publish-lists", { shopId }, { startAfterSeconds: FACTS_SETTLE_SECONDS, tx });
  }
}

/** What engines know a product by. */
function whatIsRanked(product: StoredProduct) {
  const { productId, title, productType, category, tags } = product;
  return {
    productId,
    title,
    productType,
    category,
    tags,
    isListed: isVisible(product),
    isCandidate: isCandidate(product),
  };
}

/** A price counts only where it ceases or begins to be one: the storefront reads prices itself. */
function whatMayBeShown(product: StoredProduct) {
  const { productId, vendor, collectionIds } = product;
  return { productId, vendor, collectionIds, obstacle: obstacleOf(product, { allowSoldOut: false }) };
}

/**
 * Asks for new lists unless the newest are of the purchases as they are: a changed product has asked for its own.
 * The first lists are asked for by the import.
 */
export async function askForNightlyLists({ queue }: Pick<AppContext, "queue">, tx: Tx, shopId: string): Promise<void> {
  const { latest } = await readBuilds(tx, shopId);
  if (latest === null) return;
  if (latest.status === "done" && isDeepStrictEqual(latest.source, await readListSource(tx, shopId))) return;
  await queue.send("build-recommendations", { shopId }, { isUrgent: true, tx });
}
