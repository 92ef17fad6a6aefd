import type { RecommendationTrace } from "~/domain/measurement/storefront-event";
import type { MinorUnits } from "~/domain/money";
import type { EpochMs } from "~/domain/time/shop-time";

/** Numeric Shopify ids as decimal text: they may exceed 2^53. */
export type ShopifyId = string;

export type SalesAction = "ORDER" | "UPDATE" | "RETURN";

export type SalesLineType =
  "PRODUCT" | "GIFT_CARD" | "TIP" | "SHIPPING" | "DUTY" | "FEE" | "ADDITIONAL_FEE" | "ADJUSTMENT" | "UNKNOWN";

/** One dated row of the sales ledger (`metrics` section 3, "Sales ledger"). */
export interface SalesRow {
  readonly happenedAt: EpochMs;
  readonly action: SalesAction;
  readonly lineType: SalesLineType;
  /** Units; negative on returns. */
  readonly quantity: number;
  /** After discount, tax included; negative on returns. */
  readonly total: MinorUnits;
  readonly tax: MinorUnits;
  /** Positive on sales, negative on returns. */
  readonly discount: MinorUnits;
  /** Whether the row belongs to the order's earliest order agreement; such rows are dated `processedAt`. */
  readonly isOriginal: boolean;
  /** The line it is of; null where none is known. */
  readonly lineId: ShopifyId | null;
}

/** One line of an order. */
export interface OrderLine {
  readonly id: ShopifyId;
  readonly productId: ShopifyId | null;
  /** The recommendation whose own button put it into the cart. */
  readonly addedFrom: RecommendationTrace | null;
}

/** One order with its whole ledger, as read from Shopify. */
export interface Order {
  readonly id: ShopifyId;
  /** The surviving customer after merges; null when unidentified. */
  readonly customerId: ShopifyId | null;
  /** When Shopify first knew the customer; null when that is not known here. */
  readonly customerCreatedAt: EpochMs | null;
  readonly processedAt: EpochMs;
  readonly createdAt: EpochMs;
  readonly cancelledAt: EpochMs | null;
  readonly isTest: boolean;
  /** Shopify's displayFinancialStatus, upper case. */
  readonly financialStatus: string | null;
  readonly sourceName: string | null;
  readonly channel: string | null;
  readonly country: string | null;
  readonly tags: readonly string[];
  /** A subscription order after the first of its contract. */
  readonly isRenewal: boolean;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  /** Shopify's own 1-based position of the order in the customer's history; null when it does not say. */
  readonly customerOrderIndex: number | null;
  /** How many orders, test orders aside, Shopify counts of its customer now; null when it does not say. */
  readonly customerOrderCount: number | null;
  /** The first and the last visit of Shopify's customer journey that ended in it; null when no such visit is known. */
  readonly firstVisitSource: string | null;
  readonly firstVisitMedium: string | null;
  readonly lastVisitSource: string | null;
  readonly lastVisitMedium: string | null;
  /** Days from the first visit to the order, as Shopify recorded it. */
  readonly daysToConversion: number | null;
  /** Product of its first line that is no gift card and whose product is known. */
  readonly leadProductId: ShopifyId | null;
  /** What the customer paid when ordering, shipping and tax included. */
  readonly totalPaid: MinorUnits;
  readonly currencyCode: string;
  readonly rows: readonly SalesRow[];
  /** Known where a measured session completed its checkout. */
  readonly lines: readonly OrderLine[];
}
