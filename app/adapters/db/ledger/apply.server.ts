import { forgetVisitors } from "~/adapters/db/measurement/forget-visits.server";
import { redateVisits } from "~/adapters/db/measurement/redate-visits.server";
import { randomUUID } from "node:crypto";
import { applyCheckouts, applyFirstCheckouts, rederiveCheckouts } from "./apply-checkouts.server";
import { awaitStagedJourneys } from "./awaited-journeys.server";
import {
  contributeAcquisitions,
  contributeCohorts,
  contributePurchaseGaps,
  contributeSales,
  contributeSpread,
  type Cause,
  type Sign,
} from "./contributions.server";
import { insertFactsOfTouchedCustomers, removeFactsOfTouchedCustomers } from "./customer-facts.server";
import {
  applyStagedCustomers,
  moveToCustomer,
  recordMerge,
  survivingCustomer,
  touchRecountedCustomers,
} from "./customers.server";
import { insertStagedOrders, rederiveOrders, redateSales, removeTouchedOrders } from "./orders.server";
import { renumberTouchedOrders, touchRenumberedOrders } from "./purchase-numbers.server";
import {
  customerHash,
  mergedIdsOf,
  randomSurrogateId,
  recordRedaction,
  redactionSalt,
  redactStagedCustomers,
  replaceBySurrogate,
  surrogateOf,
} from "./redaction.server";
import { emptyRollups } from "./rollup-reset.server";
import { recordLedgerVersion } from "~/adapters/db/shop/ledger-version.server";
import { lockShop, type ShopRules } from "./shop-rules.server";
import { raiseDataVersion } from "./shop-version.server";
import {
  clearBatch,
  planForBatch,
  planForSize,
  readBatch,
  type StagedBatch,
} from "~/adapters/db/staging/staged-batch.server";
import { followMergedShoppers } from "~/adapters/db/staging/staged-checkouts.server";
import {
  buryDeletedOrders,
  countKnownOrders,
  countOrphans,
  dropLosingTies,
  dropStaleOrders,
  followMergedCustomers,
  insertStagedLines,
  insertStagedSales,
} from "~/adapters/db/staging/staged-orders.server";
import {
  touchCustomer,
  touchCustomersOfOrders,
  touchOrdersOfCustomer,
  touchStagedOrders,
  touchWholeShop,
} from "./touched.server";
import { readLeftTokens, touchOrdersOfTokens, touchStagedCheckouts } from "./touched-checkouts.server";
import { setUnreadableAside, unlistReadable } from "~/adapters/db/staging/unreadable-orders.server";
import { removeForecastOf } from "~/adapters/db/forecast/forecasts.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/**
 * Which of two versions of an order with one `updated_at` stays: the greater one, so that all orders of arrival agree,
 * or the staged one, when it was read while nobody else could bring in a newer.
 */
export type TieWinner = "greater" | "staged";

export interface ApplyResult {
  /** Orders written or removed. */
  readonly orders: number;
  readonly customers: number;
  readonly checkouts: number;
  /** Staged orders that were no newer than what is stored. */
  readonly stale: number;
  /** Staged lines, agreements and sales without their parent. */
  readonly orphans: number;
  /** Orders of which two versions with one `updated_at` were seen; they have to be read again, for either may be old. */
  readonly conflictingOrderIds: readonly string[];
  /** Orders to be read again, because Shopify has not found the visits that led to them yet. */
  readonly awaitedJourneys: number;
}

/**
 * Brings a staged batch into the shop's numbers. Import, webhooks and reconciliation all end here.
 *
 * Orders with a row that cannot be used are left out whole and listed; what was stored of them stays.
 * What the touched orders and customers add to the rollups is taken out, the orders are replaced, and what they add
 * now is put in: the rollups equal a recomputation after every commit. Must run in one transaction; batches of one
 * shop wait for each other.
 */
export async function applyBatch(
  tx: Tx,
  shopId: string,
  batchId: string,
  tieWinner: TieWinner = "greater",
): Promise<ApplyResult> {
  const rules = await lockShop(tx, shopId);
  const { batch, hasNewList } = await readUsableBatch(tx, shopId, batchId);
  const orphans = await countOrphans(tx, shopId, batchId);
  await nameSurvivors(tx, shopId, batchId, batch);
  const customers = batch.customers > 0 ? await applyStagedCustomers(tx, shopId, batchId) : 0;
  const { stale, known, conflictingOrderIds } = await dropKnownOrders(tx, shopId, batchId, batch, tieWinner);

  const awaitedJourneys = batch.orders > stale ? await awaitStagedJourneys(tx, shopId, batchId) : 0;
  const orders = batch.orders > stale ? await touchStagedOrders(tx, shopId, batchId) : 0;
  if (batch.checkouts > 0) await touchStagedCheckouts(tx, shopId, batchId);
  let checkouts = 0;
  if (batch.isFirst) {
    if (orders > 0) await insertFirstOrders(tx, shopId, batchId, rules);
    if (orders + batch.checkouts > 0) checkouts = await applyFirstCheckouts(tx, shopId, batchId, rules);
  } else {
    if (orders > 0) await replaceOrders(tx, shopId, batchId, rules, known > 0);
    if (orders + batch.checkouts > 0) checkouts = await applyCheckouts(tx, shopId, batchId, rules, batch.checkouts);
  }

  if (hasNewList || orders + customers + checkouts > 0) await raiseDataVersion(tx, shopId, batchId);
  await clearBatch(tx, shopId, batchId);
  return { orders, customers, checkouts, stale, orphans, conflictingOrderIds, awaitedJourneys };
}

