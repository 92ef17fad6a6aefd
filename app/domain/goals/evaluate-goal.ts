import { isFewData, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { certaintyBeside, type Certainty } from "~/domain/metrics/confidence/verdict";
import { isMeasured, type AnyGoalId, type GoalRule } from "./goal";
import { goalOf } from "./own-goals";
import { because, isReason } from "~/domain/metrics/confidence/reason";
import type { Reason } from "~/words/records/reasons";

/** Where a goal stands. `few_data`: there is a value, and too little behind it to say so. */
export type GoalStatus = "met" | "not_met" | "few_data" | "not_available";

/** What must be reached: the metric at or above `low`, or at or below `high`. */
export interface GoalBound {
  readonly better: "more" | "less";
  /** In the unit of the metric. */
  readonly value: number;
  /** Whether reaching it exactly is not enough. */
  readonly isExclusive: boolean;
  /** The far end of a published range, where there is one. */
  readonly farEnd: number | null;
}

/** A metric as it was when the app was installed. */
export interface BaselineValue {
  readonly value: number | null;
  readonly unavailableBecause: Reason | null;
}

/** What a goal is held against. */
export interface GoalEvidence {
  /** Null when the app does not measure the metric. */
  readonly metric: MetricValue | null;
  readonly previous: MetricValue | null;
  /** Null while nothing has been frozen. */
  readonly baseline: BaselineValue | null;
  /** The merchant's own bound instead of the published one. */
  readonly ownBound: number | null;
}

export interface GoalStanding {
  readonly status: GoalStatus;
  /** Null when it cannot be said what has to be reached. */
  readonly bound: GoalBound | null;
  /** What is missing to the bound, never below zero, in the unit of the metric; null when unknown. */
  readonly missing: number | null;
  /** How sure it is that the number lies on this side of the bound; null when unknown or not judged. */
  readonly certainty: Certainty | null;
  /** Why the goal cannot be judged. */
  readonly because: Reason | null;
}

/** Products such as 80 x 1.1 miss a bound reached exactly by the last bits. */
const RELATIVE_TOLERANCE = 1e-12;

/** Whether the metric reaches the goal, by numbers alone: what is missing says so, never a guess. */
export function evaluateGoal(id: AnyGoalId, evidence: GoalEvidence): GoalStanding {
  const { metric: key } = goalOf(id);
  const unavailable = (reason: Reason, bound: GoalBound | null = null): GoalStanding => ({
    status: "not_available",
    bound,
    missing: null,
    certainty: null,
    because: reason,
  });
  if (key === null) return unavailable(because("goalStatement"));
  const bound = boundOf(id, evidence);
  const known = isReason(bound) ? null : bound;
  if (!isMeasured(key)) return unavailable(because("goalNotMeasured"), known);
  if (!evidence.metric) return unavailable(because("goalNotAsked"), known);
  if (evidence.metric.value === null) {
    return unavailable(evidence.metric.unavailableBecause ?? because("goalNoValue"), known);
  }
  if (isReason(bound)) return unavailable(bound);
  const missing = missingTo(bound, evidence.metric.value);
  const certainty = certaintyBeside(bound.value, evidence.metric);
  if (isFewData(evidence.metric)) {
    return { status: "few_data", bound, missing, certainty, because: because("goalFewData") };
  }
  const status = isReached(bound, evidence.metric.value) ? "met" : "not_met";
  return { status, bound, missing, certainty, because: null };
}

/** What the goal asks for, or why that is not known. */
export function boundOf(
  id: AnyGoalId,
  evidence: Pick<GoalEvidence, "previous" | "baseline" | "ownBound">,
): GoalBound | Reason {
  const { rule } = goalOf(id);
  if (evidence.ownBound !== null) {
    return { better: betterOf(rule), value: evidence.ownBound, isExclusive: false, farEnd: null };
  }
  switch (rule.type) {
    case "at_least":
      return atLeast(rule.value);
    case "more_than":
      return { ...atLeast(rule.value), isExclusive: true };
    case "at_most":
      return { ...atLeast(rule.value), better: "less" };
    case "between":
      return rule.better === "more"
        ? { ...atLeast(rule.low), farEnd: rule.high }
        : { better: "less", value: rule.high, isExclusive: false, farEnd: rule.low };
    case "above_baseline": {
      const { baseline } = evidence;
      if (baseline === null) return because("goalAwaitsImport");
      if (baseline.value === null) return baseline.unavailableBecause ?? because("goalNoValueThen");
      return atLeast(baseline.value * (1 + rule.by));
    }
    case "above_goal": {
      const other = boundOf(rule.goalId, { ...evidence, ownBound: null });
      return isReason(other) ? other : { ...other, value: other.value * (1 + rule.by), farEnd: null };
    }
    case "at_least_previous": {
      const before = evidence.previous?.value ?? null;
      return before === null ? because("goalNoPeriodBefore") : atLeast(before);
    }
    case "entered":
    case "below_entered":
      return because("goalNeedsFigure");
    case "statement":
      return because("goalStatement");
  }
}

/** Whether a merchant can put a bound of their own in the place of the published one. */
export function takesOwnBound({ type }: GoalRule): boolean {
  return type !== "statement" && type !== "at_least_previous";
}

export function isReached({ better, value: bound, isExclusive }: GoalBound, value: number): boolean {
  const tolerance = Math.abs(bound) * RELATIVE_TOLERANCE;
  const ahead = better === "more" ? value - bound : bound - value;
  return isExclusive ? ahead > tolerance : ahead >= -tolerance;
}

function missingTo(bound: GoalBound, value: number): number {
  if (isReached(bound, value)) return 0;
  return Math.abs(bound.value - value);
}

function betterOf(rule: GoalRule): "more" | "less" {
  if (rule.type === "between" || rule.type === "entered") return rule.better;
  return rule.type === "at_most" || rule.type === "below_entered" ? "less" : "more";
}

function atLeast(value: number): GoalBound {
  return { better: "more", value, isExclusive: false, farEnd: null };
}
