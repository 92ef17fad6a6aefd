import type { CustomerSummary } from "~/domain/clv/models/count-model";
import type { PurchaseLog } from "./purchase-log";
import { customersAt, type CustomersAt, type Grouping, groupSummaries, type SummaryGroups } from "./purchase-summary";

/** What was known of a shop at the end of a day. */
export interface Snapshot {
  readonly log: PurchaseLog;
  readonly lastDay: number;
  readonly at: CustomersAt;
  readonly grouping: Grouping;
}

/** Later days of the log are not looked at. */
export function snapshotAt(log: PurchaseLog, lastDay: number): Snapshot {
  const at = customersAt(log, lastDay);
  return { log, lastDay, at, grouping: groupSummaries(at) };
}

/** Customers of a snapshot who had bought again. */
export function repeatersIn({ at }: Snapshot): number {
  let repeaters = 0;
  for (let row = 0; row < at.count; row++) if (at.frequency[row]! > 0) repeaters += 1;
  return repeaters;
}

/** A number for each customer, parallel to `groupOf`, formed once for all of equal history. */
export function perCustomer(
  { groups, groupOf }: Grouping,
  formed: (customer: CustomerSummary) => number,
): Float64Array {
  const byGroup = new Float64Array(groups.count);
  for (let group = 0; group < groups.count; group++) {
    byGroup[group] = formed(summaryOf(groups, group));
  }
  const column = new Float64Array(groupOf.length);
  for (let row = 0; row < column.length; row++) column[row] = byGroup[groupOf[row]!]!;
  return column;
}

/** Several numbers for each customer, in columns parallel to `groupOf`, formed once for all of equal history. */
export function perCustomerEach(
  { groups, groupOf }: Grouping,
  columns: number,
  formed: (customer: CustomerSummary) => readonly number[],
): Float64Array[] {
  const byGroup = Array.from({ length: groups.count }, (_, group) => formed(summaryOf(groups, group)));
  return Array.from({ length: columns }, (_, column) =>
    Float64Array.from(groupOf, (group) => byGroup[group]![column]!),
  );
}

const summaryOf = ({ frequency, recency, tenure }: SummaryGroups, group: number): CustomerSummary => ({
  frequency: frequency[group]!,
  recency: recency[group]!,
  tenure: tenure[group]!,
});

/** What customers bought in some days, parallel to those of a snapshot. */
export interface Outcome {
  readonly counts: Float64Array;
  readonly values: Float64Array;
}

/** What the customers of a snapshot bought in the `days` after it. */
export function outcomeOf({ log, lastDay, at }: Snapshot, days: number): Outcome {
  const counts = new Float64Array(at.count);
  const values = new Float64Array(at.count);
  for (let row = 0; row < at.count; row++) {
    const start = log.starts[at.customers[row]!]!;
    const end = log.starts[at.customers[row]! + 1]!;
    for (let index = end - 1; index >= start && log.days[index]! > lastDay; index--) {
      if (log.days[index]! > lastDay + days) continue;
      counts[row]! += 1;
      values[row]! += log.values[index]!;
    }
  }
  return { counts, values };
}
