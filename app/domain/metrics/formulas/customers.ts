import { countOf, rateOf, ratioOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { allBuyers } from "~/domain/metrics/totals/sales-totals";
import type { CustomerTotals, SalesTotalsByBuyer } from "~/domain/metrics/totals/totals";
import { because } from "~/domain/metrics/confidence/reason";

/** Identified customers with a purchase in the range. */
export function customers(totals: CustomerTotals): MetricValue {
  return countOf(totals.customers);
}

/** Customers whose first purchase falls in the range. */
export function newCustomers(totals: CustomerTotals): MetricValue {
  return countOf(totals.newCustomers);
}

/** Customers with a second or later purchase in the range; a customer may be new and returning in one range. */
export function returningCustomers(totals: CustomerTotals): MetricValue {
  return countOf(totals.returningCustomers);
}

/** Identified purchases per customer in the range. */
export function purchaseFrequency(sales: SalesTotalsByBuyer, totals: CustomerTotals): MetricValue {
  const { identifiedPurchases } = allBuyers(sales);
  return ratioOf(identifiedPurchases, totals.customers, because("noCustomers"));
}

/** Share of purchases whose customer is known; shown beside customer numbers when below 95%. */
export function identifiedShare(sales: SalesTotalsByBuyer): MetricValue {
  const { identifiedPurchases, purchases } = allBuyers(sales);
  return rateOf(identifiedPurchases, purchases, because("noPurchases"));
}
