import type { ForecastMonths } from "~/domain/clv/forecast-months";
import type { LedgerAmount, LedgerLine } from "~/domain/metrics/totals/ledger-amounts";
import type { OrderTotal } from "~/domain/metrics/totals/order-amounts";
import type { SessionAmount } from "~/domain/metrics/totals/session-amounts";
import type { Buyer } from "~/domain/metrics/history/buyer";
import type { ValueHorizon } from "~/domain/metrics/totals/totals";

/**
 * What stands behind a number: which facts are gone through, and what each of them adds to the numerator and to the
 * denominator. A fact is listed when it adds to either, so the sums of the list are the parts of the number.
 */
export type Basis =
  | OrdersBasis
  | LedgerBasis
  | ShippingBasis
  | BuyersBasis
  | AcquiredBasis
  | RetentionBasis
  | RhythmBasis
  | TopBasis
  | ForecastBasis
  | CheckoutsBasis
  | SessionsBasis
  | PriorPurchasesBasis
  | CartsBasis
  | OnlineOrdersBasis
  | DeviceSalesBasis
  | AssistedBasis
  | DrawnViewsBasis;

export type Facts = Basis["facts"];

/** How the number follows from the sums of its list. */
export type Reading =
  /** It is the sum of the numerator. */
  | "sum"
  /** It is the numerator divided by the denominator. */
  | "share"
  /** It is the numerator divided by the denominator, less one. */
  | "growth"
  /** It is read from the listed values themselves, a median for one; the denominator counts them. */
  | "values";

export type Amount = Basis["numerator"];

interface Parts<Amount extends string> {
  readonly reading: Reading;
  readonly numerator: Amount;
  /** Null when the number is a plain sum. */
  readonly denominator: Amount | null;
}

/** Placed orders dated in the range. */
export interface OrdersBasis extends Parts<OrderAmount> {
  readonly facts: "orders";
  /** Only orders of these. */
  readonly buyers?: readonly Buyer[];
}
/** `averagedOrders` are those the average is taken over: without zero-value ones where the shop asks for it. */
export type OrderAmount = OrderTotal | "averagedOrders";

/** Ledger rows that happened in the range, or in the earlier range that growth is measured against. */
export interface LedgerBasis extends Parts<LedgerAmount> {
  readonly facts: "ledger";
  readonly buyers?: readonly Buyer[];
  /** The denominator then sums the rows of this earlier range. */
  readonly base?: "previous_period" | "previous_year";
  /** What the sum consists of, line by line; a minus before what is taken off. */
  readonly madeOf?: readonly LedgerPart[];
  /** The numerator then leaves out the rows of other buyers. */
  readonly numeratorBuyers?: readonly Buyer[];
}
export type LedgerPart = LedgerLine | `-${LedgerLine}`;

/** Orders placed in the range, and orders of any day whose shipping was charged or given back in it. */
export interface ShippingBasis extends Parts<"shipping" | "one"> {
  readonly facts: "shipping";
}

/** Identified customers with a purchase in the range. */
export interface BuyersBasis extends Parts<BuyerAmount> {
  readonly facts: "buyers";
  /** Over the 365 days that end with the range instead. */
  readonly isTrailing365?: boolean;
}
export type BuyerAmount = "one" | "isNew" | "isReturning" | "boughtTwice" | "purchases";

/** Identified customers by their first purchase: in the range, in the trailing year of a horizon, or ever. */
export interface AcquiredBasis extends Parts<AcquiredAmount> {
  readonly facts: "acquired";
  readonly acquired: "range" | "trailing" | "ever";
  /** Only customers at least this old. */
  readonly horizonDays: ValueHorizon | null;
}
export type AcquiredAmount = "one" | "cameBack" | "cameBackInTime" | "valueInTime" | "keptValue" | "hadRecord";

/** Identified customers with a purchase in the 365 days before the split of retention. */
export interface RetentionBasis extends Parts<"one" | "cameBack"> {
  readonly facts: "retention";
}

/** Customers or purchases told by the pauses between purchases. */
export interface RhythmBasis extends Parts<"one" | "lapsed" | "days"> {
  readonly facts: "gaps" | "active" | "reactivated";
}

/** All identified customers, ranked by value to date. */
export interface TopBasis extends Parts<"topValue" | "restValue"> {
  readonly facts: "ranked";
  readonly share: number;
}

/** All identified customers when the forecast was made. */
export interface ForecastBasis extends Parts<ForecastAmount> {
  readonly facts: "forecast";
  /** How far it looks ahead. */
  readonly months: ForecastMonths;
}
export type ForecastAmount = "one" | "expectedValue" | "totalValue" | "hasLeft";

/** Checkouts started in the range. */
export interface CheckoutsBasis extends Parts<CheckoutAmount> {
  readonly facts: "checkouts";
}
export type CheckoutAmount =
  "isAbandoned" | "wasLeft" | "isRecovered" | "isSettled" | "abandonedValue" | "recoveredValue";

/** Sessions that began on the measured days of the range. */
export interface SessionsBasis extends Parts<SessionAmount> {
  readonly facts: "sessions";
}

/** Those of them whose customer had bought twice before, or never. */
export interface PriorPurchasesBasis extends Parts<"isCompleted" | "one"> {
  readonly facts: "priorPurchases";
}

/** Carts begun on the measured days of the range. */
export interface CartsBasis extends Parts<CartAmount> {
  readonly facts: "carts";
}
export type CartAmount = "isAbandoned" | "hasEnded";

/** The online store's orders with a checkout token placed on the measured days of the range. */
export interface OnlineOrdersBasis extends Parts<"wasSeen" | "one"> {
  readonly facts: "onlineOrders";
}

/** Orders of known device with merchandise sold or brought back on the measured days of the range. */
export interface DeviceSalesBasis extends Parts<"mobileSales" | "knownSales"> {
  readonly facts: "deviceSales";
}

/** Rows of the lines whose product was clicked in a list, in a session of the range that bought them. */
export interface AssistedBasis extends Parts<"assistedSales"> {
  readonly facts: "assisted";
}

/** Sessions that viewed a product on a day of the range for which it was drawn, once for each product. */
export interface DrawnViewsBasis extends Parts<"sessionSales" | "one"> {
  readonly facts: "drawnViews";
}
