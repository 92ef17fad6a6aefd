import { mergeCustomers, recountOrders } from "~/adapters/db/ledger/apply.server";
import { readBuyers } from "~/adapters/db/facts/facts.server";
import type { StoredDelivery } from "~/adapters/db/inbox/inbox.server";
import { countAttempt, countPending, markDone, pendingDeliveries } from "~/adapters/db/inbox/inbox.server";
import { deleteProducts } from "~/adapters/db/recommendations/products.server";
import type { Shop } from "~/adapters/db/shop/shops.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import { emptyRows } from "~/adapters/db/staging/staged-rows";
import { storedCheckouts } from "~/adapters/db/inbox/stored-checkouts.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { OtherShopsBody } from "~/adapters/shopify/webhooks/checkout-owner";
import { faultOf } from "~/adapters/shopify/translate/fields";
import { readProducts } from "~/adapters/shopify/read/read-catalogue.server";
import { readCustomers } from "~/adapters/shopify/read/read-customers.server";
import { readOrders } from "~/adapters/shopify/read/read-orders.server";
import { readShop } from "~/adapters/shopify/read/read-shop.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { translateDeletedCustomer } from "~/adapters/shopify/translate/translate-customer";
import { translateDeletedOrder } from "~/adapters/shopify/translate/translate-order";
import type { AppContext } from "~/context/context.server";
import { logSecurityEvent } from "~/process/security-event";
import { updateProfile } from "../installation/ensure-installed.server";
import { followProductChanges } from "../recommendations/ranking/ask-for-lists.server";
import { applyRows } from "./apply-rows.server";
import { isBacklogFetched } from "./backlog.server";
import { buryDelivery } from "./bury-delivery.server";
import { drainLifecycle } from "./drain-lifecycle.server";
import { askForJourneys } from "./read-journeys.server";
import { withSettledTies } from "./settled-ties.server";
import { LIFECYCLE_TOPICS, ORDER_TOPICS } from "./topics";
import type { Wish } from "./wishes";
import { storeProductsRead } from "./store-products-read.server";
import { wishOf } from "./wishes";

/** Messages worked off by one transaction: few, so that what is read under throttling shows soon. */
const BATCH = 50;
/** Batches one job does before it lets others go on; the rest gets a job of its own. */
const MAX_BATCHES = 200;
/** Tries of a message that fails although Shopify and the database work. */
const MAX_ATTEMPTS = 3;
const RETRY_SECONDS = 2;
/** Refusals that concern the whole shop: its messages wait until somebody has done something about it. */
const PAUSING: ReadonlySet<string> = new Set(["needs_reauth", "access_denied", "shop_closed"]);

interface Drain {
  readonly context: AppContext;
  readonly shop: Shop;
  readonly admin: AdminClient;
  readonly currencyCode: string;
  readonly signal: AbortSignal;
}

/**
 * Works off the webhooks of a shop. A message mostly says only *what* changed: the orders, customers and products are
 * read again, once each however many messages name them, and applied together with the note that the messages are done.
 */
export async function drainShop(context: AppContext, { shopId }: { shopId: string }, signal: AbortSignal) {
  const known = await findShop(context.db, shopId);
  if (known === null) return { skipped: "unknown shop" };
  const lifecycle = await drainLifecycle(context, known, signal);

  const shop = await findShop(context.db, shopId);
  if (shop === null) return { lifecycle, erased: true };
  if (shop.uninstalledAt !== null) {
    await withShop(context.db, shopId, async (tx) => {
      const rest = await pendingDeliveries(tx, shopId, {
        limit: BATCH,
        after: null,
        topics: { not: LIFECYCLE_TOPICS },
      });
      await markDone(tx, shopId, rest, "the app is uninstalled");
      if (rest.length === BATCH) await context.queue.send("drain-shop", { shopId }, { tx });
    });
    return { lifecycle, skipped: "uninstalled" };
  }
  if (shop.needsReauth) return { lifecycle, skipped: "needs reauth" };
  const profile = await withShop(context.db, shopId, (tx) => readShopProfile(tx, shopId));
  if (profile === null) return { lifecycle, skipped: "no profile" };

  const admin = context.shopify.admin(shop.domain);
  const drain: Drain = { context, shop, admin, currencyCode: profile.currencyCode, signal };
  const isFetched = await withShop(context.db, shopId, (tx) => isBacklogFetched(context, tx, shopId));
  const not = isFetched ? [...LIFECYCLE_TOPICS, ...ORDER_TOPICS] : LIFECYCLE_TOPICS;
  let after: StoredDelivery | null = null;
  let deliveries = 0;
  let hasRetries = false;
  for (let batches = 0; batches < MAX_BATCHES; batches++) {
    signal.throwIfAborted();
    const next = after;
    const batch: StoredDelivery[] = await withShop(context.db, shopId, (tx) =>
      pendingDeliveries(tx, shopId, { limit: BATCH, after: next, topics: { not } }),
    );
    const last = batch.at(-1);
    if (last === undefined) break;
    after = last;
    deliveries += batch.length;
    try {
      if (await drainBatch(drain, batch)) hasRetries = true;
    } catch (error) {
      if (error instanceof ShopifyError && PAUSING.has(error.code))
        return { lifecycle, deliveries, skipped: error.code };
      throw error;
    }
  }
  if (hasRetries) await context.queue.send("drain-shop", { shopId }, { startAfterSeconds: RETRY_SECONDS });
  else if ((await withShop(context.db, shopId, (tx) => countPending(tx, shopId, not))) > 0) {
    await context.queue.send("drain-shop", { shopId });
  }
  return { lifecycle, deliveries };
}

