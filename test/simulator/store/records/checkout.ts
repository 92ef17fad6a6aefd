import type { Database, Row } from "../database";
import { documentOf, numberOrNull, writeRecord } from "./columns";
import type { OrderLine, Origin } from "./order";
import type { Attribute, EpochMs, Id, Minor } from "./values";

/** The order takes it over as it is. */
export type CheckoutLine = OrderLine;

export interface CheckoutRecord extends Origin {
  readonly id: Id;
  readonly token: string;
  readonly cartToken: string | null;
  readonly customerId: Id | null;
  readonly hasContact: boolean;
  readonly startedAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly completedAt: EpochMs | null;
  readonly orderId: Id | null;
  readonly discountCodes: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly lines: readonly CheckoutLine[];
  /** Of the chosen delivery, with its tax where prices include it; null before one is chosen. */
  readonly shipping: Minor | null;
  readonly shippingTax: Minor;
  readonly presentmentCurrency: string;
  readonly presentmentRate: number;
  /** Whether it was idle for more than ten minutes before its latest update. */
  readonly wasIdle: boolean;
}

export function checkoutOfRow(row: Row): CheckoutRecord {
  return {
    id: Number(row["id"]),
    token: String(row["token"]),
    customerId: numberOrNull(row["customer_id"]),
    hasContact: row["has_contact"] === 1,
    wasIdle: row["was_idle"] === 1,
    startedAt: Number(row["created_at"]),
    updatedAt: Number(row["updated_at"]),
    completedAt: numberOrNull(row["completed_at"]),
    ...documentOf(row),
  } as CheckoutRecord;
}

export function writeCheckout(database: Database, shopId: Id, checkout: CheckoutRecord): void {
  const { id, token, customerId, hasContact, wasIdle, startedAt, updatedAt, completedAt, ...rest } = checkout;
  const columns = {
    shop_id: shopId,
    id,
    token,
    customer_id: customerId,
    has_contact: hasContact ? 1 : 0,
    was_idle: wasIdle ? 1 : 0,
    created_at: startedAt,
    updated_at: updatedAt,
    completed_at: completedAt,
  };
  const changing = ["customer_id", "has_contact", "was_idle", "updated_at", "completed_at"];
  writeRecord(database, "checkout", columns, changing, rest);
}
