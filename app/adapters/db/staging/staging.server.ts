import { compareIds } from "~/domain/orders/purchases";
import type { CopyValue } from "~/adapters/db/connect/copy-rows.server";
import { copyThrough } from "~/adapters/db/connect/copy-rows.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

export interface StagedOrder {
  readonly orderId: string;
  readonly name: string;
  readonly customerId: string | null;
  readonly processedAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly cancelledAt: Date | null;
  readonly isTest: boolean;
  readonly financialStatus: string | null;
  readonly sourceName: string | null;
  readonly channel: string | null;
  readonly country: string | null;
  readonly currencyCode: string;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly discountCodes: readonly string[];
  readonly tags: readonly string[];
  readonly customerOrderIndex: number | null;
  readonly customerOrderCount: number | null;
  readonly firstVisitSource: string | null;
  readonly firstVisitMedium: string | null;
  readonly lastVisitSource: string | null;
  readonly lastVisitMedium: string | null;
  readonly daysToConversion: number | null;
  readonly isRenewal: boolean;
  readonly totalPaid: number;
  readonly isRebuilt: boolean;
  readonly isDeleted: boolean;
  readonly isJourneyReady: boolean;
}

export interface StagedLine {
  readonly orderId: string;
  readonly lineId: string;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly isGiftCard: boolean;
}

export interface StagedAgreement {
  readonly orderId: string;
  readonly agreementId: string;
  readonly reason: string;
  readonly happenedAt: Date;
}

export interface StagedSale {
  readonly agreementId: string;
  readonly saleId: string;
  readonly action: string;
  readonly lineType: string;
  readonly lineId: string | null;
  readonly quantity: number;
  readonly total: number;
  readonly tax: number;
  readonly discount: number;
}

/** Says that an order of the batch cannot be used; `applyBatch` leaves all of it out. */
export interface StagedFault {
  /** Kind and id of what the unusable row belongs to: `Order/1` or `OrderAgreement/2`; `line 3` when it names none. */
  readonly subject: string;
  readonly reason: string;
  /** Of the order, where they could be read. */
  readonly name: string | null;
  readonly updatedAt: Date | null;
}

export interface StagedCustomer {
  readonly customerId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly isDeleted: boolean;
}

export interface StagedCheckout {
  readonly checkoutId: string;
  readonly token: string | null;
  readonly cartToken: string | null;
  readonly customerId: string | null;
  /** What made it, when that is not the online store. */
  readonly sourceName: string | null;
  readonly hasContact: boolean;
  readonly origin: "list" | "webhook";
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
  readonly value: number;
  readonly currencyCode: string;
  readonly isDeleted: boolean;
  /** Tax that the value of a listed one still holds, together with that of shipping; 0 where it holds none. */
  readonly includedTax: number;
  /** What a listed one costs with shipping. */
  readonly total: number;
}

/** A line of a listed checkout that is a gift card, and so no merchandise. */
export interface StagedGiftCard {
  readonly checkoutId: string;
  /** Kind and number of the line's id. */
  readonly lineName: string;
  readonly amount: number;
}

/** Rows of one batch on their way to `applyBatch`. */
export interface StagedRows {
  readonly orders: StagedOrder[];
  readonly lines: StagedLine[];
  readonly agreements: StagedAgreement[];
  readonly sales: StagedSale[];
  readonly faults: StagedFault[];
  readonly customers: StagedCustomer[];
  readonly checkouts: StagedCheckout[];
  readonly giftCards: StagedGiftCard[];
}

export const emptyRows = (): StagedRows => ({
  orders: [],
  lines: [],
  agreements: [],
  sales: [],
  faults: [],
  customers: [],
  checkouts: [],
  giftCards: [],
});

