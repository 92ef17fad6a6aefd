import type { Baseline } from "~/adapters/db/shop/goals.server";
import { evaluateGoal, type GoalStatus } from "~/domain/goals/evaluate-goal";
import { isMeasured, type GoalId, type GoalKind, type GoalMetricKey, type GoalPhase } from "~/domain/goals/goal";
import { GOAL_IDS, REFERENCE_GOALS } from "~/domain/goals/reference-goals";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { formatFractionalDecimal } from "~/domain/money";
import { baselineOf } from "../goals/baseline-of";

/** A published goal, benchmark or claim, held against the metrics of the report's own range. */
export interface ReportedGoal {
  readonly id: GoalId;
  readonly metric: GoalMetricKey | null;
  readonly kind: GoalKind;
  readonly phase: GoalPhase;
  readonly status: GoalStatus;
  /** What has to be reached, money as a decimal; null when it is not known. */
  readonly bound: string | number | null;
  readonly better: "more" | "less" | null;
  readonly because: string | null;
}

export function reportedGoals(
  metrics: Readonly<Record<MetricKey, MetricValue>>,
  baselines: readonly Baseline[],
  currencyCode: string,
): ReportedGoal[] {
  return GOAL_IDS.map((id) => {
    const { metric: key, kind, phase } = REFERENCE_GOALS[id];
    const metric = key !== null && isMeasured(key) ? metrics[key] : null;
    const baseline = baselineOf(baselines, key, currencyCode);
    const { status, bound, because } = evaluateGoal(id, { metric, previous: null, baseline, ownBound: null });
    const isMoney = key !== null && isMeasured(key) && METRICS[key].unit === "money";
    const shown = bound === null ? null : isMoney ? formatFractionalDecimal(bound.value, currencyCode) : bound.value;
    return { id, metric: key, kind, phase, status, bound: shown, better: bound?.better ?? null, because };
  });
}
