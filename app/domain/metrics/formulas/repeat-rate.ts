import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { CustomerTotals, LifetimeTotals } from "~/domain/metrics/totals/totals";
import { because } from "~/domain/metrics/confidence/reason";

const NO_CUSTOMERS = because("noCustomers");

/**
 * Of the customers who bought in the range, how many had bought before, or bought again within it. The reading behind
 * Shopify's returning customer rate; not the chance that a new customer returns.
 */
export function repeatRate({ returningCustomers, customers }: CustomerTotals): MetricValue {
  return rateOf(returningCustomers, customers, NO_CUSTOMERS);
}

/** Of the customers who bought in the range, how many bought twice within it. */
export function repeatRateInWindow(repeatersInRange: number, { customers }: CustomerTotals): MetricValue {
  return rateOf(repeatersInRange, customers, NO_CUSTOMERS);
}

/** Of all customers up to the as-of, how many ever came back. */
export function repeatRateLifetime({ repeaters, customers }: LifetimeTotals): MetricValue {
  return rateOf(repeaters, customers, because("noCustomersEver"));
}
