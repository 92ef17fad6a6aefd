import { CART_RECORDS } from "~/domain/metrics/records/carts";
import { CHECKOUT_RECORDS } from "~/domain/metrics/records/checkouts";
import {
  CUSTOMER_VALUE_RECORDS,
  OBSERVED_VALUE_RECORDS,
  PREDICTED_VALUE_RECORDS,
  TOTAL_VALUE_RECORDS,
  TRAILING_VALUE_RECORDS,
} from "~/domain/metrics/records/customer-value";
import { CUSTOMER_RECORDS } from "~/domain/metrics/records/customers";
import { FUNNEL_RECORDS } from "~/domain/metrics/records/funnel";
import type { MetricRecord } from "~/domain/metrics/records/metric-record";
import { AVERAGE_RECORDS } from "~/domain/metrics/records/average-order-value";
import { OUTLOOK_RECORDS } from "~/domain/metrics/records/outlook";
import { ORDER_RECORDS } from "~/domain/metrics/records/orders";
import { RECOMMENDATION_RECORDS } from "~/domain/metrics/records/recommendations";
import { REPEAT_RECORDS, REPURCHASE_RECORDS } from "~/domain/metrics/records/repeat";
import { SALES_RECORDS } from "~/domain/metrics/records/sales";

const RECORDS = {
  ...REPEAT_RECORDS,
  ...AVERAGE_RECORDS,
  ...ORDER_RECORDS,
  ...CHECKOUT_RECORDS,
  ...CART_RECORDS,
  ...FUNNEL_RECORDS,
  ...RECOMMENDATION_RECORDS,
  ...SALES_RECORDS,
  ...CUSTOMER_RECORDS,
  ...CUSTOMER_VALUE_RECORDS,
  ...REPURCHASE_RECORDS,
  ...OBSERVED_VALUE_RECORDS,
  ...TRAILING_VALUE_RECORDS,
  ...PREDICTED_VALUE_RECORDS,
  ...TOTAL_VALUE_RECORDS,
  ...OUTLOOK_RECORDS,
};

/** The stable name of a metric in code, exports and reports. */
export type MetricKey = keyof typeof RECORDS;

/** Every metric that can be asked for, in the order reports print them. */
export const METRICS: Readonly<Record<MetricKey, MetricRecord>> = RECORDS;

export const METRIC_KEYS = Object.keys(METRICS) as MetricKey[];

/** Whether a text, of an address for one, names a metric. */
export function isMetricKey(text: string): text is MetricKey {
  return Object.hasOwn(METRICS, text);
}

/** How a metric is written in files. */
export type MetricDescription = Pick<MetricRecord, "unit" | "numerator" | "denominator">;
