import { OWN_GOAL_IDS, ownGoalOf } from "~/domain/goals/own-goals";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { metricLabel } from "~/ui/format/metric-words";
import type { SettableGoal } from "./goals";

/** The goals a merchant can set, by the name of their metric: those on metrics without a goal of their own. */
export function settableGoals(settings: readonly { readonly goalId: string }[]): SettableGoal[] {
  const taken = new Set(OWN_GOAL_IDS.filter((id) => settings.some(({ goalId }) => goalId === id)).map(metricOf));
  const goals = OWN_GOAL_IDS.filter((id) => !taken.has(metricOf(id))).flatMap((id): SettableGoal[] => {
    const { metric, rule } = ownGoalOf(id);
    const { goal, unit } = METRICS[metric];
    if (goal === null || rule.type !== "entered") return [];
    const side = rule.better === "more" ? "at_least" : "at_most";
    return [{ id, metricLabel: metricLabel(metric), side, unit, days: goal.days }];
  });
  return goals.sort((a, b) => a.metricLabel.localeCompare(b.metricLabel, "en", { numeric: true }));
}

const metricOf = (id: (typeof OWN_GOAL_IDS)[number]) => ownGoalOf(id).metric;
