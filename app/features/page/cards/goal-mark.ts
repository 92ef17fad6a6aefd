import type { GoalStanding } from "~/domain/goals/evaluate-goal";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { withCertainty } from "~/ui/format/certainty-words";
import type { Formatters } from "~/ui/format/formatters";
import { GOAL_MARK_TEXTS } from "~/words/parts/goal-mark";
import { wordsOf } from "~/words/words";

/** The goal a number is on its way to: the first that is not reached, or the last that is. */
export type GoalMark = Pick<GoalStanding, "status" | "bound" | "missing" | "certainty"> & {
  /** The days up to yesterday it is judged over, said where the number beside it may be of others. */
  readonly days?: number;
};

/** "Goal 25.0%: 3.2 points to go, within the usual ups and downs."; null when it cannot be said what has to be reached. */
export function goalSentence(
  { status, bound, missing, certainty, days }: GoalMark,
  unit: MetricUnit,
  format: Formatters,
): string | null {
  if (bound === null) return null;
  const { locale } = format.settings;
  const say = wordsOf(GOAL_MARK_TEXTS, locale);
  const asked = bound.better === "less" ? "atMost" : bound.isExclusive ? "moreThan" : "atLeast";
  const wanted = say(asked, { goal: format.metric(unit, bound.value) });
  const goal = days === undefined ? wanted : say("over", { goal: wanted, days: format.days(days) });
  if (status === "met") return `${withCertainty(say("reached", { goal }), certainty, locale)}.`;
  if (status !== "not_met" || missing === null) return `${goal}.`;
  // Of rates the difference of both as shown, like the change of a card.
  const value = bound.better === "more" ? bound.value - missing : bound.value + missing;
  const gap = unit === "rate" ? format.pointsBetween(bound.value, value) : format.metric(unit, missing);
  return `${withCertainty(say(bound.better === "more" ? "toGo" : "tooMuch", { goal, gap }), certainty, locale)}.`;
}
