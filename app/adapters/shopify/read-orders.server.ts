import type { OrdersByIdQuery, OrdersToRebuildQuery, RefundsByIdQuery } from "~/types/admin";
import type { StagedAgreement, StagedSale } from "../db/staging.server";
import { emptyRows, type StagedRows } from "../db/staging.server";
import type { AdminClient } from "./admin-client.server";
import { faultOf, gidTail } from "./fields";
import { inBatches } from "./in-batches.server";
import {
  ORDER_AGREEMENTS_PAGE,
  ORDER_LINES_PAGE,
  ORDERS_BY_ID,
  ORDERS_TO_REBUILD,
  ORDERS_UPDATED_SINCE,
  REFUNDS_BY_ID,
} from "./queries/orders";
import type { OrderWithoutAgreements } from "./rebuilt-sales";
import { rebuiltSales } from "./rebuilt-sales";
import { translateAgreement, translateLine, translateOrder, translateSale } from "./translate-order";

type OrderNode = Extract<NonNullable<OrdersByIdQuery["nodes"][number]>, { agreements: unknown }>;
type AgreementNode = OrderNode["agreements"]["nodes"][number];
type RebuildNode = Extract<NonNullable<OrdersToRebuildQuery["nodes"][number]>, { refunds: unknown }>;
type RefundNode = Extract<NonNullable<RefundsByIdQuery["nodes"][number]>, { refundLineItems: unknown }>;

export interface OrdersRead {
  readonly rows: StagedRows;
  /** Orders Shopify does not show: deleted, not the shop's, or older than the app may see. */
  readonly missing: string[];
  /** Orders it showed in a shape that cannot be used. */
  readonly faults: { readonly orderId: string; readonly reason: string }[];
}

/** What one answer may hold without costing more than Shopify allows a query; paid only by what it really holds. */
const ORDERS_PER_QUERY = 5;
const REFUNDS_PER_QUERY = 2;

const orderGid = (id: string) => `gid://shopify/Order/${id}`;

/** Reads whole orders as they stand now, however many lines and agreements they have. */
export async function readOrders(
  admin: AdminClient,
  orderIds: readonly string[],
  signal?: AbortSignal,
): Promise<OrdersRead> {
  const read: OrdersRead = { rows: emptyRows(), missing: [], faults: [] };
  await inBatches(orderIds, ORDERS_PER_QUERY, async (ids) => {
    const { nodes } = await admin.query(ORDERS_BY_ID, { ids: ids.map(orderGid) }, { signal });
    for (const [index, orderId] of ids.entries()) {
      const node = nodes[index];
      if (node === null || node === undefined || !("agreements" in node)) {
        read.missing.push(orderId);
        continue;
      }
      const lines = await allLines(admin, node, signal);
      const agreements = await allAgreements(admin, node, signal);
      try {
        // All of an order or nothing: half a ledger would be a wrong one.
        const order = translateOrder(node);
        const staged = {
          lines: lines.map((line) => translateLine(line, orderId)),
          agreements: agreements.map((agreement) => translateAgreement(agreement, orderId)),
          sales: agreements.flatMap((agreement) => {
            const { agreementId } = translateAgreement(agreement, orderId);
            return agreement.sales.nodes.map((sale) => translateSale(sale, agreementId));
          }),
        };
        read.rows.orders.push(order);
        read.rows.lines.push(...staged.lines);
        read.rows.agreements.push(...staged.agreements);
        read.rows.sales.push(...staged.sales);
      } catch (error) {
        read.faults.push({ orderId, reason: faultOf(error) });
      }
    }
  });

  const agreed = new Set(read.rows.agreements.map(({ orderId }) => orderId));
  const bare = read.rows.orders.filter(({ orderId }) => !agreed.has(orderId));
  if (bare.length > 0) {
    const rebuilt = await readRebuiltSales(admin, bare, signal);
    read.rows.agreements.push(...rebuilt.agreements);
    read.rows.sales.push(...rebuilt.sales);
    const isRebuilt = new Set(bare.map(({ orderId }) => orderId));
    const orders = read.rows.orders.splice(0);
    read.rows.orders.push(
      ...orders.map((order) => (isRebuilt.has(order.orderId) ? { ...order, isRebuilt: true } : order)),
    );
  }
  return read;
}

async function allLines(admin: AdminClient, order: OrderNode, signal?: AbortSignal) {
  const lines = [...order.lineItems.nodes];
  let page = order.lineItems.pageInfo;
  while (page.hasNextPage) {
    const answer = await admin.query(ORDER_LINES_PAGE, { id: order.id, after: page.endCursor }, { signal });
    if (!answer.order) break;
    lines.push(...answer.order.lineItems.nodes);
    page = answer.order.lineItems.pageInfo;
  }
  return lines;
}

/** Agreements of an order with all their sales. When anything was cut off, all are read again one at a time. */
async function allAgreements(admin: AdminClient, order: OrderNode, signal?: AbortSignal): Promise<AgreementNode[]> {
  const { nodes, pageInfo } = order.agreements;
  if (!pageInfo.hasNextPage && !nodes.some(({ sales }) => sales.pageInfo.hasNextPage)) return nodes;

  const agreements = new Map<string, AgreementNode>();
  let afterAgreement: string | null | undefined = null;
  for (;;) {
    let afterSale: string | null | undefined = null;
    let next: { hasNextPage: boolean; endCursor?: string | null } = { hasNextPage: false };
    for (;;) {
      const answer: {
        order?: { agreements: { nodes: AgreementNode[]; pageInfo: typeof next } } | null;
      } = await admin.query(ORDER_AGREEMENTS_PAGE, { id: order.id, afterAgreement, afterSale }, { signal });
      const connection = answer.order?.agreements;
      const [agreement] = connection?.nodes ?? [];
      if (connection === undefined || agreement === undefined) return [...agreements.values()];
      const before = agreements.get(agreement.id);
      agreements.set(agreement.id, {
        ...agreement,
        sales: { ...agreement.sales, nodes: [...(before?.sales.nodes ?? []), ...agreement.sales.nodes] },
      });
      next = connection.pageInfo;
      if (!agreement.sales.pageInfo.hasNextPage) break;
      afterSale = agreement.sales.pageInfo.endCursor;
    }
    if (!next.hasNextPage) return [...agreements.values()];
    afterAgreement = next.endCursor;
  }
}

