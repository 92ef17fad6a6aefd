import type { ShopifyId } from "~/domain/orders/order";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { DAY_MS } from "~/domain/time/shop-time";
import { originalDiscount } from "~/domain/orders/order-value";
import { compareIds } from "~/domain/orders/purchases";
import { OBSERVED_VALUE_RECORDS } from "~/domain/metrics/records/customer-value";
import { addTotals } from "~/domain/numeric/add-totals";
import { leadingFirst, type LeadingGroup } from "./leading-groups";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { BookedPurchaser } from "~/domain/metrics/history/purchase-book";
import { firstPurchase } from "~/domain/metrics/history/segmented-book";
import type { MatureCustomers, ValueHorizon } from "~/domain/metrics/totals/totals";

/** What is known of a first purchase that may tell good customers from others. */
const QUALITY_TRAITS = ["first_visit_source", "first_product", "discount", "country"] as const;
export type QualityTrait = (typeof QUALITY_TRAITS)[number];

/** Days after which a customer's value is compared. */
export const QUALITY_HORIZON_DAYS = 90 satisfies ValueHorizon;
/** What is compared. */
export const QUALITY_RECORD = OBSERVED_VALUE_RECORDS[`clv_observed_${QUALITY_HORIZON_DAYS}`];

/** Customers whose first purchases share a trait, all of them `QUALITY_HORIZON_DAYS` old. */
export interface QualityGroup extends MatureCustomers {
  readonly trait: QualityTrait;
  /** A source, a product id, `yes` or `no`, or a country; null where it is not known. */
  readonly key: string | null;
}

/**
 * 90-day value of the customers acquired in `range` by what is known of their first purchase. The groups of one trait
 * add up to all of them.
 */
export function customerQuality(
  purchasers: readonly BookedPurchaser[],
  range: DayRange,
  { asOf }: MetricContext,
): QualityGroup[] {
  const horizonMs = QUALITY_HORIZON_DAYS * DAY_MS;
  const groups = new Map<string, { -readonly [Key in keyof QualityGroup]: QualityGroup[Key] }>();
  for (const purchaser of purchasers) {
    const first = firstPurchase(purchaser);
    if (!first || !isWithin(first.day, range)) continue;
    const ripeAt = first.order.processedAt + horizonMs;
    if (ripeAt > asOf) continue;
    const [, second] = purchaser.numbered;
    const within = purchaser.purchases.filter(({ at }) => at <= ripeAt);
    const value = within.reduce((sum, { keptValue }) => sum + keptValue, 0);
    const { order } = first;
    const traits: Record<QualityTrait, string | null> = {
      first_visit_source: order.firstVisitSource,
      first_product: order.leadProductId,
      discount: originalDiscount(order) > 0 ? "yes" : "no",
      country: order.country,
    };
    for (const trait of QUALITY_TRAITS) {
      const key = traits[trait];
      const name = JSON.stringify([trait, key]);
      const group = groups.get(name) ?? {
        trait,
        key,
        customers: 0,
        keptValue: 0,
        keptValueSquares: 0,
        repeaters: 0,
      };
      groups.set(name, group);
      group.customers += 1;
      group.keptValue += value;
      group.keptValueSquares += value * value;
      if (second && second.at <= ripeAt) group.repeaters += 1;
    }
  }
  return [...groups.values()];
}

/** Customers acquired in a range with one first product, and those of them who bought again so far. */
export interface FirstProduct {
  readonly productId: ShopifyId;
  readonly customers: number;
  readonly repeaters: number;
}

/** First products of the customers acquired in `range`, most customers first. */
export function firstProducts(purchasers: readonly BookedPurchaser[], range: DayRange): FirstProduct[] {
  const products = new Map<ShopifyId, { productId: ShopifyId; customers: number; repeaters: number }>();
  for (const purchaser of purchasers) {
    const first = firstPurchase(purchaser);
    const productId = first?.order.leadProductId ?? null;
    if (!first || productId === null || !isWithin(first.day, range)) continue;
    const product = products.get(productId) ?? { productId, customers: 0, repeaters: 0 };
    products.set(productId, product);
    product.customers += 1;
    if (purchaser.numbered.length >= 2) product.repeaters += 1;
  }
  return [...products.values()].sort((a, b) => b.customers - a.customers || compareIds(a.productId, b.productId));
}

/** The groups of a trait with most customers first; those beyond `most` are one last group. */
export function leadingGroups(
  groups: readonly QualityGroup[],
  trait: QualityTrait,
  most: number,
): LeadingGroup<QualityGroup>[] {
  const own = groups.filter((group) => group.trait === trait);
  return leadingFirst(
    own,
    most,
    ({ customers }) => customers,
    (rest) => ({
      trait,
      key: null,
      ...rest.map(({ trait: _trait, key: _key, ...totals }) => totals).reduce(addTotals),
    }),
  );
}
