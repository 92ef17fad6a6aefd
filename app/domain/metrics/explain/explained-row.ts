import type { CartState } from "~/domain/measurement/cart-episodes";
import type { CheckoutState } from "~/domain/orders/checkout";
import type { SalesAction, SalesLineType, ShopifyId } from "~/domain/orders/order";
import type { MinorUnits } from "~/domain/money";
import type { EpochMs } from "~/domain/time/shop-time";
import type { Facts } from "~/domain/metrics/records/basis";

/** What a list consists of, and so what its columns are. */
export type ListKind = "orders" | "rows" | "customers" | "checkouts" | "sessions" | "carts";

export const LIST_KINDS: Readonly<Record<Facts, ListKind>> = {
  orders: "orders",
  shipping: "orders",
  ledger: "rows",
  buyers: "customers",
  acquired: "customers",
  retention: "customers",
  active: "customers",
  reactivated: "customers",
  ranked: "customers",
  gaps: "customers",
  forecast: "customers",
  checkouts: "checkouts",
  sessions: "sessions",
  priorPurchases: "sessions",
  carts: "carts",
  onlineOrders: "orders",
  deviceSales: "orders",
  assisted: "rows",
  drawnViews: "sessions",
};

/** One fact behind a number: an order, a ledger row, a customer, a checkout, a session or a cart. What does not apply is null. */
export interface ExplainedRow {
  /** Unique in its list. */
  readonly key: string;
  readonly orderId: ShopifyId | null;
  /** As the merchant knows it, "#1001"; null where only the id is at hand. */
  readonly orderName: string | null;
  /** Below zero for a customer who was erased. */
  readonly customerId: ShopifyId | null;
  readonly checkoutId: ShopifyId | null;
  /** When it was ordered, happened, first bought or started. */
  readonly at: EpochMs;
  readonly channel: string | null;
  readonly country: string | null;
  readonly purchaseNumber: number | null;
  readonly action: SalesAction | null;
  readonly lineType: SalesLineType | null;
  /** Name of the product sold. */
  readonly title: string | null;
  /** How a checkout or a cart ended, or whether a product's lists were shown that day. */
  readonly state: CheckoutState | CartState | "shown" | "held_out" | null;
  /** What a session was made on, where it came from, the kind of page it began on and how far it got. */
  readonly device: string | null;
  readonly source: string | null;
  readonly landing: string | null;
  readonly step: string | null;
  /** Units of a ledger row, purchases of a customer, earlier purchases of the customer of a session. */
  readonly quantity: number | null;
  /** Order value, or value to date of a customer, or merchandise in a checkout. */
  readonly value: MinorUnits | null;
  /** Days from the record to the first purchase, from there to the second or for as long as there was none. */
  readonly days: number | null;
  /** What it adds to the numerator. */
  readonly numerator: number;
  /** What it adds to the denominator; null when the number is a plain sum. */
  readonly denominator: number | null;
}

/** A row that says nothing yet, to be filled in. */
export const BLANK_ROW: Omit<ExplainedRow, "key" | "at" | "numerator" | "denominator"> = {
  orderId: null,
  orderName: null,
  customerId: null,
  checkoutId: null,
  channel: null,
  country: null,
  purchaseNumber: null,
  action: null,
  lineType: null,
  title: null,
  state: null,
  device: null,
  source: null,
  landing: null,
  step: null,
  quantity: null,
  value: null,
  days: null,
};

/** A fact is listed when it adds to either part. */
export function listed(rows: readonly ExplainedRow[]): ExplainedRow[] {
  return rows.filter(({ numerator, denominator }) => numerator !== 0 || (denominator ?? 0) !== 0);
}

/** What a list adds up to. */
export interface ListTotals {
  readonly count: number;
  readonly numerator: number;
  readonly denominator: number | null;
}

export function listTotals(rows: readonly ExplainedRow[], hasDenominator: boolean): ListTotals {
  let numerator = 0;
  let denominator = 0;
  for (const row of rows) {
    numerator += row.numerator;
    denominator += row.denominator ?? 0;
  }
  return { count: rows.length, numerator, denominator: hasDenominator ? denominator : null };
}
