import type { CheckoutHistory, CheckoutState } from "./checkout";
import type { Definitions } from "./definitions";
import { groupBy } from "~/domain/group-by";
import { checkoutsAsOf, ordersAsOf } from "./history";
import { isOnlineStore } from "./online-store";
import type { Order, ShopifyId } from "./order";
import { orderValue, shippingPaid } from "./order-value";
import { compareIds, comparePurchases } from "./purchases";
import { DAY_MS, MINUTE_MS, type EpochMs } from "~/domain/time/shop-time";

/** What of the definitions decides where a checkout stands. */
export type CheckoutRules = Pick<Definitions, "abandonmentThresholdMinutes" | "checkoutSources">;

/** A checkout, the order it ended in as far as known, and where it stands. */
export interface JudgedCheckout {
  readonly checkout: CheckoutHistory;
  readonly order: Order | null;
  readonly state: CheckoutState;
}

/** How far a listed checkout's completion and its order's creation may lie apart. */
const LIST_MATCH_MS = 5 * MINUTE_MS;
/** An order later than this after the last activity no longer recovers a checkout. */
const RECOVERY_MS = 30 * DAY_MS;
const SUPERSEDING_MS = DAY_MS;
const AUTOMATION_MS = 10 * MINUTE_MS;
const AUTOMATION_CHECKOUTS = 10;

/**
 * Where every checkout stands at `asOf`, deleted ones left out (`metrics` 5.3).
 *
 * Checkouts are first joined to orders: by token, and listed ones, of which Shopify tells no token, by customer and
 * time. An online order that is left gets a checkout of its own, started and completed at the order's time. A checkout
 * that another source than the online store made, or whose order another source made, stands outside all others.
 *
 * @param checkouts - announced ones; any made from orders before are made anew.
 */
export function judgeCheckouts(
  checkouts: readonly CheckoutHistory[],
  orders: readonly Order[],
  asOf: EpochMs,
  { abandonmentThresholdMinutes, checkoutSources }: CheckoutRules,
): JudgedCheckout[] {
  const linked = linkOrders(checkoutsAsOf(checkouts, asOf), ordersAsOf(orders, asOf), checkoutSources).filter(
    ({ checkout }) => !checkout.isDeleted || checkout.completedAt !== null,
  );
  const isInside = ({ checkout, order }: LinkedCheckout) =>
    isOnlineStore(checkout.sourceName, checkoutSources) && isOnlineStore(order?.sourceName ?? null, checkoutSources);
  const inside = linked.filter(isInside);
  const automated = automatedCheckouts(inside);
  const completions = completionsByShopper(inside);
  return linked.map((entry) => ({
    ...entry,
    state: isInside(entry)
      ? stateOf(entry, asOf, abandonmentThresholdMinutes, automated, completions)
      : ("outside" as const),
  }));
}

interface LinkedCheckout {
  readonly checkout: CheckoutHistory;
  readonly order: Order | null;
}

function stateOf(
  { checkout, order }: LinkedCheckout,
  asOf: EpochMs,
  thresholdMinutes: number,
  automated: ReadonlySet<string>,
  completions: ReadonlyMap<string, readonly EpochMs[]>,
): CheckoutState {
  const thresholdMs = thresholdMinutes * MINUTE_MS;
  if (checkout.isTest || order?.isTest) return "void";
  if (checkout.completedAt !== null) return stateOfCompleted(checkout, checkout.completedAt, thresholdMs);
  if (!checkout.hasContact) return "anonymous";
  if (automated.has(checkout.key)) return "void";
  const lastActivity = lastActivityOf(checkout);
  const isSuperseded = shopperKeys(checkout).some((shopper) =>
    completions.get(shopper)?.some((startedAt) => Math.abs(startedAt - lastActivity) <= SUPERSEDING_MS),
  );
  if (isSuperseded) return "superseded";
  return asOf - lastActivity > thresholdMs ? "abandoned" : "open";
}

function stateOfCompleted(checkout: CheckoutHistory, completedAt: EpochMs, thresholdMs: number): CheckoutState {
  const moments = [checkout.startedAt, ...checkout.activity.filter((seenAt) => seenAt < completedAt), completedAt];
  moments.sort((a, b) => a - b);
  let longestIdle = 0;
  let lastIdle = 0;
  moments.forEach((moment, index) => {
    lastIdle = moment - (moments[index - 1] ?? moment);
    longestIdle = Math.max(longestIdle, lastIdle);
  });
  // Shopify lists a checkout only after it was idle for longer than Shopify's own threshold.
  const wasIdle = checkout.origin === "list" || longestIdle > thresholdMs;
  if (!wasIdle) return "completed";
  return lastIdle <= RECOVERY_MS ? "recovered" : "abandoned";
}

