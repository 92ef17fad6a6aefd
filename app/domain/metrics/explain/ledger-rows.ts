import type { SalesRow } from "~/domain/orders/order";
import { grossOf, isReturned, netOf } from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf } from "~/domain/time/shop-time";
import type { MetricContext } from "../metric-context";
import type { BookedOrder } from "../purchase-book";
import type { LedgerAmount, LedgerBasis } from "./basis";
import { baseRange } from "./covered-range";
import type { ExplainedRow } from "./explained-row";
import { orderRow } from "./order-rows";

/** The ledger rows of the orders. */
export function ledgerRows(
  basis: LedgerBasis,
  orders: readonly BookedOrder[],
  range: DayRange,
  context: MetricContext,
) {
  const { numerator, denominator, buyers, numeratorBuyers } = basis;
  const base = baseRange(basis, range);
  return orders.flatMap((booked) => {
    if (buyers && !buyers.includes(booked.buyer)) return [];
    return booked.order.rows.map((row, index): ExplainedRow => {
      const day = dayOf(row.happenedAt, context.timeZone);
      const counts = isWithin(day, range) && (!numeratorBuyers || numeratorBuyers.includes(booked.buyer));
      return {
        ...orderRow(booked),
        value: null,
        key: `${booked.order.id}:${index}`,
        at: row.happenedAt,
        action: row.action,
        lineType: row.lineType,
        quantity: row.quantity,
        numerator: counts ? ledgerAmount(row, numerator, booked.isInSales) : 0,
        denominator:
          denominator && (isWithin(day, base ?? range) ? ledgerAmount(row, denominator, booked.isInSales) : 0),
      };
    });
  });
}

/** What one row adds to a line of section 3 of the definitions. */
function ledgerAmount(row: SalesRow, amount: LedgerAmount, isInSales: boolean): number {
  const { lineType } = row;
  if (amount === "giftCardsSold") return lineType === "GIFT_CARD" ? netOf(row) : 0;
  if (!isInSales) return 0;
  const isMerchandise = lineType === "PRODUCT" || lineType === "ADJUSTMENT";
  const isFee = lineType === "FEE" || lineType === "ADDITIONAL_FEE";
  const isTaxed = isMerchandise || isFee || lineType === "SHIPPING" || lineType === "DUTY";
  switch (amount) {
    case "grossSales":
      return isMerchandise && !isReturned(row) ? grossOf(row) : 0;
    case "discounts":
      return isMerchandise && !isReturned(row) ? row.discount : 0;
    case "returns":
      return isReturned(row) ? 0 - netOf(row) : 0;
    case "netSales":
      return isMerchandise ? netOf(row) : 0;
    case "shipping":
      return lineType === "SHIPPING" ? netOf(row) : 0;
    case "duties":
      return lineType === "DUTY" ? netOf(row) : 0;
    case "tips":
      return lineType === "TIP" ? netOf(row) : 0;
    case "fees":
      return isFee ? netOf(row) : 0;
    case "taxes":
      return isTaxed ? row.tax : 0;
    case "totalSales":
      return isTaxed ? row.total : 0;
  }
}
