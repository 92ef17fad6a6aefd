import { rateOf, type MetricValue } from "./metric-value";
import type { MatureCustomers } from "./totals";

/**
 * Of the customers acquired in the range and old enough to tell, how many came back within `horizonDays` x 24 h of
 * their first purchase.
 */
export function repurchaseRate({ repeaters, customers }: MatureCustomers, horizonDays: number): MetricValue {
  return rateOf(repeaters, customers, `No customer acquired in this range is ${horizonDays} days old yet.`);
}
