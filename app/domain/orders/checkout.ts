import type { ShopifyId } from "./order";
import type { MinorUnits } from "~/domain/money";
import type { EpochMs } from "~/domain/time/shop-time";

/** Everything known of one checkout: what Shopify announced of it, or the order it was never announced for. */
export interface CheckoutHistory {
  /** `c` and Shopify's checkout id, or `o` and the order id when the checkout was never announced. */
  readonly key: string;
  readonly token: string | null;
  readonly cartToken: string | null;
  readonly customerId: ShopifyId | null;
  /** What made it, where a message names it: `pos`, `shopify_draft_order`, ...; null says the online store. */
  readonly sourceName: string | null;
  /** Whether contact details were added; a checkout without them is an anonymous start. */
  readonly hasContact: boolean;
  readonly startedAt: EpochMs;
  /** Every moment it was seen active, ascending, each once. */
  readonly activity: readonly EpochMs[];
  readonly completedAt: EpochMs | null;
  readonly orderId: ShopifyId | null;
  /** Merchandise after discounts, before tax, without gift cards. */
  readonly value: MinorUnits;
  /** What delivery was offered for, before tax; null while no price is known. Of an order what was paid for it. */
  readonly shipping: MinorUnits | null;
  /** False when it was made from an order because Shopify never announced the checkout. */
  readonly isAnnounced: boolean;
  readonly origin: "list" | "webhook" | "order";
  readonly isTest: boolean;
  readonly isDeleted: boolean;
}

export type CheckoutState =
  | "completed"
  | "recovered"
  | "abandoned"
  | "open"
  | "superseded"
  | "void"
  | "anonymous"
  /** Not the online store's: in no part of any number. */
  | "outside";
