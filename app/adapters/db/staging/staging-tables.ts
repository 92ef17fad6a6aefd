import { compareIds } from "~/domain/orders/purchases";
import type {
  StagedAgreement,
  StagedCheckout,
  StagedCustomer,
  StagedFault,
  StagedGiftCard,
  StagedLine,
  StagedOrder,
  StagedSale,
} from "./staged-rows";

/** How rows of a kind stand in their table. */
export interface TableSpec<Row> {
  readonly table: string;
  readonly columns: readonly (readonly [column: string, field: keyof Row])[];
  /** Fields that tell rows of a batch apart. */
  readonly key: readonly (keyof Row)[];
  /** Whether the later row of two alike stays; otherwise the one with the later `updated_at` does. */
  readonly lastWins: boolean;
  /** What two alike say together, where neither may be lost. */
  readonly combine?: (one: Row, other: Row) => Row;
}

const specOf = <Row>(spec: TableSpec<Row>) => spec;

export const ORDERS = specOf<StagedOrder>({
  table: "staged_order",
  columns: [
    ["order_id", "orderId"],
    ["name", "name"],
    ["customer_id", "customerId"],
    ["processed_at", "processedAt"],
    ["created_at", "createdAt"],
    ["updated_at", "updatedAt"],
    ["cancelled_at", "cancelledAt"],
    ["is_test", "isTest"],
    ["financial_status", "financialStatus"],
    ["source_name", "sourceName"],
    ["channel", "channel"],
    ["country", "country"],
    ["currency_code", "currencyCode"],
    ["checkout_token", "checkoutToken"],
    ["cart_token", "cartToken"],
    ["discount_codes", "discountCodes"],
    ["tags", "tags"],
    ["customer_order_index", "customerOrderIndex"],
    ["customer_order_count", "customerOrderCount"],
    ["first_visit_source", "firstVisitSource"],
    ["first_visit_medium", "firstVisitMedium"],
    ["last_visit_source", "lastVisitSource"],
    ["last_visit_medium", "lastVisitMedium"],
    ["days_to_conversion", "daysToConversion"],
    ["is_renewal", "isRenewal"],
    ["total_paid", "totalPaid"],
    ["is_rebuilt", "isRebuilt"],
    ["is_deleted", "isDeleted"],
    ["is_journey_ready", "isJourneyReady"],
  ],
  key: ["orderId"],
  lastWins: false,
});

export const LINES = specOf<StagedLine>({
  table: "staged_line",
  columns: [
    ["order_id", "orderId"],
    ["line_id", "lineId"],
    ["product_id", "productId"],
    ["variant_id", "variantId"],
    ["title", "title"],
    ["quantity", "quantity"],
    ["is_gift_card", "isGiftCard"],
    ["rec", "rec"],
  ],
  key: ["orderId", "lineId"],
  lastWins: true,
});

export const AGREEMENTS = specOf<StagedAgreement>({
  table: "staged_agreement",
  columns: [
    ["order_id", "orderId"],
    ["agreement_id", "agreementId"],
    ["reason", "reason"],
    ["happened_at", "happenedAt"],
  ],
  key: ["orderId", "agreementId"],
  lastWins: true,
});

export const SALES = specOf<StagedSale>({
  table: "staged_sale",
  columns: [
    ["agreement_id", "agreementId"],
    ["sale_id", "saleId"],
    ["action", "action"],
    ["line_type", "lineType"],
    ["line_id", "lineId"],
    ["quantity", "quantity"],
    ["total", "total"],
    ["tax", "tax"],
    ["discount", "discount"],
  ],
  key: ["agreementId", "saleId"],
  lastWins: true,
});

export const FAULTS = specOf<StagedFault>({
  table: "staged_fault",
  columns: [
    ["subject", "subject"],
    ["reason", "reason"],
    ["name", "name"],
    ["updated_at", "updatedAt"],
  ],
  key: ["subject"],
  lastWins: true,
});

export const CUSTOMERS = specOf<StagedCustomer>({
  table: "staged_customer",
  columns: [
    ["customer_id", "customerId"],
    ["created_at", "createdAt"],
    ["updated_at", "updatedAt"],
    ["is_deleted", "isDeleted"],
  ],
  key: ["customerId"],
  lastWins: false,
});

export const CHECKOUTS = specOf<StagedCheckout>({
  table: "staged_checkout",
  columns: [
    ["checkout_id", "checkoutId"],
    ["token", "token"],
    ["cart_token", "cartToken"],
    ["customer_id", "customerId"],
    ["source_name", "sourceName"],
    ["has_contact", "hasContact"],
    ["origin", "origin"],
    ["started_at", "startedAt"],
    ["updated_at", "updatedAt"],
    ["completed_at", "completedAt"],
    ["value", "value"],
    ["shipping", "shipping"],
    ["currency_code", "currencyCode"],
    ["is_deleted", "isDeleted"],
    ["included_tax", "includedTax"],
    ["total", "total"],
  ],
  key: ["checkoutId", "updatedAt"],
  lastWins: true,
  combine: atOneMoment,
});

export const GIFT_CARDS = specOf<StagedGiftCard>({
  table: "staged_gift_card",
  columns: [
    ["checkout_id", "checkoutId"],
    ["line_name", "lineName"],
    ["amount", "amount"],
  ],
  key: ["checkoutId", "lineName"],
  lastWins: true,
});

/**
 * Shopify's moments have whole seconds: a checkout can begin, change and be completed in one, and its messages come in
 * any order. Together they say what the ledger makes of versions that come apart.
 */
function atOneMoment(one: StagedCheckout, other: StagedCheckout): StagedCheckout {
  if (one.isDeleted || other.isDeleted) return one.isDeleted ? one : other;
  return {
    ...one,
    token: greater(one.token, other.token),
    cartToken: greater(one.cartToken, other.cartToken),
    customerId: greater(one.customerId, other.customerId, compareIds),
    sourceName: greater(one.sourceName, other.sourceName),
    hasContact: one.hasContact || other.hasContact,
    startedAt: one.startedAt < other.startedAt ? one.startedAt : other.startedAt,
    completedAt: greater(one.completedAt, other.completedAt, (a, b) => b.getTime() - a.getTime()),
    value: Math.max(one.value, other.value),
    shipping: greater(one.shipping, other.shipping),
  };
}

function greater<Value>(
  one: Value | null,
  other: Value | null,
  compare: (a: Value, b: Value) => number = (a, b) => (a < b ? -1 : 1),
): Value | null {
  if (one === null || other === null) return one ?? other;
  return compare(one, other) > 0 ? one : other;
}
