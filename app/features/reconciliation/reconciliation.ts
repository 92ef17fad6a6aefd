import type { Reconciliation } from "~/domain/reconciliation/reconciliation";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";

/** What the page that holds our numbers against Shopify's shows. Money is in minor units of the shop currency. */
export interface ReconciliationView {
  readonly shop: { readonly name: string; readonly currencyCode: string; readonly timeZone: string };
  readonly range: DayRange;
  readonly asOf: EpochMs;
  readonly result:
    | {
        readonly status: "ready";
        readonly reconciliation: Reconciliation;
        /** Orders Shopify has in another version, or that are not here at all; may be fetched at once. */
        readonly notReceived: readonly string[];
        /** Webhooks received and not yet among the numbers. */
        readonly pending: number;
        readonly isRebuilding: boolean;
        readonly neighbour: CheckoutNeighbour | null;
      }
    /** The app may not read Shopify's reports; `scope` is what the merchant would grant. */
    | { readonly status: "no_permission"; readonly scope: "read_reports" }
    /** Shopify did not answer, or not as expected; our own numbers are not affected. */
    | { readonly status: "unavailable"; readonly because: string };
}

/** Shopify's checkout abandonment counts sessions, ours identified checkouts: neighbours, never the same number. */
export interface CheckoutNeighbour {
  readonly reachedCheckout: number;
  readonly completedCheckout: number;
  /** One less completed of reached; null when no session reached checkout. */
  readonly rate: number | null;
}
