import type { GoalView } from "./goals";

// Every goal, benchmark and claim is in exactly one of these.

/** Goals the merchant follows. */
export function followedGoals(goals: readonly GoalView[]): GoalView[] {
  return goals.filter(({ kind, isActive }) => kind === "goal" && isActive);
}

/** Goals that could be followed. */
export function otherGoals(goals: readonly GoalView[]): GoalView[] {
  return goals.filter(({ kind, isActive, isMeasured }) => kind === "goal" && !isActive && isMeasured);
}

/** Benchmarks and claims: nobody sets them. */
export function references(goals: readonly GoalView[]): GoalView[] {
  return goals.filter(({ kind }) => kind !== "goal");
}

/** Goals on numbers that are not computed. */
export function unmeasuredGoals(goals: readonly GoalView[]): GoalView[] {
  return goals.filter(({ kind, isActive, isMeasured }) => kind === "goal" && !isActive && !isMeasured);
}