interface Item {
  readonly delivery: StoredDelivery;
  readonly wish: Wish;
}

/** @returns whether a message is left for another try. */
async function drainBatch(drain: Drain, batch: readonly StoredDelivery[]): Promise<boolean> {
  const items: Item[] = [];
  for (const delivery of batch) {
    try {
      items.push({ delivery, wish: wishOf(delivery, drain.shop, drain.currencyCode) });
    } catch (error) {
      if (error instanceof OtherShopsBody) {
        const { topic, eventId } = delivery;
        logSecurityEvent(drain.context.log, "other_shops_body", { shopId: drain.shop.id, topic, eventId });
      }
      await withShop(drain.context.db, drain.shop.id, (tx) =>
        buryDelivery(tx, drain.shop.id, delivery, faultOf(error)),
      );
    }
  }
  return items.length > 0 && drainItems(drain, items);
}

/** Works messages off together; when that fails for a reason of their own, one by one, so that each harms only itself. */
async function drainItems(drain: Drain, items: readonly Item[]): Promise<boolean> {
  try {
    return await workOff(drain, items);
  } catch (error) {
    drain.signal.throwIfAborted();
    if (error instanceof DatabaseUnavailable) throw error;
    if (error instanceof ShopifyError && (error.isRetryable || PAUSING.has(error.code))) throw error;
    const [item] = items;
    if (item === undefined) return false;
    if (items.length > 1) {
      let hasRetries = false;
      for (const single of items) if (await drainItems(drain, [single])) hasRetries = true;
      return hasRetries;
    }
    drain.context.log.warn({ shopId: drain.shop.id, topic: item.delivery.topic, err: error }, "webhook failed");
    return withShop(drain.context.db, drain.shop.id, (tx) => tryAgain(tx, drain.shop.id, item, faultOf(error)));
  }
}

/** Leaves a message for a later try, or gives it up when it had enough of them. */
async function tryAgain(tx: Tx, shopId: string, { delivery }: Item, reason: string): Promise<boolean> {
  if (delivery.attempts + 1 >= MAX_ATTEMPTS) {
    await buryDelivery(tx, shopId, delivery, reason);
    return false;
  }
  await countAttempt(tx, shopId, [delivery]);
  return true;
}

type Named = Extract<Wish, { id: string }>;

