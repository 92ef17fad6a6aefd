import { type CustomerSummary } from "~/domain/clv/models/count-model";
import type { PurchaseEvent, PurchaseLog } from "~/domain/clv/log/purchase-log";
import { purchaseLog } from "./purchase-log";
import type { SummaryGroups } from "~/domain/clv/log/purchase-summary";
import { readCsv } from "../csv";

/** Days since 1970-01-01 of a date such as 1997-09-30, or of a local minute on it. */
export const dayOf = (date: string): number => Date.parse(date.slice(0, 10)) / 86_400_000;

/** Purchases of a CDNOW file. */
export async function readCdnow(path: string): Promise<PurchaseLog> {
  const events: PurchaseEvent[] = [];
  for await (const { customer_id: customer = "", date = "", amount } of readCsv(path)) {
    events.push({ customer, day: dayOf(date), value: Number(amount) });
  }
  return purchaseLog(events);
}

/** Orders worth more than zero of the Online Retail file; refunds are no purchases. */
export async function readOnlineRetailOrders(path: string): Promise<PurchaseLog> {
  const events: PurchaseEvent[] = [];
  for await (const row of readCsv(path)) {
    const value = Number(row["amount_gbp"]);
    if (row["type"] !== "order" || !(value > 0)) continue;
    events.push({ customer: row["customer_id"] ?? "", day: dayOf(row["ordered_at"] ?? ""), value });
  }
  return purchaseLog(events);
}

/** The purchases of a log up to a day, to add others to. */
export function purchasesOf(log: PurchaseLog, lastDay = Infinity): PurchaseEvent[] {
  return log.customers.flatMap((customer, index) => {
    const days = Array.from(log.days.subarray(log.starts[index]!, log.starts[index + 1]!));
    return days.flatMap((day, purchase) =>
      day <= lastDay ? [{ customer, day, value: log.values[log.starts[index]! + purchase]! }] : [],
    );
  });
}

/** So many orders of one customer, evenly over the days from the first to the last. */
export function robot(customer: string, first: number, last: number, orders: number, value = 20): PurchaseEvent[] {
  return Array.from({ length: orders }, (_, order) => ({
    customer,
    day: first + Math.floor((order / orders) * (last - first + 1)),
    value,
  }));
}

/** Groups of one customer each, or of as many as `weight` says, as a model wants them: sorted by frequency. */
export function groupsOf(
  customers: readonly (CustomerSummary & { readonly weight?: number; readonly logGaps?: number })[],
): SummaryGroups {
  const sorted = customers.toSorted((one, other) => one.frequency - other.frequency);
  return {
    count: sorted.length,
    frequency: Float64Array.from(sorted, ({ frequency }) => frequency),
    recency: Float64Array.from(sorted, ({ recency }) => recency),
    tenure: Float64Array.from(sorted, ({ tenure }) => tenure),
    logGaps: Float64Array.from(sorted, ({ logGaps = 0 }) => logGaps),
    weight: Float64Array.from(sorted, ({ weight = 1 }) => weight),
  };
}
