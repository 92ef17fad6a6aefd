import { expect, it } from "vitest";
import { at, context } from "../../../../test/support/builders";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { coveredRange } from "./covered-range";

const RANGE = { from: "2026-02-01", to: "2026-02-28" };
const covered = (key: MetricKey) => coveredRange(METRICS[key].basis, RANGE, context({ asOf: at("2026-06-30T12:00") }));

it.each<[MetricKey, { from: string; to: string } | null]>([
  ["aov", RANGE],
  ["repeat_rate", RANGE],
  ["repeat_rate_trailing_365", { from: "2025-03-01", to: "2026-02-28" }],
  ["clv_observed_30", RANGE],
  ["time_to_second_purchase", RANGE],
  ["clv_observed_30_trailing", { from: "2025-06-01", to: "2026-05-31" }],
  ["clv_to_date", null],
  ["retention_rate", { from: "2024-03-01", to: "2026-02-28" }],
  ["lapse_point", null],
  ["order_value_top10", null],
  ["churn_rate", RANGE],
  ["checkout_abandonment_rate", RANGE],
])("the days %s looks at", (key, expected) => {
  expect(covered(key)).toEqual(expected);
});
