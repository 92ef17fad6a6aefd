import { orderByWholeKeys } from "~/domain/numeric/sorted-order";
import type { PurchaseLog } from "./purchase-log";

/** What the models know of customers at the end of a day, in parallel columns. 0 <= recencyDays <= tenureDays. */
export interface PurchaseSummaries {
  readonly count: number;
  /** x: purchase days after the first. */
  readonly frequency: Int32Array;
  /** t_x: from the first purchase day to the last; 0 where frequency is 0. */
  readonly recencyDays: Int32Array;
  /** T: from the first purchase day to the end of the observation. */
  readonly tenureDays: Int32Array;
  /** Sum of ln(weeks) over the gaps between purchase days: how regular they are shows here. 0 where frequency is 0. */
  readonly logGaps: Float64Array;
}

/** {@link PurchaseSummaries} of the customers of a log who had bought by a day. */
export interface CustomersAt extends PurchaseSummaries {
  /** Index of each in the log. */
  readonly customers: Int32Array;
}

/** The customers who had bought by the end of `lastDay`, as they stood then. */
export function customersAt(log: PurchaseLog, lastDay: number): CustomersAt {
  const { starts, days } = log;
  const known = new Int32Array(log.customers.length);
  let count = 0;
  for (let customer = 0; customer < known.length; customer++) {
    if (days[starts[customer]!]! <= lastDay) known[count++] = customer;
  }
  const customers = known.slice(0, count);
  const at = {
    count,
    customers,
    frequency: new Int32Array(count),
    recencyDays: new Int32Array(count),
    tenureDays: new Int32Array(count),
    logGaps: new Float64Array(count),
  };
  for (let row = 0; row < count; row++) {
    const start = starts[customers[row]!]!;
    const end = starts[customers[row]! + 1]!;
    let last = start;
    for (let next = start + 1; next < end && days[next]! <= lastDay; last = next++) {
      at.logGaps[row]! += Math.log((days[next]! - days[last]!) / 7);
    }
    at.frequency[row] = last - start;
    at.recencyDays[row] = days[last]! - days[start]!;
    at.tenureDays[row] = lastDay - days[start]!;
  }
  return at;
}

/** Different summaries and how many customers share each, sorted by frequency; what a likelihood is summed over. */
export interface SummaryGroups {
  readonly count: number;
  readonly frequency: Float64Array;
  /** Weeks, not rounded. */
  readonly recency: Float64Array;
  /** Weeks, not rounded. */
  readonly tenure: Float64Array;
  /** Mean of the group; see {@link PurchaseSummaries}. */
  readonly logGaps: Float64Array;
  /** Customers in the group, or the sum of their weights. */
  readonly weight: Float64Array;
}

export interface Grouping {
  readonly groups: SummaryGroups;
  /** Parallel to the summaries: the group each customer is in. */
  readonly groupOf: Int32Array;
}

/** Above any number of days a shop can have. */
const DAYS = 2 ** 16;

/**
 * Puts equal summaries together: a likelihood then costs as much as there are different customers, which for a
 * million of them are about 300,000.
 *
 * @throws {RangeError} for a summary that breaks 0 <= recency <= tenure < 65,536 days.
 */
export function groupSummaries(summaries: PurchaseSummaries): Grouping {
  const { count, frequency, recencyDays, tenureDays } = summaries;
  for (let customer = 0; customer < count; customer++) {
    const [x, recency, tenure] = [frequency[customer]!, recencyDays[customer]!, tenureDays[customer]!];
    if (!(x >= 0 && 0 <= recency && recency <= tenure && tenure < DAYS)) {
      throw new RangeError(`not a customer: ${x} repeat days, the last on day ${recency} of ${tenure}`);
    }
  }
  const order = orderByWholeKeys(count, [tenureDays, recencyDays, frequency]);
  const groupOf = new Int32Array(count);
  // Where in that order each group begins.
  const begins = new Uint32Array(count);
  let groups = 0;
  let [x, recency, tenure] = [-1, -1, -1];
  for (let index = 0; index < count; index++) {
    const customer = order[index]!;
    if (tenureDays[customer] !== tenure || recencyDays[customer] !== recency || frequency[customer] !== x) {
      [x, recency, tenure] = [frequency[customer]!, recencyDays[customer]!, tenureDays[customer]!];
      begins[groups++] = index;
    }
    groupOf[customer] = groups - 1;
  }
  return { groups: groupsFrom(summaries, order, begins.subarray(0, groups)), groupOf };
}

function groupsFrom(summaries: PurchaseSummaries, order: Uint32Array, begins: Uint32Array): SummaryGroups {
  const count = begins.length;
  const [frequency, recency, tenure] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const [weight, logGaps] = [new Float64Array(count), new Float64Array(count)];
  for (let group = 0; group < count; group++) {
    const begin = begins[group]!;
    const end = group + 1 < count ? begins[group + 1]! : order.length;
    const customer = order[begin]!;
    frequency[group] = summaries.frequency[customer]!;
    recency[group] = summaries.recencyDays[customer]! / 7;
    tenure[group] = summaries.tenureDays[customer]! / 7;
    weight[group] = end - begin;
    let sum = 0;
    for (let index = begin; index < end; index++) sum += summaries.logGaps[order[index]!]!;
    logGaps[group] = sum / (end - begin);
  }
  return { count, frequency, recency, tenure, logGaps, weight };
}
