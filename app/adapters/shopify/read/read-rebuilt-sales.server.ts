import type { OrdersToRebuildQuery, RefundsByIdQuery } from "~/types/admin";
import type { StagedAgreement, StagedOrder, StagedSale } from "~/adapters/db/staging/staged-rows";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { faultOf, gidOf, instant, isUnusable } from "~/adapters/shopify/translate/fields";
import { inBatches } from "./in-batches.server";
import { ORDERS_TO_REBUILD, REFUNDS_BY_ID } from "~/adapters/shopify/queries/orders";
import { rebuiltSales } from "~/adapters/shopify/translate/rebuilt-sales";

type RebuildNode = Extract<NonNullable<OrdersToRebuildQuery["nodes"][number]>, { refunds: unknown }>;
type RefundNode = Extract<NonNullable<RefundsByIdQuery["nodes"][number]>, { refundLineItems: unknown }>;

type BareOrder = Pick<StagedOrder, "orderId" | "processedAt" | "cancelledAt">;

export interface RebuiltSales {
  readonly agreements: StagedAgreement[];
  readonly sales: StagedSale[];
  /** Orders of which something that the ledger would be built from cannot be used. */
  readonly faults: { readonly orderId: string; readonly reason: string }[];
}

/** What one answer may hold without costing more than Shopify allows a query; paid only by what it really holds. */
const ORDERS_PER_QUERY = 5;
const REFUNDS_PER_QUERY = 2;
const VANISHED = "Shopify stopped showing the order while it was read";

/** The ledger of orders without agreements, from their lines and refunds. Every one gets at least an empty agreement. */
export async function readRebuiltSales(
  admin: AdminClient,
  orders: readonly BareOrder[],
  signal?: AbortSignal,
): Promise<RebuiltSales> {
  const built: RebuiltSales = { agreements: [], sales: [], faults: [] };
  await inBatches(orders, ORDERS_PER_QUERY, async (batch) => {
    const ids = batch.map(({ orderId }) => `gid://shopify/Order/${orderId}`);
    const { nodes } = await admin.query(ORDERS_TO_REBUILD, { ids }, { signal });
    for (const [index, order] of batch.entries()) {
      const node = nodes[index];
      try {
        const { agreements, sales } = rebuiltSales(
          node && "refunds" in node
            ? {
                ...order,
                taxesIncluded: node.taxesIncluded,
                lines: await linesToRebuild(admin, node, signal),
                refunds: await refundsToRebuild(admin, node, signal),
              }
            : { ...order, taxesIncluded: false, lines: [], refunds: [] },
        );
        built.agreements.push(...agreements);
        built.sales.push(...sales);
      } catch (error) {
        if (!isUnusable(error)) throw error;
        built.faults.push({ orderId: order.orderId, reason: faultOf(error) });
      }
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
    if (!more || !("lineItems" in more)) throw new RangeError(VANISHED);
    nodes.push(...more.lineItems.nodes);
    page = more.lineItems.pageInfo;
  }
  return nodes.map((line) => ({
    lineId: gidOf("LineItem").parse(line.id),
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
      if (!node || !("refundLineItems" in node)) throw new RangeError(VANISHED);
      const lines = [...node.refundLineItems.nodes];
      let page = node.refundLineItems.pageInfo;
      while (page.hasNextPage) {
        const answer = await admin.query(REFUNDS_BY_ID, { ids: [node.id], afterLine: page.endCursor }, { signal });
        const [more] = answer.nodes;
        if (!more || !("refundLineItems" in more)) throw new RangeError(VANISHED);
        lines.push(...more.refundLineItems.nodes);
        page = more.refundLineItems.pageInfo;
      }
      refunds.push({ ...node, refundLineItems: { ...node.refundLineItems, nodes: lines } });
    }
  });
  return refunds.map((refund) => ({
    refundId: gidOf("Refund").parse(refund.id),
    processedAt: instant.parse(refund.processedAt),
    total: refund.totalRefundedSet.shopMoney.amount,
    currencyCode: refund.totalRefundedSet.shopMoney.currencyCode,
    lines: refund.refundLineItems.nodes.map((line) => ({
      lineId: gidOf("LineItem").parse(line.lineItem.id),
      quantity: line.quantity,
      subtotal: line.subtotalSet.shopMoney.amount,
      tax: line.totalTaxSet.shopMoney.amount,
    })),
  }));
}
