import { sessionsThatLeftCarts, type ShopifySessions } from "~/domain/measurement/shopify-sessions";
import { SOURCES, type Source } from "~/domain/measurement/sources";
import { wilsonInterval } from "~/domain/metrics/confidence/confidence";
import type { OrderSource, Visit } from "~/domain/metrics/splits/order-sources";
import {
  PRIOR_PURCHASES,
  sessionsWhere,
  type MeasuredSessions,
  type PriorPurchases,
} from "~/domain/metrics/totals/measured-totals";
import { formatDecimal } from "~/domain/money";

/** The lists of a report that tell where visits came from; empty where the storefront was not measured. */
export interface ReportedStorefront {
  /** Sessions by source; they add up to all sessions. */
  readonly traffic_mix: readonly ReportedTraffic[];
  /** Sessions of known customers by how often these had bought before. */
  readonly conversion_by_prior_purchases: readonly ReportedPriorPurchases[];
  /** Placed orders by where their first and their last visit came from, as Shopify knows them. */
  readonly order_source: readonly ReportedOrderSource[];
  /** Sessions of people as Shopify counts them, never mixed with the pixel's; empty where its reports are not granted. */
  readonly shopify_sessions: readonly ReportedShopifySessions[];
}

interface ReportedTraffic {
  readonly source: Source;
  readonly sessions: number;
  readonly share: number;
  readonly completed: number;
  readonly conversionRate: number | null;
}

interface ReportedPriorPurchases {
  /** `0`, `1`, `2` or `3+`. */
  readonly purchases: string;
  readonly sessions: number;
  readonly completed: number;
  readonly conversionRate: number | null;
  readonly interval: readonly [number, number] | null;
}

interface ReportedShopifySessions extends ShopifySessions {
  readonly conversionRate: number | null;
  /** Of the sessions with a cart, those that completed no checkout: the Shopify sessions basis. */
  readonly cartAbandonmentRate: number | null;
  readonly basis: "Shopify sessions";
}

interface ReportedOrderSource {
  readonly visit: Visit;
  readonly source: string;
  readonly medium: string | null;
  readonly orders: number;
  readonly orderValue: string;
}

export function reportedStorefront(
  sessions: MeasuredSessions,
  prior: PriorPurchases | null,
  orderSources: readonly OrderSource[],
  shopifySessions: readonly ShopifySessions[],
  currencyCode: string,
): ReportedStorefront {
  const all = sessionsWhere(sessions).sessions;
  const conversionRate = (completed: number, of: number) => (of === 0 ? null : completed / of);
  return {
    traffic_mix:
      all === 0
        ? []
        : SOURCES.map((source) => {
            const own = sessionsWhere(sessions, (cell) => cell.source === source);
            return {
              source,
              sessions: own.sessions,
              share: own.sessions / all,
              completed: own.completed,
              conversionRate: conversionRate(own.completed, own.sessions),
            };
          }),
    conversion_by_prior_purchases: (all === 0 ? [] : (prior?.groups ?? [])).map((group, index) => ({
      purchases: index === PRIOR_PURCHASES.length - 1 ? `${index}+` : String(index),
      ...group,
      conversionRate: conversionRate(group.completed, group.sessions),
      interval: wilsonInterval(group.completed, group.sessions),
    })),
    order_source: orderSources.map(({ source, orderValue, ...rest }) => ({
      ...rest,
      source: source ?? "unknown",
      orderValue: formatDecimal(orderValue, currencyCode),
    })),
    shopify_sessions: shopifySessions.map((own) => ({
      ...own,
      conversionRate: conversionRate(own.completed, own.sessions),
      cartAbandonmentRate: cartAbandonmentRate(own),
      basis: "Shopify sessions",
    })),
  };
}

function cartAbandonmentRate(own: ShopifySessions): number | null {
  const left = sessionsThatLeftCarts(own);
  return left === null || own.withCart === 0 ? null : left / own.withCart;
}