/** Ids of orders changed at or after a moment, oldest change first; incomplete when there are more than `limit`. */
export async function readOrdersUpdatedSince(
  admin: AdminClient,
  since: Date,
  limit: number,
  signal?: AbortSignal,
): Promise<{ orderIds: string[]; isComplete: boolean }> {
  const orderIds: string[] = [];
  let after: string | null | undefined = null;
  for (;;) {
    const {
      orders,
    }: { orders: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } } } =
      await admin.query(ORDERS_UPDATED_SINCE, { query: `updated_at:>='${since.toISOString()}'`, after }, { signal });
    for (const { id } of orders.nodes) {
      const tail = gidTail(id);
      if (tail !== null) orderIds.push(tail);
    }
    if (orderIds.length > limit) return { orderIds, isComplete: false };
    if (!orders.pageInfo.hasNextPage) return { orderIds, isComplete: true };
    after = orders.pageInfo.endCursor;
  }
}

/** The ledger of orders without agreements, from their lines and refunds. Every one gets at least an empty agreement. */
export async function readRebuiltSales(
  admin: AdminClient,
  orders: readonly { readonly orderId: string; readonly processedAt: Date; readonly cancelledAt: Date | null }[],
  signal?: AbortSignal,
): Promise<{ agreements: StagedAgreement[]; sales: StagedSale[] }> {
  const built: { agreements: StagedAgreement[]; sales: StagedSale[] } = { agreements: [], sales: [] };
  await inBatches(orders, ORDERS_PER_QUERY, async (batch) => {
    const { nodes } = await admin.query(
      ORDERS_TO_REBUILD,
      { ids: batch.map(({ orderId }) => orderGid(orderId)) },
      { signal },
    );
    for (const [index, order] of batch.entries()) {
      const node = nodes[index];
      const found = node && "refunds" in node ? node : null;
      const basis: OrderWithoutAgreements = {
        ...order,
        taxesIncluded: found?.taxesIncluded ?? false,
        lines: found === null ? [] : await linesToRebuild(admin, found, signal),
        refunds: found === null ? [] : await refundsToRebuild(admin, found, signal),
      };
      const { agreements, sales } = rebuiltSales(basis);
      built.agreements.push(...agreements);
      built.sales.push(...sales);
    }
  });
  return built;
}

async function linesToRebuild(admin: AdminClient, order: RebuildNode, signal?: AbortSignal) {
  const nodes = [...order.lineItems.nodes];
  let page = order.lineItems.pageInfo;
  while (page.hasNextPage) {
    const answer = await admin.query(ORDERS_TO_REBUILD, { ids: [order.id], afterLine: page.endCursor }, { signal });
    const [more] = answer.nodes;
    if (!more || !("lineItems" in more)) break;
    nodes.push(...more.lineItems.nodes);
    page = more.lineItems.pageInfo;
  }
  return nodes.map((line) => ({
    lineId: gidTail(line.id) ?? "",
    quantity: line.quantity,
    isGiftCard: line.isGiftCard,
    unitPrice: line.originalUnitPriceSet.shopMoney.amount,
    currencyCode: line.originalUnitPriceSet.shopMoney.currencyCode,
    discounts: line.discountAllocations.map(({ allocatedAmountSet }) => allocatedAmountSet.shopMoney.amount),
    taxes: line.taxLines.map(({ priceSet, rate }) => ({ amount: priceSet.shopMoney.amount, rate: rate ?? null })),
  }));
}

async function refundsToRebuild(admin: AdminClient, order: RebuildNode, signal?: AbortSignal) {
  const ids = order.refunds.map(({ id }) => id);
  const refunds: RefundNode[] = [];
  await inBatches(ids, REFUNDS_PER_QUERY, async (batch) => {
    const { nodes } = await admin.query(REFUNDS_BY_ID, { ids: [...batch] }, { signal });
    for (const node of nodes) {
      if (!node || !("refundLineItems" in node)) continue;
      const lines = [...node.refundLineItems.nodes];
      let page = node.refundLineItems.pageInfo;
      while (page.hasNextPage) {
        const answer = await admin.query(REFUNDS_BY_ID, { ids: [node.id], afterLine: page.endCursor }, { signal });
        const [more] = answer.nodes;
        if (!more || !("refundLineItems" in more)) break;
        lines.push(...more.refundLineItems.nodes);
        page = more.refundLineItems.pageInfo;
      }
      refunds.push({ ...node, refundLineItems: { ...node.refundLineItems, nodes: lines } });
    }
  });
  return refunds.map((refund) => ({
    refundId: gidTail(refund.id) ?? "",
    processedAt: new Date(refund.processedAt),
    total: refund.totalRefundedSet.shopMoney.amount,
    currencyCode: refund.totalRefundedSet.shopMoney.currencyCode,
    lines: refund.refundLineItems.nodes.map((line) => ({
      lineId: gidTail(line.lineItem.id) ?? "",
      quantity: line.quantity,
      subtotal: line.subtotalSet.shopMoney.amount,
      tax: line.totalTaxSet.shopMoney.amount,
    })),
  }));
}
