import { gid } from "../../../payloads/payloads";
import { refundedTotal, type Refunded } from "../../../sales/sales-ledger";
import type { Id } from "../../../store/records/values";
import { utcText } from "../../../time/time-text";
import { listConnection, type Source } from "../../connections";
import { oldestVisibleOrder, type ApiContext } from "../../context";
import { plain, type Fields } from "../../fields";
import { lineAt } from "./line-items";
import { bag, orderSource, type OrderSource } from "./order-source";
import { shippingLine } from "./shipping-and-tax";

export interface RefundSource extends Source {
  readonly order: OrderSource;
  readonly refund: Refunded;
  readonly at: number;
}

export const refundSources = (order: OrderSource): RefundSource[] =>
  order
    .history()
    .agreements.flatMap(({ refund, happenedAt }) =>
      refund === null ? [] : [{ __typename: "Refund", order, refund, at: happenedAt }],
    );

export function refundById(context: ApiContext, id: Id): RefundSource | null {
  const { database, shop } = context;
  const row = database.get("SELECT order_id FROM refund WHERE shop_id = ? AND id = ?", shop.id, id);
  const record = row === undefined ? undefined : shop.order(Number(row["order_id"]));
  if (record === undefined || record.createdAt < oldestVisibleOrder(context)) return null;
  return refundSources(orderSource(record)).find(({ refund }) => refund.id === id) ?? null;
}

export const REFUND: Fields<RefundSource> = {
  id: ({ refund }) => gid("Refund", refund.id),
  legacyResourceId: ({ refund }) => String(refund.id),
  createdAt: ({ at }) => utcText(at),
  processedAt: ({ at }) => utcText(at),
  updatedAt: ({ at }) => utcText(at),
  note: () => null,
  order: ({ order }) => order,
  duties: ({ order, refund }) =>
    refund.charges
      .filter(({ kind }) => kind === "DUTY")
      .map(({ amount, tax }) => plain("RefundDuty", { amountSet: bag(order, amount - tax), originalDuty: null })),
  return: () => null,
  totalRefundedSet: ({ order, refund }) => bag(order, refundedTotal(order.record, refund)),
  refundLineItems: ({ order, refund }, args, context) =>
    listConnection(
      context,
      refund.lines.map(({ line, quantity, total, tax }, index) =>
        plain("RefundLineItem", {
          id: gid("RefundLineItem", refund.id * 20_000 + index),
          lineItem: lineAt(order, line),
          quantity,
          restocked: true,
          restockType: refund.isCancellation ? "CANCEL" : "RETURN",
          subtotalSet: bag(order, total - (order.record.taxesIncluded ? 0 : tax)),
          totalTaxSet: bag(order, tax),
        }),
      ),
      args,
    ),
  refundShippingLines: ({ order, refund }, args, context) =>
    listConnection(
      context,
      refund.shipping === 0
        ? []
        : [
            plain("RefundShippingLine", {
              id: gid("RefundShippingLine", refund.id),
              shippingLine: shippingLine(order),
              subtotalAmountSet: bag(order, refund.shipping),
              taxAmountSet: bag(order, refund.shippingTax),
            }),
          ],
      args,
    ),
  orderAdjustments: ({ order, refund }, args, context) =>
    listConnection(
      context,
      refund.adjustment === 0
        ? []
        : [
            plain("OrderAdjustment", {
              id: gid("OrderAdjustment", refund.id),
              amountSet: bag(order, refund.adjustmentTax - refund.adjustment),
              taxAmountSet: bag(order, -refund.adjustmentTax),
              reason: "REFUND_DISCREPANCY",
            }),
          ],
      args,
    ),
};
