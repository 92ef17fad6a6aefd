import { readPulse } from "~/adapters/db/shop/data-status.server";
import {
  readFormerCurrencyOrders,
  readGiftCardOrders,
  readOrdersLeftOut,
  readReturning,
} from "~/adapters/db/totals/reconciliation.server";
import { shopProfileOf, type ShopProfile } from "~/adapters/db/shop/profile.server";
import { knownShop } from "~/adapters/db/shop/shops.server";
import { withShop, withShopSnapshot, type Tx } from "~/adapters/db/connect/tenant.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { REPORT_SCOPE, readReport } from "~/adapters/shopify/read/read-report.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import {
  COMPARED_KEYS,
  reconcile,
  type ComparedKey,
  type CountedCause,
  type Fraction,
  type TheirNumber,
} from "~/domain/reconciliation/reconciliation";
import type { DayRange } from "~/domain/time/reporting-window";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { contextAsOf } from "~/features/totals/context-as-of";
import { totalsOfNow } from "~/features/totals/totals-of-now.server";
import { ordersNotReceived } from "./orders-not-received.server";
import type { CheckoutNeighbour, ReconciliationView } from "./reconciliation";

/**
 * Our numbers of a range beside Shopify's own, and what the difference is made of. Orders are compared one by one only
 * when something is left that the stored rows do not explain.
 *
 * @throws {Error} when the app has never read the shop.
 */
export async function loadReconciliation(
  context: Pick<AppContext, "db" | "shopify" | "now">,
  shopId: string,
  range: DayRange,
  signal?: AbortSignal,
): Promise<ReconciliationView> {
  const now = context.now();
  const shop = await knownShop(context.db, shopId);
  const profile = await withShop(context.db, shopId, (tx) => shopProfileOf(tx, shopId));
  const { name, currencyCode, timeZone } = profile;
  const result = await resultOf(context, context.shopify.admin(shop.domain), shopId, range, profile, now, signal);
  return { shop: { name, currencyCode, timeZone }, range, asOf: now, result };
}

async function resultOf(
  context: Pick<AppContext, "db" | "now">,
  admin: AdminClient,
  shopId: string,
  range: DayRange,
  profile: ShopProfile,
  now: EpochMs,
  signal: AbortSignal | undefined,
): Promise<ReconciliationView["result"]> {
  if (!profile.grantedScopes.includes(REPORT_SCOPE)) return { status: "no_permission", scope: REPORT_SCOPE };
  try {
    const theirs = await readTheirs(admin, range, profile.currencyCode, signal);
    const { ours, causes, pulse } = await withShopSnapshot(context.db, shopId, async (tx) => {
      return { ...(await readOurs(tx, shopId, range, profile, now)), pulse: await readPulse(tx, shopId) };
    });
    const isOver = range.to < dayOf(now, profile.timeZone);
    // Judged as if it were over: a difference of today is worth a look too.
    const isOpen = reconcile(ours, theirs, causes, true).numbers.some(
      ({ remainder, theirs: value }) => Math.abs(remainder ?? 0) > WORTH_A_LOOK * Math.abs(value ?? 0),
    );
    const notReceived = isOpen ? await ordersNotReceived(context, admin, shopId, range, profile, signal) : null;
    const all = notReceived ? [...causes, notReceived.cause] : causes;
    return {
      status: "ready",
      reconciliation: reconcile(ours, theirs, all, isOver),
      notReceived: notReceived?.orderIds ?? [],
      pending: pulse?.pending ?? 0,
      isRebuilding: pulse?.isRebuilding ?? false,
      neighbour: await readNeighbour(admin, range, profile.currencyCode, signal),
    };
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    if (error.code === "access_denied") return { status: "no_permission", scope: REPORT_SCOPE };
    return { status: "unavailable", because: error.message };
  }
}

/** A remainder above this share of the number is looked into order by order; rounding is far below it. */
const WORTH_A_LOOK = 0.0001;

