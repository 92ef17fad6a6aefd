import type { Baseline, GoalSetting } from "~/adapters/db/shop/goals.server";
import { evaluateGoal, type GoalStanding } from "~/domain/goals/evaluate-goal";
import { isMeasured, type AnyGoalId } from "~/domain/goals/goal";
import { goalOf } from "~/domain/goals/own-goals";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { baselineOf } from "./baseline-of";

/** What is kept of a shop's goals. */
export interface KeptGoals {
  readonly settings: readonly GoalSetting[];
  readonly baselines: readonly Baseline[];
  /** Of the shop now. */
  readonly currencyCode: string;
}

/** Where a goal stands by its metric over whichever days; null where that is not measured. */
export function standingOf(id: AnyGoalId, metric: MetricValue | null, kept: KeptGoals): GoalStanding {
  const baseline = baselineOf(kept.baselines, goalOf(id).metric, kept.currencyCode);
  return evaluateGoal(id, { metric, previous: null, baseline, ownBound: ownBoundOf(id, kept) });
}

/** The merchant's own bound; null for the published one. */
export function ownBoundOf(id: AnyGoalId, { settings }: Pick<KeptGoals, "settings">): number | null {
  return settingOf(id, settings)?.ownBound ?? null;
}

/** Whether the merchant follows it: goals of the first phase that are measured, unless the merchant chose otherwise. */
export function isActiveGoal(id: AnyGoalId, { settings }: Pick<KeptGoals, "settings">): boolean {
  return settingOf(id, settings)?.isActive ?? isActiveByDefault(id);
}

function isActiveByDefault(id: AnyGoalId): boolean {
  const { kind, phase, metric } = goalOf(id);
  return kind === "goal" && phase === "M" && metric !== null && isMeasured(metric);
}

function settingOf(id: AnyGoalId, settings: readonly GoalSetting[]): GoalSetting | undefined {
  return settings.find(({ goalId }) => goalId === id);
}
