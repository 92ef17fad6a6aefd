import type { GoalStanding, GoalStatus } from "~/domain/goals/evaluate-goal";
import type { Pace } from "~/domain/goals/pace";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import type { GoalView } from "./goals";
import { withCertainty } from "~/ui/format/certainty-words";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { GOAL_TEXTS, type SayGoal } from "~/words/pages/goals";
import { wordsOf } from "~/words/words";

const TONES: Readonly<Record<GoalStatus, "success" | "info" | "attention" | "new">> = {
  met: "success",
  not_met: "info",
  few_data: "attention",
  not_available: "new",
};

type Judged = Pick<GoalStanding, "status" | "certainty">;

/** How a goal stands; only a goal that is surely reached is good news. */
export function statusWords({ status, certainty }: Judged, say: SayGoal) {
  const isUnsure = status === "met" && certainty !== "sure";
  return { label: say(`status.${status}`), tone: TONES[isUnsure ? "not_met" : status] };
}

/** "Reached", and how sure it is. */
export function statusText({ status, certainty }: Judged, say: SayGoal, locale: string): string {
  const label = say(`status.${status}`);
  return status === "met" ? withCertainty(label, certainty, locale) : label;
}

/** A value of a metric whose unit may not be known. */
export function goalNumber(unit: MetricUnit | null, value: number | null, format: Formatters): string {
  return unit === null ? NOT_AVAILABLE : format.metric(unit, value);
}

/** "At this pace around 12 Mar 2027, between 3 Feb and 9 Jun 2027."; null when there is nothing to say. */
export function paceSentence({ pace, standing, kind, unit }: GoalView, format: Formatters): string | null {
  if (kind !== "goal" || standing.status === "met" || standing.status === "not_available" || unit === null) return null;
  const say = wordsOf(GOAL_TEXTS, format.settings.locale);
  return pace === null ? say("pace.noPath") : sentenceOf(pace, unit, format, say);
}

function sentenceOf(pace: Pace, unit: MetricUnit, format: Formatters, say: SayGoal): string | null {
  switch (pace.kind) {
    case "reached":
      return null;
    case "unknown":
      return say("pace.unknown", { points: format.count(pace.points) });
    case "not_at_this_pace":
      return reason(pace, unit, format, say);
    case "projected": {
      const day = format.day(pace.day);
      const earliest = format.day(pace.earliest);
      if (pace.earliest === pace.latest) return say("pace.onDay", { day });
      if (pace.latest === null) return say("pace.from", { day, earliest });
      return say("pace.between", { day, earliest, latest: format.day(pace.latest) });
    }
  }
}

function reason(
  { because, perWeek }: Extract<Pace, { kind: "not_at_this_pace" }>,
  unit: MetricUnit,
  format: Formatters,
  say: SayGoal,
): string {
  switch (because) {
    case "flat":
      return say("pace.flat");
    case "wrong_direction":
      return say("pace.wrongDirection", { amount: weekly(perWeek, unit, format) });
    case "beyond_two_years":
      return say("pace.beyondTwoYears");
  }
}

function weekly(perWeek: number, unit: MetricUnit, format: Formatters): string {
  return unit === "money" || unit === "count"
    ? format.metric(unit, Math.abs(perWeek))
    : format.changeAmount(unit, perWeek);
}
