import { quantile } from "~/domain/numeric/quantile";

/** A product in one of a customer's orders. */
export interface PastPurchase {
  readonly productId: string;
  /** Whole days of the shop between the order and today; 0 or more. */
  readonly daysAgo: number;
}

/** What a customer's purchases of a product say today. */
export interface ProfileProduct {
  readonly productId: string;
  /** Sum over the orders that hold it, each halved with every 90 days of age. */
  readonly weight: number;
  /** Bought regularly, and about time again. */
  readonly isDue: boolean;
}

/** Half-life of a past purchase. */
export const PROFILE_HALF_LIFE_DAYS = 90;

/** Before half of their usual interval a customer has enough of it; after three they left it. */
const EARLIEST_INTERVALS = 0.5;
const LATEST_INTERVALS = 3;

/**
 * All products a customer bought, the one that says most first.
 *
 * @param purchases - one entry per order and product, in any order
 */
export function purchaseProfile(purchases: readonly PastPurchase[]): ProfileProduct[] {
  const ages = new Map<string, number[]>();
  for (const { productId, daysAgo } of purchases) ages.set(productId, [...(ages.get(productId) ?? []), daysAgo]);
  return Array.from(ages, ([productId, days]) => ({
    productId,
    weight: days.reduce((sum, age) => sum + 2 ** (-age / PROFILE_HALF_LIFE_DAYS), 0),
    isDue: isDue(days),
  })).sort((a, b) => b.weight - a.weight || (a.productId < b.productId ? -1 : 1));
}

/**
 * Whether the time since the last purchase fits the customer's own interval: the median of the days between two
 * purchases. Orders of one day are one purchase, so it takes two days to have an interval.
 */
function isDue(ages: readonly number[]): boolean {
  const days = [...new Set(ages)].sort((a, b) => a - b);
  const gaps = days.slice(1).map((day, at) => day - days[at]!);
  const interval = quantile(
    gaps.sort((a, b) => a - b),
    0.5,
  );
  if (interval === null) return false;
  const since = days[0]!;
  return since >= EARLIEST_INTERVALS * interval && since <= LATEST_INTERVALS * interval;
}
