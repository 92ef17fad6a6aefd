import { cancellationId } from "../../sales/sales-ledger";
import type { Database, Row } from "../database";
import { documentOf, numberOrNull, textOrNull, writeRecord } from "./columns";
import type { Attribute, EpochMs, Id, Minor } from "./values";

/** What a row of the sales ledger counts, in all. */
export interface LineAmounts {
  /** After discount, with tax. */
  readonly total: Minor;
  readonly tax: Minor;
  readonly discount: Minor;
  readonly discountAfterTax: Minor;
}

export interface OrderLine {
  readonly id: Id;
  /** Null when the product does not exist (any more). */
  readonly productId: Id | null;
  readonly variantId: Id | null;
  readonly title: string;
  /** Negative in an order: brought back at the till without having been bought in it. */
  readonly quantity: number;
  readonly unitPrice: Minor;
  /** Of the whole line, before tax, positive. */
  readonly discount: Minor;
  /** The same with the tax it saves: what the price falls by where prices include tax. */
  readonly discountAfterTax: Minor;
  /** Of the whole line. */
  readonly tax: Minor;
  readonly isGiftCard: boolean;
  readonly properties: readonly Attribute[];
}

export interface UnitsOfLine {
  /** 0-based index into the order's lines, then those edited in, then those of exchanges. */
  readonly line: number;
  readonly quantity: number;
}

export interface OrderEdit {
  readonly id: Id;
  readonly at: EpochMs;
  /**
   * A positive quantity adds a line; a negative one takes units of the same product away, its discount and tax
   * being those taken back (positive).
   */
  readonly lines: readonly OrderLine[];
  readonly updates: readonly LineUpdate[];
}

/** What an edit changes of a line's price, discount or tax, as differences for all units that are left. */
export interface LineUpdate extends LineAmounts {
  /** 0-based index, as in `UnitsOfLine`. */
  readonly line: number;
}

export type ChargeKind = "DUTY" | "FEE" | "ADDITIONAL_FEE" | "UNKNOWN";

/** Something charged beside goods, shipping and tip; `UNKNOWN` is of a kind no app has heard of. */
export interface Charge {
  readonly kind: ChargeKind;
  /** With its tax. */
  readonly amount: Minor;
  readonly tax: Minor;
}

export interface RefundRecord {
  readonly id: Id;
  readonly at: EpochMs;
  readonly lines: readonly UnitsOfLine[];
  /** Money given back beyond goods, with its tax; negative when it is kept back, as for restocking. */
  readonly adjustment: Minor;
  readonly adjustmentTax: Minor;
  /** As priced. */
  readonly shipping: Minor;
  readonly shippingTax: Minor;
  readonly charges: readonly Charge[];
}

/** A return as Shopify's own returns and exchanges make it. */
export interface ReturnRecord {
  readonly id: Id;
  readonly at: EpochMs;
  readonly lines: readonly UnitsOfLine[];
  /** What the buyer takes instead. */
  readonly exchange: readonly OrderLine[];
  /** What the shop keeps back for it. */
  readonly charges: readonly Charge[];
}

export interface Journey {
  readonly customerOrderIndex: number | null;
  /** The first visit; where neither is said, the last one was the only one. */
  readonly firstSource: string | null;
  readonly firstMedium: string | null;
  /** The last visit; no visit is known where neither is said. */
  readonly source: string | null;
  readonly medium: string | null;
  readonly daysToConversion: number | null;
  /** When Shopify has found the visits, without touching the order; null: at once. */
  readonly readyAt: EpochMs | null;
}

export type FinancialStatus =
  "AUTHORIZED" | "EXPIRED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED";

export interface OrderRecord extends Origin {
  readonly id: Id;
  readonly name: string;
  readonly customerId: Id | null;
  readonly processedAt: EpochMs;
  /** When Shopify made the original agreement: `processedAt`, but for orders brought over from another platform. */
  readonly agreedAt: EpochMs;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly cancelledAt: EpochMs | null;
  /** True for a cancellation after which the shop keeps what was paid. */
  readonly keepsMoney: boolean;
  readonly isTest: boolean;
  /** Null: follows from what was refunded. */
  readonly financialStatus: FinancialStatus | null;
  readonly checkoutId: Id | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly discountCodes: readonly string[];
  readonly country: string | null;
  readonly tags: readonly string[];
  readonly currencyCode: string;
  readonly presentmentCurrency: string;
  /** Units of the presentment currency for one of the shop's. */
  readonly presentmentRate: number;
  readonly taxesIncluded: boolean;
  readonly attributes: readonly Attribute[];
  readonly lines: readonly OrderLine[];
  /** With its tax where prices include it. */
  readonly shipping: Minor;
  readonly shippingTax: Minor;
  readonly tip: Minor;
  readonly charges: readonly Charge[];
  readonly edits: readonly OrderEdit[];
  readonly returns: readonly ReturnRecord[];
  readonly refunds: readonly RefundRecord[];
  readonly journey: Journey | null;
  /** False for an order so old or so imported that Shopify keeps no sales agreements of it. */
  readonly hasAgreements: boolean;
  /** The id of the original agreement; the shipping line, the tip and the cancellation take the numbers after it. */
  readonly agreementId: Id;
}

/** Where a checkout or an order was begun, and by which device, member of staff and place, where Shopify knows them. */
export interface Origin {
  /** `web`, `pos`, `shopify_draft_order`, `subscription_contract`, an app's number ... */
  readonly sourceName: string;
  readonly deviceId: Id | null;
  readonly userId: Id | null;
  readonly locationId: Id | null;
}

export function orderOfRow(row: Row): OrderRecord {
  return {
    id: Number(row["id"]),
    name: String(row["name"]),
    customerId: numberOrNull(row["customer_id"]),
    processedAt: Number(row["processed_at"]),
    createdAt: Number(row["created_at"]),
    updatedAt: Number(row["updated_at"]),
    cancelledAt: numberOrNull(row["cancelled_at"]),
    isTest: row["is_test"] === 1,
    checkoutToken: textOrNull(row["checkout_token"]),
    cartToken: textOrNull(row["cart_token"]),
    ...documentOf(row),
  } as OrderRecord;
}

export function writeOrder(database: Database, shopId: Id, order: OrderRecord): void {
  const {
    id,
    name,
    customerId,
    processedAt,
    createdAt,
    updatedAt,
    cancelledAt,
    isTest,
    checkoutToken,
    cartToken,
    ...rest
  } = order;
  const columns = {
    shop_id: shopId,
    id,
    name,
    customer_id: customerId,
    processed_at: processedAt,
    created_at: createdAt,
    updated_at: updatedAt,
    cancelled_at: cancelledAt,
    is_test: isTest ? 1 : 0,
    checkout_token: checkoutToken,
    cart_token: cartToken,
  };
  writeRecord(database, "order", columns, ["customer_id", "updated_at", "cancelled_at"], rest);
  const refundIds = order.refunds.map((refund) => refund.id);
  if (cancelledAt !== null) refundIds.push(cancellationId(order));
  for (const refundId of refundIds) {
    database.run(
      "INSERT INTO refund (shop_id, id, order_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      shopId,
      refundId,
      id,
    );
  }
}
