import { FORECAST_MONTHS } from "../clv/forecast-months";
import type { Definitions } from "~/domain/orders/definitions";
import * as orderValue from "./average-order-value";
import type { FixedMetricKey, MetricKey } from "./catalogue";
import * as abandonment from "./checkout-abandonment";
import * as value from "./customer-value";
import * as customer from "./customers";
import * as rhythm from "./customer-rhythm";
import type { CustomerRhythm } from "./customer-rhythm";
import * as expected from "./expected-value";
import type { ForecastTotals } from "./forecast-totals";
import { unavailable, type MetricValue } from "./metric-value";
import { repeatRate, repeatRateInWindow, repeatRateLifetime } from "./repeat-rate";
import { repurchaseRate } from "./repurchase-rate";
import * as sales from "./sales";
import { allBuyers } from "./sales-totals";
import { timeToFirstPurchase, type FirstPurchaseTimes } from "./time-to-first-purchase";
import { timeToSecondPurchase, type SecondPurchaseTimes } from "./time-to-second-purchase";
import { topOrderValue, type TopCustomers } from "./top-customers";
import {
  REPURCHASE_HORIZONS_DAYS,
  VALUE_HORIZONS_DAYS,
  type CheckoutTotals,
  type CustomerTotals,
  type LifetimeTotals,
  type MatureCustomers,
  type SalesTotalsByBuyer,
  type ValueHorizon,
} from "./totals";

/** The totals every metric of one range is read from. */
export interface ReportTotals {
  readonly sales: SalesTotalsByBuyer;
  /** The same number of days before, and the same dates a year before. */
  readonly salesBefore: SalesTotalsByBuyer;
  readonly salesYearBefore: SalesTotalsByBuyer;
  readonly customers: CustomerTotals;
  readonly repeatersInRange: number;
  /** Of the 365 days that end with the range. */
  readonly customersTrailing365: CustomerTotals;
  readonly lifetime: LifetimeTotals;
  /** Customers acquired in the range, by horizon. */
  readonly mature: Readonly<Record<ValueHorizon, MatureCustomers>>;
  /** Customers acquired in the 365 days that ended a horizon before the as-of, by horizon. */
  readonly matureTrailing: Readonly<Record<ValueHorizon, MatureCustomers>>;
  readonly checkouts: CheckoutTotals;
  readonly medianOrderValue: number | null;
  readonly firstPurchases: FirstPurchaseTimes;
  readonly rhythm: CustomerRhythm;
  readonly secondPurchases: SecondPurchaseTimes;
  readonly topTenth: TopCustomers;
  readonly topHundredth: TopCustomers;
  readonly forecast: ForecastTotals;
}

/** Why a metric that needs first purchases is not available when only 60 days of orders may be read. */
export const HISTORY_LIMITED =
  "Limited history: the app may read only the last 60 days of orders, so first purchases are not known.";

