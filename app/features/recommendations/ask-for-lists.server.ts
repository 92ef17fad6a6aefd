import { isDeepStrictEqual } from "node:util";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import {
  readBuilds,
  readCatalogue,
  readListSource,
  type StoredProduct,
} from "~/adapters/db/recommendations/recommendations.server";
import type { AppContext } from "~/context/context.server";
import { obstacleOf } from "~/domain/recommendations/eligibility";

/** Products are changed by the dozen: one build follows a burst of changes, and is done within the hour. */
const CHANGES_SETTLE_SECONDS = 15 * 60;

/**
 * Does `work`, and asks for new lists when it changed anything of these products that lists are made of. Most messages
 * about products tell of no such change: Shopify announces a product for every list written to it, too.
 */
export async function followProductChanges(
  { queue }: Pick<AppContext, "queue">,
  tx: Tx,
  shopId: string,
  productIds: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  if (productIds.length === 0) return work();
  const listed = async () => (await readCatalogue(tx, shopId, productIds)).map(whatListsAreMadeOf);
  const before = await listed();
  await work();
  if (isDeepStrictEqual(before, await listed())) return;
  await queue.send("build-recommendations", { shopId }, { startAfterSeconds: CHANGES_SETTLE_SECONDS, tx });
}

/** A price counts only where it ceases or begins to be one: the storefront reads prices itself. */
function whatListsAreMadeOf(product: StoredProduct) {
  return { ...product, lowestPrice: null, obstacle: obstacleOf(product, { allowSoldOut: false }) };
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
