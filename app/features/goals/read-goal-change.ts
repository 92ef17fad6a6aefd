import { isMeasured } from "~/domain/goals/goal";
import { GOAL_IDS, REFERENCE_GOALS } from "~/domain/goals/reference-goals";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import type { GoalChange } from "./goals";
import { parseBound } from "./own-bound";
import { GOAL_TEXTS } from "~/words/goals";
import { wordsOf } from "~/words/words";

const say = wordsOf(GOAL_TEXTS);

/** What a form of the page of goals asks for, or one sentence that says what is wrong with it. */
export function readGoalChange(
  form: Readonly<Record<string, unknown>>,
  currencyCode: string,
): { readonly change: GoalChange } | { readonly error: string } {
  const id = GOAL_IDS.find((each) => each === form.goal);
  const metric = id && REFERENCE_GOALS[id].metric;
  if (!id || !metric || !isMeasured(metric)) return { error: say("change.noSuchGoal") };
  switch (form.intent) {
    case "follow":
      return { change: { id, isActive: true } };
    case "unfollow":
      return { change: { id, isActive: false } };
    case "published":
      return { change: { id, ownBound: null } };
    case "own": {
      const parsed = parseBound(String(form.bound ?? ""), METRICS[metric].unit, currencyCode);
      return "error" in parsed ? parsed : { change: { id, ownBound: parsed.value } };
    }
    default:
      return { error: say("change.noSuchChange") };
  }
}
