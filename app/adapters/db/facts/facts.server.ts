import type { CheckoutHistory } from "~/domain/orders/checkout";
import type { ShopHistory } from "~/domain/orders/history";
import type { RecommendationTrace } from "~/domain/measurement/storefront-event";
import type { Order, OrderLine, SalesAction, SalesLineType, SalesRow, ShopifyId } from "~/domain/orders/order";
import { NEWEST_COUNT_FIRST } from "~/adapters/db/ledger/shopify-positions.server";
import { readSeenClients, readStorefrontEvents } from "~/adapters/db/measurement/read-events.server";
import { readHoldOutDraw } from "~/adapters/db/recommendations/hold-outs.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/**
 * Everything stored of a shop's orders, of the checkouts Shopify announced and of what the pixel told, for reports as of an earlier moment.
 * Checkouts in a former currency are left out, as they are of every number.
 */
export async function readShopHistory(tx: Tx, shopId: string): Promise<ShopHistory> {
  const rowsOf = await readSalesRows(tx, shopId);
  return {
    orders: await readOrders(tx, shopId, rowsOf),
    checkouts: await readCheckouts(tx, shopId),
    storefront: { events: await readStorefrontEvents(tx, shopId), seenClients: await readSeenClients(tx, shopId) },
    isHoldingOut: (await readHoldOutDraw(tx, shopId)) !== null,
  };
}

/** Some orders of the shop with their whole ledger. */
export async function readOrdersById(tx: Tx, shopId: string, orderIds: readonly ShopifyId[]): Promise<Order[]> {
  return readOrders(tx, shopId, await readSalesRows(tx, shopId, orderIds), orderIds);
}

/** The customers these orders belong to, redacted ones left out. */
export async function readBuyers(tx: Tx, shopId: string, orderIds: readonly ShopifyId[]): Promise<ShopifyId[]> {
  const { rows } = await tx.query<{ customer_id: ShopifyId }>(
    "SELECT DISTINCT customer_id FROM orders WHERE shop_id = $1 AND order_id = ANY ($2::bigint[]) AND customer_id > 0",
    [shopId, orderIds],
  );
  return rows.map(({ customer_id }) => customer_id);
}

/** @param orderIds - null for all. */
async function readSalesRows(
  tx: Tx,
  shopId: string,
  orderIds: readonly ShopifyId[] | null = null,
): Promise<Map<ShopifyId, SalesRow[]>> {
  const { rows } = await tx.query<{
    order_id: ShopifyId;
    happened_at: Date;
    action: SalesAction;
    line_type: SalesLineType;
    quantity: number;
    total: string;
    tax: string;
    discount: string;
    is_original: boolean;
    line_id: ShopifyId | null;
  }>(
    `SELECT order_id, happened_at, action, line_type, quantity, total, tax, discount, is_original, line_id
     FROM sales_row WHERE shop_id = $1 AND ($2::bigint[] IS NULL OR order_id = ANY ($2))
     ORDER BY order_id, happened_at, sale_id`,
    [shopId, orderIds],
  );
  const rowsOf = new Map<ShopifyId, SalesRow[]>();
  for (const row of rows) {
    const sale: SalesRow = {
      happenedAt: row.happened_at.getTime(),
      action: row.action,
      lineType: row.line_type,
      quantity: row.quantity,
      total: Number(row.total),
      tax: Number(row.tax),
      discount: Number(row.discount),
      isOriginal: row.is_original,
      lineId: row.line_id,
    };
    const own = rowsOf.get(row.order_id);
    if (own) own.push(sale);
    else rowsOf.set(row.order_id, [sale]);
  }
  return rowsOf;
}