/** The batch without the orders of which a row cannot be used, and whether the list of those changed. */
async function readUsableBatch(tx: Tx, shopId: string, batchId: string) {
  const batch = await readBatch(tx, shopId, batchId);
  await planForBatch(tx, batch);
  if (batch.hasFaults) await setUnreadableAside(tx, shopId, batchId);
  const unlisted = batch.orders > 0 ? await unlistReadable(tx, shopId, batchId) : 0;
  return {
    batch: batch.hasFaults ? await readBatch(tx, shopId, batchId) : batch,
    hasNewList: batch.hasFaults || unlisted > 0,
  };
}

/**
 * Moves everything of customer `fromId` to `intoId`, as Shopify does when a merchant merges them. A redacted customer
 * stays apart: nobody may be known again by a merge.
 */
export async function mergeCustomers(tx: Tx, shopId: string, fromId: string, intoId: string): Promise<void> {
  const rules = await lockShop(tx, shopId);
  await planForSize(tx, "few");
  const batchId = randomUUID();
  const salt = await redactionSalt(tx, shopId);
  if (await surrogateOf(tx, shopId, customerHash(salt, fromId))) return;
  const survivorId = await customerNow(tx, shopId, intoId, salt);
  if (survivorId === fromId) return;
  await touchCustomer(tx, shopId, batchId, fromId);
  await touchCustomer(tx, shopId, batchId, survivorId);
  await touchOrdersOfCustomer(tx, shopId, batchId, fromId);
  await contribute(tx, shopId, batchId, -1, ["moved"]);
  await takeOutCustomers(tx, shopId, batchId);
  await moveToCustomer(tx, shopId, fromId, survivorId);
  await recordMerge(tx, shopId, fromId, survivorId);
  await removeForecastOf(tx, shopId, fromId);
  await renumberAndPutIn(tx, shopId, batchId, rules);
  await applyCheckouts(tx, shopId, batchId, rules, 0);
  await raiseDataVersion(tx, shopId, batchId);
  await clearBatch(tx, shopId, batchId);
}

/**
 * Notes how many orders Shopify counts of customers now. Where older orders are hidden from the app, that numbers the
 * known ones: a merge or a deleted order changes the count, and no known order with it.
 *
 * @param orderCounts - by customer.
 */
export async function recountOrders(tx: Tx, shopId: string, orderCounts: ReadonlyMap<string, number>): Promise<void> {
  const rules = await lockShop(tx, shopId);
  if (!rules.isHistoryLimited) return;
  await planForSize(tx, "few");
  const batchId = randomUUID();
  const salt = await redactionSalt(tx, shopId);
  const counts = new Map<string, number>();
  for (const [id, count] of orderCounts) counts.set(await customerNow(tx, shopId, id, salt), count);
  if ((await touchRecountedCustomers(tx, shopId, batchId, counts)) === 0) return;
  await takeOutCustomers(tx, shopId, batchId);
  await renumberAndPutIn(tx, shopId, batchId, rules);
  await raiseDataVersion(tx, shopId, batchId);
  await clearBatch(tx, shopId, batchId);
}

/** Who a customer of Shopify's is here: a surrogate, the survivor of a merge, or the same. */
async function customerNow(tx: Tx, shopId: string, customerId: string, salt: string): Promise<string> {
  const surrogateId = await surrogateOf(tx, shopId, customerHash(salt, customerId));
  return surrogateId ?? survivingCustomer(tx, shopId, customerId);
}

/**
 * Forgets who a customer was: a surrogate takes the place of the id, now and whenever Shopify sends the id again.
 * No total changes.
 *
 * @returns every id the person had: those of customers merged into this one are theirs too.
 */
export async function anonymiseCustomer(tx: Tx, shopId: string, customerId: string): Promise<readonly string[]> {
  await lockShop(tx, shopId);
  const salt = await redactionSalt(tx, shopId);
  const survivorId = await survivingCustomer(tx, shopId, customerId);
  const personIds = [...new Set([customerId, survivorId, ...(await mergedIdsOf(tx, shopId, survivorId))])];
  const surrogateId =
    (await surrogateOf(tx, shopId, customerHash(salt, customerId))) ??
    (survivorId.startsWith("-") ? survivorId : randomSurrogateId());
  for (const id of personIds) await recordRedaction(tx, shopId, customerHash(salt, id), surrogateId);
  await replaceBySurrogate(tx, shopId, personIds, surrogateId);
  await forgetVisitors(tx, shopId, personIds);
  return personIds;
}

