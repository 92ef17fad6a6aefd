import type { Baseline } from "~/adapters/db/shop/goals.server";
import type { BaselineValue } from "~/domain/goals/evaluate-goal";
import type { GoalMetricKey } from "~/domain/goals/goal";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { because } from "~/domain/metrics/confidence/reason";

/** What was frozen of a metric, unless it is money of another currency than the shop has now. */
export function baselineOf(
  baselines: readonly Baseline[],
  key: GoalMetricKey | null,
  currencyCode: string,
): BaselineValue | null {
  const frozen = baselines.find(({ metricKey }) => metricKey === key);
  if (!frozen) return null;
  if (METRICS[frozen.metricKey as MetricKey].unit === "money" && frozen.currencyCode !== currencyCode) {
    return { value: null, unavailableBecause: because("goalOtherCurrency", { currency: frozen.currencyCode }) };
  }
  const { value, unavailableBecause: sentence } = frozen;
  return { value, unavailableBecause: sentence === null ? null : because("goalThen", { sentence }) };
}
