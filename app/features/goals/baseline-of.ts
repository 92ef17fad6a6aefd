import type { Baseline } from "~/adapters/db/shop/goals.server";
import type { BaselineValue } from "~/domain/goals/evaluate-goal";
import type { GoalMetricKey } from "~/domain/goals/goal";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { because } from "~/domain/metrics/confidence/reason";
import { isOfStorefront } from "~/domain/metrics/records/storefront-facts";
import type { Reason } from "~/words/records/reasons";

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
  return { value: frozen.value, unavailableBecause: whyNoneThen(frozen) };
}

/**
 * Why a metric had no value at installation; null where it had one or nothing was noted. The pixel runs only once the
 * app is installed: the sentence of that day, which asks to switch it on, would be wrong by now.
 */
export function whyNoneThen({
  metricKey,
  value,
  unavailableBecause: sentence,
}: Pick<Baseline, "metricKey" | "value" | "unavailableBecause">): Reason | null {
  if (value !== null) return null;
  if (isOfStorefront(METRICS[metricKey as MetricKey].basis)) return because("goalNotMeasuredThen");
  return sentence === null ? null : because("goalThen", { sentence });
}
