import { randomUUID } from "node:crypto";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { SalesAction, SalesLineType } from "~/domain/orders/order";

export interface StagedSaleSpec {
  readonly id: string;
  readonly action?: SalesAction;
  readonly lineType?: SalesLineType;
  readonly lineId?: string | null;
  readonly quantity?: number;
  readonly total: number;
  readonly tax?: number;
  readonly discount?: number;
}

export interface StagedAgreementSpec {
  readonly id: string;
  readonly reason?: "ORDER" | "ORDER_EDIT" | "REFUND" | "RETURN";
  readonly happenedAt: string;
  readonly sales: readonly StagedSaleSpec[];
}

export interface StagedLineSpec {
  readonly id: string;
  readonly productId: string | null;
  readonly isGiftCard?: boolean;
  readonly rec?: string | null;
}

export interface StagedOrderSpec {
  readonly id: string;
  readonly customerId?: string | null;
  readonly processedAt: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly cancelledAt?: string | null;
  readonly isTest?: boolean;
  readonly financialStatus?: string | null;
  readonly sourceName?: string | null;
  readonly channel?: string | null;
  readonly country?: string | null;
  readonly currencyCode?: string;
  readonly checkoutToken?: string | null;
  readonly cartToken?: string | null;
  readonly tags?: readonly string[];
  readonly customerOrderIndex?: number | null;
  readonly customerOrderCount?: number | null;
  readonly firstVisitSource?: string | null;
  readonly firstVisitMedium?: string | null;
  readonly lastVisitSource?: string | null;
  readonly lastVisitMedium?: string | null;
  readonly daysToConversion?: number | null;
  readonly isRenewal?: boolean;
  readonly totalPaid?: number;
  readonly isDeleted?: boolean;
  readonly agreements?: readonly StagedAgreementSpec[];
  readonly lines?: readonly StagedLineSpec[];
}

export interface StagedCheckoutSpec {
  readonly id: string;
  readonly token?: string | null;
  readonly cartToken?: string | null;
  readonly customerId?: string | null;
  readonly sourceName?: string | null;
  readonly hasContact?: boolean;
  readonly origin?: "list" | "webhook";
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly completedAt?: string | null;
  readonly value?: number;
  readonly shipping?: number | null;
  readonly currencyCode?: string;
  readonly isDeleted?: boolean;
}

export interface StagedCustomerSpec {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt?: string;
  readonly isDeleted?: boolean;
}

export interface StagedBatch {
  readonly orders?: readonly StagedOrderSpec[];
  readonly customers?: readonly StagedCustomerSpec[];
  readonly checkouts?: readonly StagedCheckoutSpec[];
}

/**
 * One product unit ordered at `total`, dated by the order: the agreements of a plain order. Line and sale are
 * numbered after the order.
 */
export function plainAgreement(order: { id: string; processedAt: string }, total = 10_000): StagedAgreementSpec {
  return { id: `OrderAgreement/${order.id}`, happenedAt: order.processedAt, sales: [{ id: `${order.id}1`, total }] };
}

/** Writes `batch` to the staging tables as ingest does. @returns the id of the batch. */
export async function stageBatch(tx: Tx, shopId: string, batch: StagedBatch, batchId = randomUUID()): Promise<string> {
  const key = { shop_id: shopId, batch_id: batchId, chunk: 0 };
  const orders = batch.orders ?? [];
  await insertAll(
    tx,
    "staged_order",
    orders.map((order) => ({ ...key, ...orderRow(order) })),
  );
  await insertAll(
    tx,
    "staged_line",
    orders.flatMap((order) => (order.lines ?? []).map((line) => ({ ...key, order_id: order.id, ...lineRow(line) }))),
  );
  const agreements = orders.flatMap((order) =>
    (order.agreements ?? [plainAgreement(order)]).map((agreement) => ({ ...agreement, orderId: order.id })),
  );
  await insertAll(
    tx,
    "staged_agreement",
    agreements.map(({ id, orderId, reason = "ORDER", happenedAt }) => {
      return { ...key, order_id: orderId, agreement_id: id, reason, happened_at: happenedAt };
    }),
  );
  await insertAll(
    tx,
    "staged_sale",
    agreements.flatMap(({ id, sales }) => sales.map((sale) => ({ ...key, agreement_id: id, ...saleRow(sale) }))),
  );
  await insertAll(
    tx,
    "staged_customer",
    (batch.customers ?? []).map(({ id, createdAt, updatedAt = createdAt, isDeleted = false }) => {
      return { ...key, customer_id: id, created_at: createdAt, updated_at: updatedAt, is_deleted: isDeleted };
    }),
  );
  await insertAll(
    tx,
    "staged_checkout",
    (batch.checkouts ?? []).map((checkout) => ({ ...key, ...checkoutRow(checkout) })),
  );
  return batchId;
}

