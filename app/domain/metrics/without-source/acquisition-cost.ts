import type { MinorUnits } from "~/domain/money";
import { meanMoney, ratioFrom, ratioOf, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";

/** What was spent to win customers in a range, by all channels together or by one, and what came of it. */
export interface AcquisitionTotals {
  /** Entered or imported by the merchant. */
  readonly adSpend: MinorUnits;
  /**
   * Of one channel, those whose first order came from it. Customers of unknown source are shared out to no channel, so
   * the channels may add up to fewer than the whole shop.
   */
  readonly newCustomers: number;
  /** Of the orders attributed to the channel. */
  readonly netSales: MinorUnits;
  /** How many these are. */
  readonly orders: number;
}

/** What a new customer cost: `cac`. */
export function acquisitionCost({ adSpend, newCustomers }: AcquisitionTotals): MetricValue {
  return meanMoney(adSpend, newCustomers, because("noCustomersWon"));
}

/** How often the value of a customer covers the cost of a new one: `clv_cac_ratio`. */
export function valueToCost(customerValue: MetricValue, cost: MetricValue): MetricValue {
  for (const { unavailableBecause } of [customerValue, cost]) {
    if (unavailableBecause !== null) return unavailable("ratio", unavailableBecause);
  }
  if (!cost.value) return unavailable("ratio", because("noAcquisitionSpend"));
  return ratioFrom((customerValue.value ?? 0) / cost.value, cost.n ?? 0);
}

/** Net sales per unit of money spent: `roas`. */
export function returnOnAdSpend({ netSales, adSpend, orders }: AcquisitionTotals): MetricValue {
  return { ...ratioOf(netSales, adSpend, because("noAdSpend")), n: orders };
}
