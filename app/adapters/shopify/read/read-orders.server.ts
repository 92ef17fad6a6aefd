import type { OrdersByIdQuery } from "~/types/admin";
import { emptyRows, type StagedFault, type StagedRows } from "~/adapters/db/staging/staged-rows";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { faultOf, gidTail, isUnusable, momentOf } from "~/adapters/shopify/translate/fields";
import { inBatches } from "./in-batches.server";
import {
  ORDER_AGREEMENTS_PAGE,
  ORDER_LINES_PAGE,
  ORDERS_BY_ID,
  ORDERS_UPDATED_SINCE,
} from "~/adapters/shopify/queries/orders";
import { readRebuiltSales } from "./read-rebuilt-sales.server";
import {
  translateAgreement,
  translateLine,
  translateOrder,
  translateSale,
} from "~/adapters/shopify/translate/translate-order";

type OrderNode = Extract<NonNullable<OrdersByIdQuery["nodes"][number]>, { agreements: unknown }>;
type AgreementNode = OrderNode["agreements"]["nodes"][number];

export interface OrdersRead {
  /** Of an order with a row that cannot be used they hold a fault and nothing else. */
  readonly rows: StagedRows;
  /** Orders Shopify does not show: deleted, not the shop's, or older than the app may see. */
  readonly missing: string[];
}

/** What one answer may hold without costing more than Shopify allows a query; paid only by what it really holds. */
const ORDERS_PER_QUERY = 5;
const MAX_NAME_LENGTH = 100;
const VANISHED = "Shopify stopped showing the order while it was read";

const orderGid = (id: string) => `gid://shopify/Order/${id}`;

/** Reads whole orders as they stand now, however many lines and agreements they have. */
export async function readOrders(
  admin: AdminClient,
  orderIds: readonly string[],
  signal?: AbortSignal,
): Promise<OrdersRead> {
  const rows = emptyRows();
  const missing: string[] = [];
  await inBatches(orderIds, ORDERS_PER_QUERY, async (ids) => {
    const { nodes } = await admin.query(ORDERS_BY_ID, { ids: ids.map(orderGid) }, { signal });
    for (const [index, orderId] of ids.entries()) {
      const node = nodes[index];
      if (node === null || node === undefined || !("agreements" in node)) {
        missing.push(orderId);
        continue;
      }
      try {
        const whole = await readWhole(admin, node, signal);
        rows.orders.push(whole.order);
        rows.lines.push(...whole.lines);
        rows.agreements.push(...whole.agreements);
        rows.sales.push(...whole.sales);
      } catch (error) {
        if (!isUnusable(error)) throw error;
        rows.faults.push(orderFault(orderId, faultOf(error), node));
      }
    }
  });
  return { rows: await withRebuiltSales(admin, rows, signal), missing };
}

/** Says that an order cannot be used, and what of it could still be read. */
export function orderFault(
  orderId: string,
  reason: string,
  { name, updatedAt }: { readonly name?: unknown; readonly updatedAt?: unknown },
): StagedFault {
  return {
    subject: `Order/${orderId}`,
    reason,
    name: typeof name === "string" ? name.replaceAll("\0", "").slice(0, MAX_NAME_LENGTH) : null,
    updatedAt: typeof updatedAt === "string" ? momentOf(updatedAt) : null,
  };
}

/** Every row of one order. @throws {Error} when one of them cannot be used: half a ledger would be a wrong one. */
async function readWhole(admin: AdminClient, node: OrderNode, signal?: AbortSignal) {
  const order = translateOrder(node);
  const lines = await allLines(admin, node, signal);
  const agreements = (await allAgreements(admin, node, signal)).map((each) => ({
    ...translateAgreement(each, order.orderId),
    sales: each.sales.nodes,
  }));
  return {
    order,
    lines: lines.map((line) => translateLine(line, order.orderId)),
    agreements,
    sales: agreements.flatMap(({ agreementId, sales }) => sales.map((sale) => translateSale(sale, agreementId))),
  };
}

/** Builds the ledger of orders that came without agreements; of one that cannot be built only the fault is left. */
async function withRebuiltSales(admin: AdminClient, rows: StagedRows, signal?: AbortSignal): Promise<StagedRows> {
  const agreed = new Set(rows.agreements.map(({ orderId }) => orderId));
  const bare = rows.orders.filter(({ orderId }) => !agreed.has(orderId));
  if (bare.length === 0) return rows;
  const { agreements, sales, faults } = await readRebuiltSales(admin, bare, signal);
  const reasons = new Map(faults.map(({ orderId, reason }) => [orderId, reason]));
  const isWhole = ({ orderId }: { readonly orderId: string }) => !reasons.has(orderId);
  return {
    ...rows,
    orders: rows.orders.filter(isWhole).map((order) => ({ ...order, isRebuilt: !agreed.has(order.orderId) })),
    lines: rows.lines.filter(isWhole),
    agreements: [...rows.agreements, ...agreements],
    sales: [...rows.sales, ...sales],
    faults: [
      ...rows.faults,
      ...bare.flatMap(({ orderId, name, updatedAt }) => {
        const reason = reasons.get(orderId);
        return reason === undefined ? [] : [{ subject: `Order/${orderId}`, reason, name, updatedAt }];
      }),
    ],
  };
}

async function allLines(admin: AdminClient, order: OrderNode, signal?: AbortSignal) {
  const lines = [...order.lineItems.nodes];
  let page = order.lineItems.pageInfo;
  while (page.hasNextPage) {
    const answer = await admin.query(ORDER_LINES_PAGE, { id: order.id, after: page.endCursor }, { signal });
    if (!answer.order) throw new RangeError(VANISHED);
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
      if (connection === undefined || agreement === undefined) throw new RangeError(VANISHED);
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