type Table =
  "staged_order" | "staged_line" | "staged_agreement" | "staged_sale" | "staged_customer" | "staged_checkout";

async function insertAll(tx: Tx, table: Table, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
    JSON.stringify(rows),
  ]);
}

function orderRow(order: StagedOrderSpec) {
  return {
    order_id: order.id,
    name: `#${order.id}`,
    customer_id: order.customerId ?? null,
    processed_at: order.processedAt,
    created_at: order.createdAt ?? order.processedAt,
    updated_at: order.updatedAt ?? order.processedAt,
    cancelled_at: order.cancelledAt ?? null,
    is_test: order.isTest ?? false,
    financial_status: order.financialStatus === undefined ? "PAID" : order.financialStatus,
    source_name: order.sourceName ?? null,
    channel: order.channel ?? null,
    country: order.country ?? null,
    currency_code: order.currencyCode ?? "EUR",
    checkout_token: order.checkoutToken ?? null,
    cart_token: order.cartToken ?? null,
    discount_codes: [],
    tags: order.tags ?? [],
    customer_order_index: order.customerOrderIndex ?? null,
    customer_order_count: order.customerOrderCount ?? null,
    first_visit_source: order.firstVisitSource ?? null,
    first_visit_medium: order.firstVisitMedium ?? null,
    last_visit_source: order.lastVisitSource ?? null,
    last_visit_medium: order.lastVisitMedium ?? null,
    days_to_conversion: order.daysToConversion ?? null,
    is_renewal: order.isRenewal ?? false,
    total_paid: order.totalPaid ?? 0,
    is_rebuilt: false,
    is_deleted: order.isDeleted ?? false,
    is_journey_ready: true,
  };
}

function lineRow({ id, productId, isGiftCard = false, rec = null }: StagedLineSpec) {
  return {
    line_id: id,
    product_id: productId,
    variant_id: null,
    title: `Product ${productId}`,
    quantity: 1,
    is_gift_card: isGiftCard,
    rec,
  };
}

function saleRow(sale: StagedSaleSpec) {
  return {
    sale_id: sale.id,
    action: sale.action ?? "ORDER",
    line_type: sale.lineType ?? "PRODUCT",
    line_id: sale.lineId ?? null,
    quantity: sale.quantity ?? 1,
    total: sale.total,
    tax: sale.tax ?? 0,
    discount: sale.discount ?? 0,
  };
}

function checkoutRow(checkout: StagedCheckoutSpec) {
  return {
    checkout_id: checkout.id,
    token: checkout.token ?? null,
    cart_token: checkout.cartToken ?? null,
    customer_id: checkout.customerId ?? null,
    source_name: checkout.sourceName ?? null,
    has_contact: checkout.hasContact ?? true,
    origin: checkout.origin ?? "webhook",
    started_at: checkout.startedAt,
    updated_at: checkout.updatedAt,
    completed_at: checkout.completedAt ?? null,
    value: checkout.value ?? 0,
    shipping: checkout.shipping ?? null,
    currency_code: checkout.currencyCode ?? "EUR",
    is_deleted: checkout.isDeleted ?? false,
    included_tax: 0,
    total: 0,
  };
}
