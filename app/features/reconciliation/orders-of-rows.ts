import type { StagedRows } from "~/adapters/db/staging/staged-rows";
import { groupBy } from "~/domain/group-by";
import type { SalesAction, SalesLineType, SalesRow } from "~/domain/orders/order";
import type { ReportableOrder } from "~/domain/reconciliation/reported-order";

/** Orders as read from Shopify with their ledger, without storing them. */
export function ordersOfRows({
  orders,
  agreements,
  sales,
}: Pick<StagedRows, "orders" | "agreements" | "sales">): ReportableOrder[] {
  const salesOf = groupBy(sales, ({ agreementId }) => agreementId);
  const agreementsOf = groupBy(agreements, ({ orderId }) => orderId);
  return orders.map((order) => {
    const own = agreementsOf.get(order.orderId) ?? [];
    const original = own
      .filter(({ reason }) => reason === "ORDER")
      .toSorted((a, b) => a.happenedAt.getTime() - b.happenedAt.getTime())[0];
    return {
      id: order.orderId,
      customerId: order.customerId,
      processedAt: order.processedAt.getTime(),
      isTest: order.isTest,
      currencyCode: order.currencyCode,
      rows: own.flatMap((agreement) => {
        const isOriginal = agreement === original;
        const happenedAt = (isOriginal ? order.processedAt : agreement.happenedAt).getTime();
        return (salesOf.get(agreement.agreementId) ?? []).map(
          ({ action, lineType, lineId, quantity, total, tax, discount }): SalesRow => ({
            happenedAt,
            action: action as SalesAction,
            lineType: lineType as SalesLineType,
            quantity,
            total,
            tax,
            discount,
            isOriginal,
            lineId,
          }),
        );
      }),
    };
  });
}
