import type { SearchTotals } from "~/adapters/db/totals/measured-lists.server";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Verdict } from "~/domain/metrics/confidence/verdict";
import type { FunnelStage, SessionSplit } from "~/domain/metrics/splits/funnel";
import type { CheckoutCut } from "~/domain/orders/known-checkouts";
import type { ShopifyId } from "~/domain/orders/order";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";
import type { NumberCard } from "~/features/page/cards/number-card";
import type { PageView } from "~/features/page/page-view";

/** Sessions know no channel, country or discount of an order: the segment does not touch this page. */
export interface ConversionView extends PageView {
  readonly measured: MeasuredState;
  /** conversion_rate, conversion_rate_mobile, add_to_cart_rate, reached_checkout_rate. */
  readonly cards: readonly NumberCard[];
  /** search_conversion_rate, search_zero_result_rate, oos_hits. */
  readonly cardsBeneath: readonly NumberCard[];
  /** pixel_coverage. */
  readonly coverage: MetricValue;
  /** All sessions, then each step of the funnel. */
  readonly funnel: readonly FunnelStage[];
  /** The measured days of the range. */
  readonly days: readonly ConversionDay[];
  /** Parallel to `days`; empty when nothing is compared. */
  readonly daysBefore: readonly ConversionDay[];
  readonly splits: Readonly<Record<SessionSplit, readonly VisitSplitRow[]>>;
  /** The most searched terms, then all whose words are not kept. */
  readonly searches: readonly SearchRow[];
  /** Viewed in many sessions and put into the cart in fewer than usual, beyond chance. Most missed adds first. */
  readonly rarelyBought: readonly RarelyBoughtRow[];
  /** Sessions that put a product into the cart, of those that viewed it, over all products. */
  readonly usualAdded: MetricValue;
  /** Most views while sold out first. */
  readonly soldOut: readonly SoldOutRow[];
  readonly shopifySessions: ShopifySessionsView;
  /** Sessions of known customers by how often these had bought before. */
  readonly priorPurchases: readonly PriorPurchasesRow[];
}

/** Sessions as Shopify counts them: a source of their own that no other number here is mixed with. */
export interface ShopifySessionsView {
  /** Whether the merchant lets the app read Shopify's reports. */
  readonly isGranted: boolean;
  /** Null where Shopify told of none. */
  readonly all: ShopifySessionsRow | null;
  /** Most sessions first. */
  readonly countries: readonly (ShopifySessionsRow & {
    /** Shopify's word for it. */
    readonly country: string;
  })[];
}

interface ShopifySessionsRow {
  readonly sessions: number;
  readonly conversion: MetricValue;
}

export interface MeasuredState {
  /** Null while measuring is switched off. */
  readonly switchedOnAt: EpochMs | null;
  /** Day of the first event; null while none came. */
  readonly from: ShopDay | null;
  /** How much of the range lies before it; null when none of it does. */
  readonly cut: CheckoutCut | null;
}

/** A rate beside that of the range it is compared with. */
export interface ComparedRate {
  readonly value: MetricValue;
  /** Null when nothing is compared. */
  readonly previous: MetricValue | null;
  readonly verdict: Verdict | null;
}

export interface ConversionDay {
  readonly day: ShopDay;
  readonly sessions: number;
  readonly completed: number;
}

export interface VisitSplitRow {
  readonly key: string;
  readonly sessions: number;
  /** Of all sessions. */
  readonly share: number;
  readonly conversion: ComparedRate;
}

export interface SearchRow extends SearchTotals {
  readonly conversion: MetricValue;
}

interface ProductRow {
  readonly productId: ShopifyId;
  readonly title: string;
}

export interface RarelyBoughtRow extends ProductRow {
  /** Sessions that put it into the cart, of those that viewed it. */
  readonly added: MetricValue;
  /** Sessions more that would have done so at the usual rate. */
  readonly missed: number;
  /** Placed orders of the range that hold it, wherever they came from. */
  readonly orders: number;
}

export interface SoldOutRow extends ProductRow {
  /** Of the views whose stock is known. */
  readonly soldOut: MetricValue;
}

export interface PriorPurchasesRow {
  readonly purchases: number;
  /** Whether it stands for as many and more. */
  readonly isLast: boolean;
  readonly conversion: MetricValue;
}