/** Every metric of the catalogue from the totals of one range. */
export function allMetrics(
  totals: ReportTotals,
  definitions: Definitions,
  isHistoryLimited: boolean,
): Record<MetricKey, MetricValue> {
  const all = allBuyers(totals.sales);
  const fixed: Record<FixedMetricKey, MetricValue> = {
    repeat_rate: repeatRate(totals.customers),
    repeat_rate_in_window: repeatRateInWindow(totals.repeatersInRange, totals.customers),
    repeat_rate_lifetime: repeatRateLifetime(totals.lifetime),
    repeat_rate_trailing_365: repeatRate(totals.customersTrailing365),
    aov: orderValue.averageOrderValue(all, definitions),
    aov_net: orderValue.averageOrderValueNet(totals.sales),
    aov_total: orderValue.averageOrderValueTotal(totals.sales),
    aov_new: orderValue.averageOrderValueNew(totals.sales, definitions),
    aov_returning: orderValue.averageOrderValueReturning(totals.sales, definitions),
    aov_median: orderValue.medianOrderValue(totals.medianOrderValue, all.orders),
    units_per_order: orderValue.unitsPerOrder(totals.sales),
    checkout_abandonment_rate: abandonment.checkoutAbandonmentRate(totals.checkouts),
    checkout_abandonment_gross: abandonment.checkoutAbandonmentGross(totals.checkouts),
    recovery_rate: abandonment.recoveryRate(totals.checkouts),
    abandoned_value: abandonment.abandonedValue(totals.checkouts),
    recovered_value: abandonment.recoveredValue(totals.checkouts),
    clv_to_date: value.customerValueToDate(totals.lifetime),
    gross_sales: sales.salesLine(totals.sales, "grossSales"),
    discounts: sales.salesLine(totals.sales, "discounts"),
    returns: sales.salesLine(totals.sales, "returns"),
    net_sales: sales.netSales(all),
    shipping: sales.salesLine(totals.sales, "shipping"),
    duties: sales.salesLine(totals.sales, "duties"),
    tips: sales.salesLine(totals.sales, "tips"),
    fees: sales.salesLine(totals.sales, "fees"),
    taxes: sales.salesLine(totals.sales, "taxes"),
    total_sales: sales.totalSales(totals.sales),
    gift_cards_sold: sales.salesLine(totals.sales, "giftCardsSold"),
    orders: sales.orders(totals.sales),
    units_sold: sales.unitsSold(totals.sales),
    revenue_growth_mom: sales.revenueGrowth(totals.sales, totals.salesBefore),
    revenue_growth_yoy: sales.revenueGrowth(totals.sales, totals.salesYearBefore),
    net_sales_new: sales.netSales(totals.sales.new),
    net_sales_returning: sales.netSales(totals.sales.returning),
    net_sales_other: sales.netSales(totals.sales.other),
    repeat_revenue_share: sales.repeatRevenueShare(totals.sales),
    discount_rate: sales.discountRate(totals.sales),
    discounted_order_share: sales.discountedOrderShare(totals.sales),
    return_rate_value: sales.returnRateValue(totals.sales),
    cancel_rate: sales.cancelRate(totals.sales),
    shipping_cost_charged: sales.shippingCostCharged(totals.sales),
    customers: customer.customers(totals.customers),
    new_customers: customer.newCustomers(totals.customers),
    returning_customers: customer.returningCustomers(totals.customers),
    purchase_frequency: customer.purchaseFrequency(totals.sales, totals.customers),
    time_to_first_purchase: timeToFirstPurchase(totals.firstPurchases),
    time_to_second_purchase: timeToSecondPurchase(totals.secondPurchases),
    retention_rate: rhythm.retentionRate(totals.rhythm),
    lapse_point: rhythm.lapsePoint(totals.rhythm),
    churn_rate: rhythm.churnRate(totals.rhythm),
    churn_probability: expected.churnProbability(totals.forecast),
    reactivated: rhythm.reactivated(totals.rhythm),
    order_value_top10: topOrderValue(totals.topTenth),
    order_value_top1: topOrderValue(totals.topHundredth),
    identified_share: customer.identifiedShare(totals.sales),
  };
  const metrics = { ...fixed } as Record<MetricKey, MetricValue>;
  for (const horizon of REPURCHASE_HORIZONS_DAYS) {
    metrics[`repurchase_rate_${horizon}d`] = repurchaseRate(totals.mature[horizon], horizon);
  }
  for (const horizon of VALUE_HORIZONS_DAYS) {
    metrics[`clv_observed_${horizon}`] = value.observedCustomerValue(totals.mature[horizon], horizon);
    metrics[`clv_observed_${horizon}_trailing`] = value.trailingCustomerValue(totals.matureTrailing[horizon], horizon);
  }
  for (const months of FORECAST_MONTHS) {
    metrics[`clv_predicted_${months}`] = expected.expectedValue(totals.forecast, months);
    metrics[`clv_total_${months}`] = expected.totalValue(totals.forecast, months);
  }
  return isHistoryLimited ? withoutFirstPurchases(metrics) : metrics;
}

const NEED_FIRST_PURCHASE: ReadonlySet<MetricKey> = new Set([
  "repeat_rate_lifetime",
  "time_to_first_purchase",
  "time_to_second_purchase",
  "retention_rate",
  "lapse_point",
  "churn_rate",
  "churn_probability",
  "reactivated",
  "order_value_top10",
  "order_value_top1",
]);

/** Without the metrics that need to know when a customer first bought. */
function withoutFirstPurchases(metrics: Record<MetricKey, MetricValue>): Record<MetricKey, MetricValue> {
  const entries = Object.entries(metrics) as [MetricKey, MetricValue][];
  return Object.fromEntries(
    entries.map(([key, metric]) => [key, needsFirstPurchase(key) ? unavailable(metric.unit, HISTORY_LIMITED) : metric]),
  ) as Record<MetricKey, MetricValue>;
}

/** Whether a metric is unknown where older orders are hidden from the app. */
export function needsFirstPurchase(key: MetricKey): boolean {
  return key.startsWith("clv_") || key.startsWith("repurchase_rate_") || NEED_FIRST_PURCHASE.has(key);
}
