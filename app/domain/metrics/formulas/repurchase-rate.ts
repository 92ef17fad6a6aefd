import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { MatureCustomers } from "~/domain/metrics/totals/totals";
import { because } from "~/domain/metrics/confidence/reason";

/**
 * Of the customers acquired in the range and old enough to tell, how many came back within `horizonDays` x 24 h of
 * their first purchase.
 */
export function repurchaseRate({ repeaters, customers }: MatureCustomers, horizonDays: number): MetricValue {
  return rateOf(repeaters, customers, because("noCustomersOldEnough", { days: horizonDays }));
}