interface TableSpec<Row> {
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

const ORDERS = specOf<StagedOrder>({
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

const LINES = specOf<StagedLine>({
  table: "staged_line",
  columns: [
    ["order_id", "orderId"],
    ["line_id", "lineId"],
    ["product_id", "productId"],
    ["variant_id", "variantId"],
    ["title", "title"],
    ["quantity", "quantity"],
    ["is_gift_card", "isGiftCard"],
  ],
  key: ["orderId", "lineId"],
  lastWins: true,
});

const AGREEMENTS = specOf<StagedAgreement>({
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

const SALES = specOf<StagedSale>({
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

const FAULTS = specOf<StagedFault>({
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

const CUSTOMERS = specOf<StagedCustomer>({
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

const CHECKOUTS = specOf<StagedCheckout>({
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
    ["currency_code", "currencyCode"],
    ["is_deleted", "isDeleted"],
    ["included_tax", "includedTax"],
    ["total", "total"],
  ],
  key: ["checkoutId", "updatedAt"],
  lastWins: true,
  combine: atOneMoment,
});

const GIFT_CARDS = specOf<StagedGiftCard>({
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

const TABLES_OF_PART = {
  orders: [ORDERS.table, LINES.table, AGREEMENTS.table, SALES.table, FAULTS.table],
  customers: [CUSTOMERS.table],
  checkouts: [CHECKOUTS.table, GIFT_CARDS.table],
  products: [],
} as const;

/** Puts rows into staging. A row that is there already is replaced, unless the one there is newer. */
export async function stageRows(
  tx: Tx,
  shopId: string,
  batch: { readonly id: string; readonly chunk: number },
  rows: StagedRows,
): Promise<void> {
  await stage(tx, shopId, batch, ORDERS, rows.orders);
  await stage(tx, shopId, batch, LINES, rows.lines);
  await stage(tx, shopId, batch, AGREEMENTS, rows.agreements);
  await stage(tx, shopId, batch, SALES, rows.sales);
  await stage(tx, shopId, batch, FAULTS, rows.faults);
  await stage(tx, shopId, batch, CUSTOMERS, rows.customers);
  await stage(tx, shopId, batch, CHECKOUTS, rows.checkouts);
  await stage(tx, shopId, batch, GIFT_CARDS, rows.giftCards);
}

async function stage<Row extends object>(
  tx: Tx,
  shopId: string,
  batch: { readonly id: string; readonly chunk: number },
  { table, columns, key, lastWins, combine }: TableSpec<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = ["shop_id", "batch_id", "chunk", ...columns.map(([column]) => column)];
  const fields = columns.map(([, field]) => field);
  const keyColumns = columns.filter(([, field]) => key.includes(field)).map(([column]) => column);
  const changed = names.slice(2).filter((column) => !keyColumns.includes(column));
  await copyThrough(
    tx,
    table,
    names,
    oneOfEach(rows, key, lastWins, combine).map((row) => [
      shopId,
      batch.id,
      batch.chunk,
      ...fields.map((field) => row[field] as CopyValue),
    ]),
    {
      text: `INSERT INTO ${table} (${names.join(", ")}) SELECT ${names.join(", ")} FROM incoming_${table}
             ON CONFLICT (shop_id, batch_id, ${keyColumns.join(", ")}) DO UPDATE
             SET ${changed.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}
             ${lastWins ? "" : `WHERE ${table}.updated_at <= EXCLUDED.updated_at`}`,
      values: [],
    },
  );
}

/** One statement cannot write the same row twice. */
function oneOfEach<Row extends object>(
  rows: readonly Row[],
  key: readonly (keyof Row)[],
  lastWins: boolean,
  combine?: (one: Row, other: Row) => Row,
): Row[] {
  const kept = new Map<string, Row>();
  const time = (row: Row) => ("updatedAt" in row && row.updatedAt instanceof Date ? row.updatedAt.getTime() : 0);
  for (const row of rows) {
    const id = key.map((field) => String(row[field] instanceof Date ? row[field].getTime() : row[field])).join(" ");
    const other = kept.get(id);
    if (other !== undefined && combine) kept.set(id, combine(other, row));
    else if (other === undefined || lastWins || time(other) <= time(row)) kept.set(id, row);
  }
  return [...kept.values()];
}

/** Forgets what a part of a batch has staged, to begin it again. */
export async function clearStagedPart(
  tx: Tx,
  shopId: string,
  batchId: string,
  objectKind: keyof typeof TABLES_OF_PART,
): Promise<void> {
  for (const table of TABLES_OF_PART[objectKind]) {
    await tx.query(`DELETE FROM ${table} WHERE shop_id = $1 AND batch_id = $2`, [shopId, batchId]);
  }
}
