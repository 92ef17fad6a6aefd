import type { Tx } from "~/adapters/db/connect/tenant.server";
import { insertCheckoutsOfOrders, linkByToken, linkListed, removeCheckoutsOfOrders } from "./checkout-links.server";
import { deriveCheckoutStates, finishLinkedCheckouts } from "./checkout-states.server";
import { contributeCheckouts, contributeCheckoutsOfOrders } from "./contributions.server";
import type { ShopRules } from "./shop-rules.server";
import { MANY_ROWS, planForSize } from "~/adapters/db/staging/staged-batch.server";
import {
  mergeStagedCheckouts,
  recordActivity,
  valueListedCheckouts,
} from "~/adapters/db/staging/staged-checkouts.server";
import {
  touchAllCheckouts,
  touchCheckoutsOfOrders,
  touchCheckoutsOfSameToken,
  touchCustomersOfCheckouts,
  touchNeighbours,
  touchOrdersOfCheckouts,
  touchOrdersOfSameToken,
} from "./touched-checkouts.server";

/**
 * Brings staged checkouts, and the checkouts of orders already replaced, into the shop's numbers.
 *
 * What is touched: the staged checkouts, those whose order may be another one now, and their neighbours, which a
 * completion supersedes. A checkout's own row says all it adds to the rollup, so the old contribution can be taken
 * out after its order changed.
 *
 * @param stagedCheckouts - how many are staged.
 * @returns how many checkouts were written.
 */
export async function applyCheckouts(
  tx: Tx,
  shopId: string,
  batchId: string,
  rules: ShopRules,
  stagedCheckouts: number,
): Promise<number> {
  let linked = stagedCheckouts;
  if (stagedCheckouts > 0) {
    await touchCustomersOfCheckouts(tx, shopId, batchId);
    linked += await touchCheckoutsOfSameToken(tx, shopId, batchId);
  }
  linked += await touchCheckoutsOfOrders(tx, shopId, batchId);
  if (linked > 0) await touchOrdersOfCheckouts(tx, shopId, batchId);
  await touchOrdersOfSameToken(tx, shopId, batchId);
  const neighbours = await touchNeighbours(tx, shopId, batchId, "neighbour");
  // One message about a shopper with thousands of checkouts judges all of them.
  if (linked + neighbours > MANY_ROWS) await planForSize(tx, "many");
  if (linked + neighbours > 0) await contributeCheckouts(tx, shopId, batchId, -1, ["linked", "neighbour"]);
  await contributeCheckoutsOfOrders(tx, shopId, batchId, -1);

  const written = stagedCheckouts > 0 ? await writeStagedCheckouts(tx, shopId, batchId) : 0;
  await removeCheckoutsOfOrders(tx, shopId, batchId);
  if (linked > 0) await linkCheckouts(tx, shopId, batchId, rules);
  await insertCheckoutsOfOrders(tx, shopId, batchId, rules);

  const found = await touchNeighbours(tx, shopId, batchId, "found");
  if (found > 0) await contributeCheckouts(tx, shopId, batchId, -1, ["found"]);
  if (linked + neighbours + found > 0) {
    await deriveCheckoutStates(tx, shopId, batchId, rules);
    await contributeCheckouts(tx, shopId, batchId, 1, ["linked", "neighbour", "found"]);
  }
  await contributeCheckoutsOfOrders(tx, shopId, batchId, 1);
  return written;
}

/** The same for a shop that had neither orders nor checkouts: everything is new, nothing has to be taken out. */
export async function applyFirstCheckouts(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<number> {
  const written = await writeStagedCheckouts(tx, shopId, batchId);
  await settleAllCheckouts(tx, shopId, batchId, rules);
  return written;
}

/** Derives every checkout of the shop again; all orders must be touched, and the rollup empty. */
export async function rederiveCheckouts(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  await touchAllCheckouts(tx, shopId, batchId);
  await removeCheckoutsOfOrders(tx, shopId, batchId);
  await settleAllCheckouts(tx, shopId, batchId, rules);
}

async function settleAllCheckouts(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  await linkCheckouts(tx, shopId, batchId, rules);
  await insertCheckoutsOfOrders(tx, shopId, batchId, rules);
  await deriveCheckoutStates(tx, shopId, batchId, rules);
  await contributeCheckouts(tx, shopId, batchId, 1, ["linked"]);
  await contributeCheckoutsOfOrders(tx, shopId, batchId, 1);
}

async function writeStagedCheckouts(tx: Tx, shopId: string, batchId: string): Promise<number> {
  await valueListedCheckouts(tx, shopId, batchId);
  await recordActivity(tx, shopId, batchId);
  return mergeStagedCheckouts(tx, shopId, batchId);
}

async function linkCheckouts(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  await linkByToken(tx, shopId, batchId, rules);
  await linkListed(tx, shopId, batchId, rules);
  await finishLinkedCheckouts(tx, shopId, batchId, rules);
}