async function readOrders(
  tx: Tx,
  shopId: string,
  rowsOf: ReadonlyMap<ShopifyId, readonly SalesRow[]>,
  orderIds: readonly ShopifyId[] | null = null,
): Promise<Order[]> {
  const { rows } = await tx.query<{
    order_id: ShopifyId;
    customer_id: ShopifyId | null;
    processed_at: Date;
    created_at: Date;
    cancelled_at: Date | null;
    is_test: boolean;
    financial_status: string | null;
    source_name: string | null;
    channel: string | null;
    country: string | null;
    tags: string[] | null;
    is_renewal: boolean;
    checkout_token: string | null;
    cart_token: string | null;
    customer_order_index: number | null;
    customer_order_count: number | null;
    first_visit_source: string | null;
    first_visit_medium: string | null;
    last_visit_source: string | null;
    last_visit_medium: string | null;
    days_to_conversion: number | null;
    lead_product_id: ShopifyId | null;
    customer_created_at: Date | null;
    total_paid: string;
    currency_code: string;
  }>(
    `SELECT o.order_id, o.customer_id, o.processed_at, o.created_at, o.cancelled_at, o.is_test, o.financial_status,
            o.source_name, o.channel, o.country, o.tags, o.is_renewal, o.checkout_token, o.cart_token,
            o.customer_order_index, newest.customer_order_count, o.first_visit_source, o.first_visit_medium, o.last_visit_source,
            o.last_visit_medium, o.days_to_conversion, o.total_paid, o.currency_code, lead.product_id AS lead_product_id, c.created_at AS customer_created_at
     FROM orders o
     LEFT JOIN (
       SELECT DISTINCT ON (order_id) order_id, product_id
       FROM order_line
       WHERE shop_id = $1 AND NOT is_gift_card AND product_id IS NOT NULL
         AND ($2::bigint[] IS NULL OR order_id = ANY ($2))
       ORDER BY order_id, line_id
     ) lead ON lead.order_id = o.order_id
     LEFT JOIN (
       SELECT DISTINCT ON (r.customer_id) r.customer_id, r.customer_order_count
       FROM orders r
       WHERE r.shop_id = $1 AND ($2::bigint[] IS NULL OR r.customer_id IN (
         SELECT customer_id FROM orders WHERE shop_id = $1 AND order_id = ANY ($2)))
       ORDER BY r.customer_id, ${NEWEST_COUNT_FIRST("r")}
     ) newest ON newest.customer_id = o.customer_id
     LEFT JOIN customer c ON c.shop_id = $1 AND c.customer_id = o.customer_id
     WHERE o.shop_id = $1 AND ($2::bigint[] IS NULL OR o.order_id = ANY ($2))
     ORDER BY o.processed_at, o.order_id`,
    [shopId, orderIds],
  );
  const linesOf = await readMeasuredLines(tx, shopId, orderIds);
  return rows.map((row) => ({
    id: row.order_id,
    customerId: row.customer_id,
    customerCreatedAt: row.customer_created_at?.getTime() ?? null,
    processedAt: row.processed_at.getTime(),
    createdAt: row.created_at.getTime(),
    cancelledAt: row.cancelled_at?.getTime() ?? null,
    isTest: row.is_test,
    financialStatus: row.financial_status,
    sourceName: row.source_name,
    channel: row.channel,
    country: row.country,
    tags: row.tags ?? [],
    isRenewal: row.is_renewal,
    checkoutToken: row.checkout_token,
    cartToken: row.cart_token,
    customerOrderIndex: row.customer_order_index,
    customerOrderCount: row.customer_order_count,
    firstVisitSource: row.first_visit_source,
    firstVisitMedium: row.first_visit_medium,
    lastVisitSource: row.last_visit_source,
    lastVisitMedium: row.last_visit_medium,
    daysToConversion: row.days_to_conversion,
    leadProductId: row.lead_product_id,
    totalPaid: Number(row.total_paid),
    currencyCode: row.currency_code,
    rows: rowsOf.get(row.order_id) ?? [],
    lines: linesOf.get(row.order_id) ?? [],
  }));
}

/** The lines of orders whose checkout a session completed: of no others does anybody ask. */
async function readMeasuredLines(
  tx: Tx,
  shopId: string,
  orderIds: readonly ShopifyId[] | null,
): Promise<ReadonlyMap<ShopifyId, OrderLine[]>> {
  const { rows } = await tx.query<{
    order_id: ShopifyId;
    id: ShopifyId;
    product_id: ShopifyId | null;
    rec: string | null;
  }>(
    `SELECT o.order_id, l.line_id AS id, l.product_id, l.rec
     FROM completed_checkout c
     JOIN orders o ON o.shop_id = $1 AND o.checkout_token = c.checkout
     JOIN order_line l ON l.shop_id = $1 AND l.order_id = o.order_id
     WHERE c.shop_id = $1 AND ($2::bigint[] IS NULL OR o.order_id = ANY ($2))
     ORDER BY o.order_id, l.line_id`,
    [shopId, orderIds],
  );
  const linesOf = new Map<ShopifyId, OrderLine[]>();
  for (const { order_id, id, product_id, rec } of rows) {
    const line: OrderLine = { id, productId: product_id, addedFrom: parseTrace(rec) };
    const own = linesOf.get(order_id);
    if (own) own.push(line);
    else linesOf.set(order_id, [line]);
  }
  return linesOf;
}

/** `place.list.position`, as the line was stored with. */
function parseTrace(rec: string | null): RecommendationTrace | null {
  const [place, list, position] = rec?.split(".") ?? [];
  return place === undefined || list === undefined ? null : { place, list, position: Number(position) };
}

async function readCheckouts(tx: Tx, shopId: string): Promise<CheckoutHistory[]> {
  const { rows } = await tx.query<{
    checkout_key: string;
    token: string | null;
    cart_token: string | null;
    customer_id: ShopifyId | null;
    source_name: string | null;
    has_contact: boolean;
    origin: "list" | "webhook";
    started_at: Date;
    completed_at: Date | null;
    order_id: ShopifyId | null;
    value: string;
    shipping: string | null;
    is_deleted: boolean;
    activity: Date[] | null;
  }>(
    `SELECT c.checkout_key, c.token, c.cart_token, c.customer_id, c.source_name, c.has_contact, c.origin, c.started_at,
            c.completed_at, c.order_id, c.value, c.shipping, c.is_deleted, a.activity
     FROM checkout c
     JOIN shop_profile p ON p.shop_id = $1 AND p.currency_code = c.currency_code
     LEFT JOIN (
       SELECT checkout_key, array_agg(seen_at ORDER BY seen_at) AS activity
       FROM checkout_activity WHERE shop_id = $1 GROUP BY checkout_key
     ) a ON a.checkout_key = c.checkout_key
     WHERE c.shop_id = $1 AND c.checkout_id IS NOT NULL AND isfinite(c.started_at)
     ORDER BY c.checkout_id`,
    [shopId],
  );
  return rows.map((row) => ({
    key: row.checkout_key,
    token: row.token,
    cartToken: row.cart_token,
    customerId: row.customer_id,
    sourceName: row.source_name,
    hasContact: row.has_contact,
    startedAt: row.started_at.getTime(),
    activity: (row.activity ?? []).map((seenAt) => seenAt.getTime()),
    completedAt: row.completed_at?.getTime() ?? null,
    orderId: row.order_id,
    value: Number(row.value),
    shipping: row.shipping === null ? null : Number(row.shipping),
    isAnnounced: true,
    origin: row.origin,
    isTest: false,
    isDeleted: row.is_deleted,
  }));
}
