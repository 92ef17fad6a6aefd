import { isMeasured, type AnyGoalId } from "~/domain/goals/goal";
import { goalOf, isOwnGoal } from "~/domain/goals/own-goals";
import { GOAL_IDS } from "~/domain/goals/reference-goals";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { GOAL_TEXTS } from "~/words/pages/goals";
import { wordsOf } from "~/words/words";
import type { GoalChange } from "./goals";
import { parseBound } from "./own-bound";

/** What a form of the page of goals asks for, or one sentence that says what is wrong with it. */
export function readGoalChange(
  form: Readonly<Record<string, unknown>>,
  currencyCode: string,
): { readonly change: GoalChange } | { readonly error: string } {
  const say = wordsOf(GOAL_TEXTS);
  const id = goalIdIn(form.goal);
  const metric = id && goalOf(id).metric;
  if (!id || !metric || !isMeasured(metric)) return { error: say("change.noSuchGoal") };
  switch (form.intent) {
    case "follow":
      return { change: { id, isActive: true } };
    case "unfollow":
      return { change: { id, isActive: false } };
    case "published":
      return { change: { id, ownBound: null } };
    case "remove":
      return { change: { id, isRemoved: true } };
    case "own": {
      const parsed = parseBound(String(form.bound ?? ""), METRICS[metric].unit, currencyCode);
      return "error" in parsed ? parsed : { change: { id, isActive: true, ownBound: parsed.value } };
    }
    default:
      return { error: say("change.noSuchChange") };
  }
}

function goalIdIn(field: unknown): AnyGoalId | undefined {
  if (typeof field === "string" && isOwnGoal(field)) return field;
  return GOAL_IDS.find((each) => each === field);
}
