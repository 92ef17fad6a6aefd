import type { AbandonedCheckout } from "~/adapters/db/facts/abandoned-checkouts.server";
import type { CheckoutStep } from "~/domain/measurement/funnel";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { OtherSource } from "~/domain/metrics/totals/other-sources";
import type { ShippingSplitGroup } from "~/domain/metrics/totals/shipping-split";
import type { CheckoutCounts } from "~/domain/metrics/totals/totals";
import type { CheckoutCut } from "~/domain/orders/known-checkouts";
import type { ShopDay } from "~/domain/time/shop-time";
import type { NumberCard } from "~/features/page/cards/number-card";
import type { PageView, Paged } from "~/features/page/page-view";

/** The address also carries `page`. Checkouts know no channel, country or discount: the segment does not touch them. */
export interface AbandonmentView extends PageView {
  /** checkout_abandonment_rate, checkout_abandonment_gross, recovery_rate. */
  readonly cards: readonly NumberCard[];
  /** abandoned_value, recovered_value. */
  readonly valueCards: readonly NumberCard[];
  /** How much of the range lies before checkouts are known; null when all of it is known. */
  readonly cut: CheckoutCut | null;
  /** What other sources than the online store made in these days: in no number here. Most frequent first. */
  readonly otherSources: readonly OtherSource[];
  /** Completed, recovered, abandoned, open, superseded, void (automated or test), anonymous. */
  readonly states: readonly StateRow[];
  /** Finished checkouts by what delivery cost of the basket, in the order of `SHIPPING_SHARES`. */
  readonly shipping: readonly ShippingRow[];
  /** The first day of ranges with checkouts of this installation alone; null where the range is one. */
  readonly shippingToldFrom: ShopDay | null;
  /** Whether the storefront is measured now. */
  readonly isMeasuring: boolean;
  /** cart_abandonment_rate; null while no shopper was measured. */
  readonly cartCard: NumberCard | null;
  /** Cart abandonment on the Shopify sessions basis, which no metric takes in; null while Shopify told of no carts. */
  readonly shopifyCarts: MetricValue | null;
  /** Null where no day of the range was measured. */
  readonly checkoutVisits: CheckoutVisits | null;
  /** The known days of the range. */
  readonly days: readonly AbandonmentDay[];
  /** Parallel to `days`; empty when nothing is compared. */
  readonly daysBefore: readonly AbandonmentDay[];
  /** Set when the range or its comparison reaches to before the installation: its checkouts come from Shopify's list. */
  readonly installedOn: ShopDay | null;
  /** Completed checkouts of Shopify's list that could not be matched to an order: recovered without a value. */
  readonly unmatchedRecovered: number;
  /** Abandoned checkouts of the range, most recent activity first. */
  readonly abandoned: Paged<AbandonedCheckout>;
  /** Minutes without activity after which a checkout counts as left. */
  readonly thresholdMinutes: number;
  /** Always true: a chosen segment leaves this page as it is, and the page says so. */
  readonly ignoresSegment: true;
}

export interface ShippingRow extends ShippingSplitGroup {
  /**
   * Abandoned of all finished ones; null where it would mislead. Whoever bought has seen a price, and Shopify's list,
   * which checkouts from before the installation come from, does not tell free delivery from none chosen.
   */
  readonly rate: MetricValue | null;
}

/** What the web pixel saw of checkouts. */
export interface CheckoutVisits {
  readonly steps: readonly {
    readonly step: CheckoutStep;
    /** That reached it. */
    readonly sessions: number;
    /** Of the sessions that opened the checkout. */
    readonly share: MetricValue;
  }[];
  /** Errors the checkout showed, most sessions first. */
  readonly alerts: readonly {
    readonly alert: string;
    readonly shown: number;
    readonly sessions: number;
    /** Sessions that saw it and completed no checkout. */
    readonly left: MetricValue;
  }[];
}

export interface StateRow {
  readonly state: "completed" | "recovered" | "abandoned" | "open" | "superseded" | "void" | "anonymous";
  readonly label: string;
  /** What puts a checkout there, in one sentence. */
  readonly rule: string;
  readonly checkouts: number;
  readonly checkoutsBefore: number | null;
  /** Whether it counts in the rate. */
  readonly isSettled: boolean;
}

export interface AbandonmentDay {
  readonly day: ShopDay;
  readonly totals: CheckoutCounts;
  /** Null while none has ended. */
  readonly rate: number | null;
  /** Younger than 7 days: may still change as checkouts complete. */
  readonly isSettling: boolean;
}

/** All cards of the page. */
export function abandonmentCards({ cards, valueCards, cartCard }: AbandonmentView): NumberCard[] {
  return [...cards, ...valueCards, ...(cartCard === null ? [] : [cartCard])];
}
