import type { GoalStanding } from "~/domain/goals/evaluate-goal";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { withCertainty } from "~/ui/certainty-words";
import type { Formatters } from "~/ui/formatters";

/** The goal a number is on its way to: the first that is not reached, or the last that is. */
export type GoalMark = Pick<GoalStanding, "status" | "bound" | "missing" | "certainty">;

/** "Goal: at least 25.0%, reached, within the usual ups and downs."; null when it cannot be said what has to be reached. */
export function goalSentence(
  { status, bound, missing, certainty }: GoalMark,
  unit: MetricUnit,
  format: Formatters,
): string | null {
  if (bound === null) return null;
  const direction = bound.better === "more" ? (bound.isExclusive ? "more than" : "at least") : "at most";
  const goal = `Goal: ${direction} ${format.metric(unit, bound.value)}`;
  if (status === "met") return `${withCertainty(`${goal}, reached`, certainty)}.`;
  if (status !== "not_met" || missing === null) return `${goal}.`;
  const gap = unit === "rate" ? format.changeAmount(unit, missing) : format.metric(unit, missing);
  return `${withCertainty(`${goal}, ${gap} ${bound.better === "more" ? "missing" : "too much"}`, certainty)}.`;
}