async function workOff(drain: Drain, items: readonly Item[]): Promise<boolean> {
  const { context, shop, admin, currencyCode, signal } = drain;
  const wishes = items.map(({ wish }) => wish);
  const named = (what: Named["what"]) => wishes.filter((wish): wish is Named => wish.what === what);
  const ids = (what: Named["what"]) => [...new Set(named(what).map(({ id }) => id))];
  const merges = wishes.filter((wish) => wish.what === "merge");

  const orders = await readOrders(admin, ids("order"), signal);
  // The count of a customer's orders falls with a deleted one, which can no longer be asked whose it was.
  const deletedIds = named("order").flatMap(({ id, isDelete }) => (isDelete ? [id] : []));
  const buyers =
    deletedIds.length === 0 ? [] : await withShop(context.db, shop.id, (tx) => readBuyers(tx, shop.id, deletedIds));
  const merging = merges.flatMap(({ fromId, intoId }) => [fromId, intoId]);
  const people = [...new Set([...ids("customer"), ...merging, ...buyers])];
  const customers = await readCustomers(admin, people, signal);
  const products = await readProducts(admin, ids("product"), currencyCode, signal);
  const shopNow = wishes.some(({ what }) => what === "shop") ? await readShop(admin, signal) : null;

  /** A deletion is believed when Shopify, too, does not show the object any more. */
  const deletion = (what: Named["what"], id: string) => named(what).find((wish) => wish.id === id && wish.isDelete);
  const rows = { ...emptyRows(), ...orders.rows };
  const unseen = new Set<string>();
  for (const id of orders.missing) {
    const gone = deletion("order", id);
    if (gone === undefined) unseen.add(`order ${id}`);
    else rows.orders.push(translateDeletedOrder(id, gone.at, currencyCode));
  }
  rows.customers.push(...customers.customers);
  for (const id of customers.missing) {
    const gone = deletion("customer", id);
    if (gone !== undefined) rows.customers.push(translateDeletedCustomer(id, gone.at));
  }
  for (const wish of wishes) if (wish.what === "checkout") rows.checkouts.push(wish.checkout);
  /** These orders are on the list of those that cannot be used: their messages have said what they had to say. */
  const listed = new Map(rows.faults.map(({ subject, reason }) => [subject.replace("Order/", "order "), reason]));
  const faults = new Map(products.faults.map(({ productId, reason }) => [`product ${productId}`, reason]));
  const goneProducts = products.missing.filter((id) => deletion("product", id) !== undefined);

  return withSettledTies(context, shop.id, admin, signal, async (tx, settled) => {
    const untold = await messagesOfUntoldShop(tx, shop.id, items);
    const applied = await settled(() => applyRows(tx, shop.id, rows));
    if (applied !== null && applied.awaitedJourneys > 0) await askForJourneys(context, tx, shop.id);
    for (const { fromId, intoId } of merges) {
      // Shopify shows the survivor and no longer the other one, or it was not a merge in this shop.
      const isTrue = customers.missing.includes(fromId) && !customers.missing.includes(intoId);
      if (isTrue) await mergeCustomers(tx, shop.id, fromId, intoId);
    }
    if (customers.orderCounts.size > 0) await recountOrders(tx, shop.id, customers.orderCounts);
    await followProductChanges(context, tx, shop.id, ids("product"), async () => {
      await storeProductsRead(tx, shop.id, products);
      if (goneProducts.length > 0) await deleteProducts(tx, shop.id, goneProducts);
    });
    if (shopNow !== null && shopNow.id === shop.id) await updateProfile(context, tx, shop.id, shopNow.profile);

    let hasRetries = false;
    const done: StoredDelivery[] = [];
    for (const item of items) {
      const key = "id" in item.wish ? `${item.wish.what} ${item.wish.id}` : "";
      const fault = faults.get(key);
      if (fault !== undefined) await buryDelivery(tx, shop.id, item.delivery, fault);
      else if (listed.has(key)) await markDone(tx, shop.id, [item.delivery], listed.get(key));
      // A new order may be announced a moment before it can be read.
      else if (unseen.has(key) && item.delivery.attempts + 1 < MAX_ATTEMPTS) {
        await countAttempt(tx, shop.id, [item.delivery]);
        hasRetries = true;
      } else if (unseen.has(key)) await markDone(tx, shop.id, [item.delivery], "Shopify does not show the order");
      else if (untold.has(item.delivery)) await markDone(tx, shop.id, [item.delivery], SHOP_NOT_TOLD);
      else done.push(item.delivery);
    }
    await markDone(tx, shop.id, done);
    if (untold.size > 0) logSecurityEvent(context.log, "shop_not_told", { shopId: shop.id, messages: untold.size });
    return hasRetries;
  });
}

/** The note by which messages are counted that were used on trust. */
const SHOP_NOT_TOLD = "used, although nothing signed says that it is this shop's";

/** Messages that neither name the shop nor are about a checkout it has: its id is nobody else's. */
async function messagesOfUntoldShop(tx: Tx, shopId: string, items: readonly Item[]): Promise<Set<StoredDelivery>> {
  const untold = items.flatMap(({ delivery, wish }) =>
    wish.what === "checkout" && !wish.namesShop ? [{ delivery, id: wish.checkout.checkoutId }] : [],
  );
  if (untold.length === 0) return new Set();
  const known = await storedCheckouts(
    tx,
    shopId,
    untold.map(({ id }) => id),
  );
  return new Set(untold.filter(({ id }) => !known.has(id)).map(({ delivery }) => delivery));
}