async function readTheirs(
  admin: AdminClient,
  range: DayRange,
  currencyCode: string,
  signal: AbortSignal | undefined,
): Promise<Record<ComparedKey, TheirNumber | null>> {
  const theirs = await readReport(admin, "sales", COMPARED_KEYS, range, currencyCode, signal);
  const { discounts } = theirs;
  // Shopify prints discounts below zero.
  return { ...theirs, discounts: discounts && { ...discounts, value: Math.abs(discounts.value) } };
}

/** Our numbers as fractions, and what sets them apart from Shopify's, counted from stored rows. */
async function readOurs(
  tx: Tx,
  shopId: string,
  range: DayRange,
  profile: ShopProfile,
  now: EpochMs,
): Promise<{ ours: Record<ComparedKey, Fraction>; causes: CountedCause[] }> {
  const { definitions, isHistoryLimited } = profile;
  const metricContext = contextAsOf(profile, now);
  const reader = totalsOfNow(tx, shopId, profile, metricContext);
  const read = async (key: MetricKey) => fractionOf(await readMetric(key, reader, range, metricContext));
  const orders = await read("orders");
  const average = await read("aov");
  const returning = await read("repeat_rate");
  const zeroValueOrders = orders.numerator - average.denominator;
  const more = (numerator: number): Fraction => ({ numerator, denominator: 0 });
  const isDefault = JSON.stringify(definitions) === JSON.stringify(DEFAULT_DEFINITIONS);
  const byDefault = isDefault ? returning : await readReturning(tx, shopId, range, "purchases", isHistoryLimited);
  const byOrders = await readReturning(tx, shopId, range, "orders", isHistoryLimited);
  const leftOut = await readOrdersLeftOut(tx, shopId, range);
  const giftCards = await readGiftCardOrders(tx, shopId, range);
  const leftovers = await readFormerCurrencyOrders(tx, shopId, range);
  const causes: CountedCause[] = [
    {
      cause: "settings_in_force",
      count: leftOut.orders + zeroValueOrders,
      deltas: {
        orders: more(leftOut.orders),
        gross_sales: more(leftOut.grossSales),
        discounts: more(leftOut.discounts),
        net_sales: more(leftOut.netSales),
        average_order_value: { numerator: leftOut.orderValue, denominator: leftOut.placedOrders + zeroValueOrders },
        returning_customer_rate: between(returning, byDefault),
      },
      isComplete: true,
    },
    { cause: "gift_card_only_orders", count: giftCards, deltas: { orders: more(giftCards) }, isComplete: true },
    { cause: "currency_leftovers", count: leftovers, deltas: { orders: more(leftovers) }, isComplete: true },
    {
      cause: "identity_differences",
      count: Math.abs(byOrders.denominator - byDefault.denominator),
      deltas: { returning_customer_rate: between(byDefault, byOrders) },
      isComplete: true,
    },
  ];
  return {
    ours: {
      orders,
      gross_sales: await read("gross_sales"),
      discounts: await read("discounts"),
      net_sales: await read("net_sales"),
      average_order_value: average,
      returning_customer_rate: returning,
    },
    causes,
  };
}

/** What a metric is divided from; a sum as it is. */
function fractionOf({ value, numerator, denominator }: MetricValue): Fraction {
  return { numerator: numerator ?? value ?? 0, denominator: denominator ?? 1 };
}

function between(from: Fraction, to: Fraction): Fraction {
  return { numerator: to.numerator - from.numerator, denominator: to.denominator - from.denominator };
}

/** Shopify's own figure for checkouts; that it is missing takes nothing from the rest. */
async function readNeighbour(
  admin: AdminClient,
  range: DayRange,
  currencyCode: string,
  signal: AbortSignal | undefined,
): Promise<CheckoutNeighbour | null> {
  try {
    const { sessions_that_reached_checkout: reached, sessions_that_completed_checkout: completed } = await readReport(
      admin,
      "sessions",
      ["sessions_that_reached_checkout", "sessions_that_completed_checkout"] as const,
      range,
      currencyCode,
      signal,
    );
    if (!reached || !completed) return null;
    return {
      reachedCheckout: reached.value,
      completedCheckout: completed.value,
      rate: reached.value === 0 ? null : 1 - completed.value / reached.value,
    };
  } catch (error) {
    if (error instanceof ShopifyError) return null;
    throw error;
  }
}