function linkOrders(
  checkouts: readonly CheckoutHistory[],
  orders: readonly Order[],
  checkoutSources: readonly string[],
): LinkedCheckout[] {
  const byToken = new Map<string, Order>();
  for (const order of [...orders].sort(comparePurchases)) {
    if (order.checkoutToken !== null && !byToken.has(order.checkoutToken)) byToken.set(order.checkoutToken, order);
  }
  const announced = checkouts.filter(({ isAnnounced }) => isAnnounced).sort((a, b) => compareIds(a.key, b.key));
  const orderOf = new Map<string, Order>();
  for (const { key, token } of announced) {
    const order = token === null ? undefined : byToken.get(token);
    if (!order || token === null) continue;
    orderOf.set(key, order);
    byToken.delete(token);
  }
  for (const [key, order] of matchListed(announced, [...byToken.values()])) {
    orderOf.set(key, order);
    if (order.checkoutToken !== null) byToken.delete(order.checkoutToken);
  }
  const linked = announced.map((checkout): LinkedCheckout => {
    const order = orderOf.get(checkout.key) ?? null;
    const completedAt = checkout.completedAt ?? order?.processedAt ?? null;
    return { checkout: { ...checkout, completedAt, orderId: order?.id ?? null }, order };
  });
  const unannounced = [...byToken.values()].filter(({ sourceName }) => isOnlineStore(sourceName, checkoutSources));
  return [...linked, ...unannounced.map((order) => ({ checkout: checkoutOfOrder(order), order }))];
}

/** Completed checkouts of the list and the orders they became: same customer, nearest in time first, one to one. */
function matchListed(announced: readonly CheckoutHistory[], orders: readonly Order[]): Map<string, Order> {
  const ordersOf = groupBy(orders, ({ customerId }) => customerId);
  const pairs = announced.flatMap((checkout) => {
    const { completedAt, customerId } = checkout;
    if (checkout.origin !== "list" || checkout.token !== null || completedAt === null || customerId === null) return [];
    return (ordersOf.get(customerId) ?? [])
      .map((order) => ({ key: checkout.key, order, distance: Math.abs(order.createdAt - completedAt) }))
      .filter(({ distance }) => distance <= LIST_MATCH_MS);
  });
  pairs.sort((a, b) => a.distance - b.distance || compareIds(a.order.id, b.order.id) || compareIds(a.key, b.key));
  const matched = new Map<string, Order>();
  const taken = new Set<ShopifyId>();
  for (const { key, order } of pairs) {
    if (matched.has(key) || taken.has(order.id)) continue;
    matched.set(key, order);
    taken.add(order.id);
  }
  return matched;
}

function checkoutOfOrder(order: Order): CheckoutHistory {
  return {
    key: `o${order.id}`,
    token: order.checkoutToken,
    cartToken: order.cartToken,
    customerId: order.customerId,
    sourceName: order.sourceName,
    hasContact: true,
    startedAt: order.processedAt,
    activity: [order.processedAt],
    completedAt: order.processedAt,
    orderId: order.id,
    value: orderValue(order),
    shipping: shippingPaid(order),
    isAnnounced: false,
    origin: "order",
    isTest: order.isTest,
    isDeleted: false,
  };
}

/**
 * Checkouts that look like a machine's: within ten minutes of some checkout's start the same customer or cart started
 * ten or more, and none of them became an order.
 */
function automatedCheckouts(linked: readonly LinkedCheckout[]): Set<string> {
  const starts = linked.flatMap(({ checkout }) => shopperKeys(checkout).map((shopper) => ({ shopper, checkout })));
  const byShopper = groupBy(starts, ({ shopper }) => shopper);
  const automated = new Set<string>();
  for (const started of byShopper.values()) {
    if (started.length < AUTOMATION_CHECKOUTS) continue;
    for (const anchor of started) {
      const from = anchor.checkout.startedAt;
      const burst = started
        .map(({ checkout }) => checkout)
        .filter(({ startedAt }) => startedAt >= from && startedAt <= from + AUTOMATION_MS);
      const isOrderless = burst.every(({ completedAt }) => completedAt === null);
      if (burst.length >= AUTOMATION_CHECKOUTS && isOrderless) burst.forEach(({ key }) => automated.add(key));
    }
  }
  return automated;
}

/** Starts of the completed checkouts of every customer and cart. */
function completionsByShopper(linked: readonly LinkedCheckout[]): Map<string, EpochMs[]> {
  const completed = linked.filter(
    ({ checkout, order }) => checkout.completedAt !== null && !checkout.isTest && !order?.isTest,
  );
  const starts = completed.flatMap(({ checkout }) =>
    shopperKeys(checkout).map((shopper) => ({ shopper, startedAt: checkout.startedAt })),
  );
  const byShopper = groupBy(starts, ({ shopper }) => shopper);
  return new Map([...byShopper].map(([shopper, group]) => [shopper, group.map(({ startedAt }) => startedAt)]));
}

function shopperKeys({ customerId, cartToken }: CheckoutHistory): string[] {
  return [
    customerId === null ? null : `customer ${customerId}`,
    cartToken === null ? null : `cart ${cartToken}`,
  ].filter((key) => key !== null);
}

function lastActivityOf({ startedAt, activity }: CheckoutHistory): EpochMs {
  return Math.max(startedAt, activity.at(-1) ?? startedAt);
}
