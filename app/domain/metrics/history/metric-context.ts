import type { Definitions } from "~/domain/orders/definitions";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";

/** What a number depends on besides the shop's orders and checkouts. */
export interface MetricContext {
  readonly timeZone: string;
  /** Later orders, ledger rows, cancellations and checkout activity are ignored; maturity and idleness are measured here. */
  readonly asOf: EpochMs;
  readonly definitions: Definitions;
  /** Orders in another currency, from before the shop changed it, are left out. */
  readonly currencyCode: string;
  /** Whether the app may read only the last 60 days of orders. */
  readonly isHistoryLimited: boolean;
  /** From which day checkouts are known, abandoned ones included; null while Shopify's list was never read. */
  readonly checkoutsKnownFrom: ShopDay | null;
  /** From which day the storefront is measured; null while no event came. */
  readonly measuredFrom: ShopDay | null;
}
