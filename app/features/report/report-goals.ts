import type { GoalStatus } from "~/domain/goals/evaluate-goal";
import { isMeasured, type AnyGoalId, type GoalKind, type GoalMetricKey, type GoalPhase } from "~/domain/goals/goal";
import { allGoalIds, goalOf } from "~/domain/goals/own-goals";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Certainty } from "~/domain/metrics/confidence/verdict";
import { formatFractionalDecimal } from "~/domain/money";
import { standingOf, type KeptGoals } from "../goals/kept-goals";
import { sayReason } from "~/words/records/reasons";

/** A goal, benchmark or claim, as published or as the merchant set it, held against the metrics of the report's own range. */
export interface ReportedGoal {
  readonly id: AnyGoalId;
  readonly metric: GoalMetricKey | null;
  readonly kind: GoalKind;
  readonly phase: GoalPhase;
  readonly status: GoalStatus;
  /** What has to be reached, money as a decimal; null when it is not known. */
  readonly bound: string | number | null;
  readonly better: "more" | "less" | null;
  /** How sure it is that the number lies on this side of the bound; null where it is not known or not judged. */
  readonly certainty: Certainty | null;
  readonly because: string | null;
}

export function reportedGoals(metrics: Readonly<Record<MetricKey, MetricValue>>, kept: KeptGoals): ReportedGoal[] {
  const { settings, currencyCode } = kept;
  return allGoalIds(settings).map((id) => {
    const { metric: key, kind, phase } = goalOf(id);
    const metric = key !== null && isMeasured(key) ? metrics[key] : null;
    const { status, bound, certainty, because } = standingOf(id, metric, kept);
    const isMoney = key !== null && isMeasured(key) && METRICS[key].unit === "money";
    const shown = bound === null ? null : isMoney ? formatFractionalDecimal(bound.value, currencyCode) : bound.value;
    return {
      id,
      metric: key,
      kind,
      phase,
      status,
      bound: shown,
      better: bound?.better ?? null,
      certainty,
      because: sayReason(because),
    };
  });
}