/** Recomputes every derived column and rollup of the shop: its time zone, currency or definitions changed. */
export async function rebuildShop(tx: Tx, shopId: string): Promise<void> {
  const rules = await lockShop(tx, shopId);
  await planForSize(tx, "many");
  const batchId = randomUUID();
  await emptyRollups(tx, shopId);
  await touchWholeShop(tx, shopId, batchId);
  await redateSales(tx, shopId, rules.timeZone);
  await rederiveOrders(tx, shopId, batchId, rules);
  await contribute(tx, shopId, batchId, 1, ["staged"]);
  await putInCustomers(tx, shopId, batchId);
  await rederiveCheckouts(tx, shopId, batchId, rules);
  await redateVisits(tx, shopId);
  await recordLedgerVersion(tx, shopId);
  await raiseDataVersion(tx, shopId, batchId);
  await clearBatch(tx, shopId, batchId);
}

/** Puts who redacted and merged customers are now into what is staged. */
async function nameSurvivors(tx: Tx, shopId: string, batchId: string, batch: StagedBatch): Promise<void> {
  if (batch.hasRedactions) await redactStagedCustomers(tx, shopId, batchId);
  if (batch.orders > 0) await followMergedCustomers(tx, shopId, batchId);
  if (batch.checkouts > 0) await followMergedShoppers(tx, shopId, batchId);
}

/** Drops the staged orders that are older than what is known, or the same; `known` are left to be replaced. */
async function dropKnownOrders(tx: Tx, shopId: string, batchId: string, batch: StagedBatch, tieWinner: TieWinner) {
  const none = { stale: 0, known: 0, conflictingOrderIds: [] };
  if (batch.orders === 0) return none;
  if (batch.hasDeletions) await buryDeletedOrders(tx, shopId, batchId);
  const stale = await dropStaleOrders(tx, shopId, batchId);
  if (batch.isFirst) return { ...none, stale };
  const { known, ties } = await countKnownOrders(tx, shopId, batchId);
  if (ties === 0) return { ...none, stale, known };
  const { dropped, conflictingOrderIds } = await dropLosingTies(tx, shopId, batchId, tieWinner);
  return { stale: stale + dropped, known: known - dropped, conflictingOrderIds };
}

/** Writes the orders of a shop that has none: nothing has to be taken out or numbered again. */
async function insertFirstOrders(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  await touchCustomersOfOrders(tx, shopId, batchId);
  await insertOrders(tx, shopId, batchId, rules);
  await contribute(tx, shopId, batchId, 1, ["staged"]);
  await putInCustomers(tx, shopId, batchId);
}

async function replaceOrders(
  tx: Tx,
  shopId: string,
  batchId: string,
  rules: ShopRules,
  hasKnown: boolean,
): Promise<void> {
  await touchCustomersOfOrders(tx, shopId, batchId);
  await takeOutCustomers(tx, shopId, batchId);
  const leftTokens = hasKnown ? await readLeftTokens(tx, shopId, batchId) : [];
  if (hasKnown) {
    await contribute(tx, shopId, batchId, -1, ["staged"]);
    await removeTouchedOrders(tx, shopId, batchId);
  }
  await insertOrders(tx, shopId, batchId, rules);
  await renumberAndPutIn(tx, shopId, batchId, rules);
  if (leftTokens.length > 0) await touchOrdersOfTokens(tx, shopId, batchId, leftTokens);
}

async function insertOrders(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  await insertStagedLines(tx, shopId, batchId);
  await insertStagedSales(tx, shopId, batchId, rules.timeZone);
  await insertStagedOrders(tx, shopId, batchId, rules);
}

/** Numbers the touched customers' purchases again and adds all touched orders and customers as they are then. */
async function renumberAndPutIn(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  if ((await touchRenumberedOrders(tx, shopId, batchId, rules)) > 0) {
    await contribute(tx, shopId, batchId, -1, ["renumbered"]);
    await renumberTouchedOrders(tx, shopId, batchId);
  }
  await contribute(tx, shopId, batchId, 1, ["staged", "moved", "renumbered"]);
  await putInCustomers(tx, shopId, batchId);
}

async function contribute(tx: Tx, shopId: string, batchId: string, sign: Sign, causes: readonly Cause[]) {
  await contributeSales(tx, shopId, batchId, sign, causes);
  await contributePurchaseGaps(tx, shopId, batchId, sign, causes);
}

async function takeOutCustomers(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await contributeCustomers(tx, shopId, batchId, -1);
  await removeFactsOfTouchedCustomers(tx, shopId, batchId);
}

async function putInCustomers(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await insertFactsOfTouchedCustomers(tx, shopId, batchId);
  await contributeCustomers(tx, shopId, batchId, 1);
}

async function contributeCustomers(tx: Tx, shopId: string, batchId: string, sign: Sign): Promise<void> {
  await contributeAcquisitions(tx, shopId, batchId, sign);
  await contributeCohorts(tx, shopId, batchId, sign);
  await contributeSpread(tx, shopId, batchId, sign);
}
