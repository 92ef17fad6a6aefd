import type { GoalStanding, GoalStatus } from "~/domain/goals/evaluate-goal";
import type { Pace } from "~/domain/goals/pace";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";
import type { GoalView } from "./goals";
import { withCertainty } from "~/ui/certainty-words";
import type { Formatters } from "~/ui/formatters";

export const STATUS_WORDS: Readonly<
  Record<GoalStatus, { readonly label: string; readonly tone: "success" | "info" | "attention" | "new" }>
> = {
  met: { label: "Reached", tone: "success" },
  not_met: { label: "Not reached", tone: "info" },
  few_data: { label: "Too little data", tone: "attention" },
  not_available: { label: "Not available", tone: "new" },
};

/** How a goal stands; only a goal that is surely reached is good news. */
export function statusWords({ status, certainty }: Pick<GoalStanding, "status" | "certainty">) {
  const words = STATUS_WORDS[status];
  return status === "met" && certainty !== "sure" ? { ...words, tone: STATUS_WORDS.not_met.tone } : words;
}

/** "Reached", and how sure it is. */
export function statusText({ status, certainty }: Pick<GoalStanding, "status" | "certainty">): string {
  const { label } = STATUS_WORDS[status];
  return status === "met" ? withCertainty(label, certainty) : label;
}

/** A value of a metric whose unit may not be known. */
export function goalNumber(unit: MetricUnit | null, value: number | null, format: Formatters): string {
  return unit === null ? "–" : format.metric(unit, value);
}

/** "At this pace around 12 Mar 2027, between 3 Feb and 9 Jun 2027."; null when there is nothing to say. */
export function paceSentence({ pace, standing, kind, unit }: GoalView, format: Formatters): string | null {
  if (kind !== "goal" || standing.status === "met" || standing.status === "not_available" || unit === null) return null;
  if (pace === null) return "It compares two periods, so no date can be projected.";
  return sentenceOf(pace, unit, format);
}

function sentenceOf(pace: Pace, unit: MetricUnit, format: Formatters): string | null {
  switch (pace.kind) {
    case "reached":
      return null;
    case "unknown":
      return `No date yet: five weekly values are needed and there are ${format.count(pace.points)}.`;
    case "not_at_this_pace":
      return `Not at this pace: ${reason(pace, unit, format)}.`;
    case "projected": {
      const day = `At this pace around ${format.day(pace.day)}`;
      if (pace.earliest === pace.latest) return `${day}.`;
      if (pace.latest === null) {
        return `${day}; not before ${format.day(pace.earliest)}, and perhaps not within two years.`;
      }
      return `${day}, between ${format.day(pace.earliest)} and ${format.day(pace.latest)}.`;
    }
  }
}

function reason(
  { because, perWeek }: Extract<Pace, { kind: "not_at_this_pace" }>,
  unit: MetricUnit,
  format: Formatters,
): string {
  switch (because) {
    case "flat":
      return "over the last 13 weeks it moved within the usual ups and downs";
    case "wrong_direction":
      return `it moves away by ${weekly(perWeek, unit, format)} a week`;
    case "beyond_two_years":
      return "it would take more than two years";
  }
}

function weekly(perWeek: number, unit: MetricUnit, format: Formatters): string {
  return unit === "money" ? format.money(Math.abs(perWeek)) : format.changeAmount(unit, perWeek);
}
