import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf } from "~/domain/time/shop-time";
import { ledgerAmount } from "~/domain/metrics/totals/ledger-amounts";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { BookedOrder } from "~/domain/metrics/history/purchase-book";
import type { LedgerBasis } from "~/domain/metrics/records/basis";
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
