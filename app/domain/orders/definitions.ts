/**
 * The switches a merchant may set (`metrics` section 2). Changing one changes what the numbers mean, so each
 * change raises the definition version and rebuilds history.
 */
export interface Definitions {
  readonly excludeCancelledFromOrders: boolean;
  readonly excludeZeroValueFromAov: boolean;
  readonly fullyRefundedIsPurchase: boolean;
  /** Channels counted; null means all. */
  readonly channelsIncluded: readonly string[] | null;
  readonly excludeOrderTags: readonly string[];
  readonly subscriptionRenewalsAreRepeat: boolean;
  /** Sources that sell through the shop's own checkout, beside the online store: their checkouts count too. */
  readonly checkoutSources: readonly string[];
  /** Idle time after which an unfinished checkout counts as abandoned, 10 to 1440. */
  readonly abandonmentThresholdMinutes: number;
  /** Whether forecasts set customers apart who buy or spend unlike all others. */
  readonly setApartUnusualCustomers: boolean;
  /** What expected value is discounted at a year, 0 to 100; 0 is not at all. */
  readonly annualDiscountPercent: number;
}

export const DEFAULT_DEFINITIONS: Definitions = {
  excludeCancelledFromOrders: false,
  excludeZeroValueFromAov: false,
  fullyRefundedIsPurchase: true,
  channelsIncluded: null,
  excludeOrderTags: [],
  subscriptionRenewalsAreRepeat: true,
  checkoutSources: [],
  abandonmentThresholdMinutes: 60,
  setApartUnusualCustomers: true,
  annualDiscountPercent: 0,
};
