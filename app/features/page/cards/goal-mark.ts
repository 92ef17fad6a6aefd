import type { GoalStanding } from "~/domain/goals/evaluate-goal";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import { withCertainty } from "~/ui/format/certainty-words";
import type { Formatters } from "~/ui/format/formatters";
import { GOAL_MARK_TEXTS } from "~/words/parts/goal-mark";
import { wordsOf } from "~/words/words";

/** The goal a number is on its way to: the first that is not reached, or the last that is. */
export type GoalMark = Pick<GoalStanding, "status" | "bound" | "missing" | "certainty"> & {
  /** The days up to yesterday it is judged over and the number of these days, where the one beside it may be of others. */
  readonly over?: { readonly days: number; readonly value: number | null };
};

/**
 * "Goal 25.0%: 3.2 points to go, within the usual ups and downs." or, of days of its own, "€71.95 over 90 days; goal €79.14,
 * €7.19 to go."; null when it cannot be said what has to be reached.
 */
export function goalSentence(
  { status, bound, missing, certainty, over }: GoalMark,
  unit: MetricUnit,
  format: Formatters,
): string | null {
  if (bound === null) return null;
  const { locale } = format.settings;
  const say = wordsOf(GOAL_MARK_TEXTS, locale);
  const asked = bound.better === "less" ? "atMost" : bound.isExclusive ? "moreThan" : "atLeast";
  const wanted = format.metric(unit, bound.value);
  const goal = over
    ? say(`over.${asked}`, { goal: wanted, value: format.metric(unit, over.value), days: format.days(over.days) })
    : say(`wanted.${asked}`, { goal: wanted });
  if (status === "met") return `${withCertainty(say("reached", { goal }), certainty, locale)}.`;
  if (status !== "not_met" || missing === null) return `${goal}.`;
  // Of rates and money the difference of both as shown, like the change of a card.
  const value = bound.better === "more" ? bound.value - missing : bound.value + missing;
  const shown = unit === "money" ? Math.abs(Math.round(bound.value) - Math.round(value)) : missing;
  const gap = unit === "rate" ? format.pointsBetween(bound.value, value) : format.metric(unit, shown);
  const missed = bound.better === "more" ? "toGo" : "tooMuch";
  const said = say(over ? `over.${missed}` : `wanted.${missed}`, { goal, gap });
  return `${withCertainty(said, certainty, locale)}.`;
}
