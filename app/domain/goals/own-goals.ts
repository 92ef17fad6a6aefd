import { METRIC_KEYS, METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { AnyGoalId, OwnGoalId, ReferenceGoal } from "./goal";
import { GOAL_IDS, REFERENCE_GOALS } from "./reference-goals";

type Side = "at_least" | "at_most";

/** Which side of a figure a goal on the metric can ask for: both where neither more nor less of it is good news. */
const SIDES: Readonly<Record<"higher" | "lower" | "neither", readonly Side[]>> = {
  higher: ["at_least"],
  lower: ["at_most"],
  neither: ["at_least", "at_most"],
};

/** A goal for every metric a merchant can set one on. Its figure is theirs alone. */
const OWN_GOALS: ReadonlyMap<string, ReferenceGoal & { readonly metric: MetricKey }> = new Map(
  METRIC_KEYS.filter((key) => METRICS[key].goal !== null).flatMap((metric) =>
    SIDES[METRICS[metric].better].map((side) => [
      `${side}:${metric}` satisfies OwnGoalId,
      {
        kind: "goal",
        phase: null,
        segment: null,
        metric,
        steps: [],
        rule: { type: "entered", better: side === "at_least" ? "more" : "less" },
        source: "own",
      },
    ]),
  ),
);

export const OWN_GOAL_IDS = [...OWN_GOALS.keys()] as OwnGoalId[];

export function isOwnGoal(id: string): id is OwnGoalId {
  return OWN_GOALS.has(id);
}

/** @throws {RangeError} when no metric can have such a goal. */
export function ownGoalOf(id: OwnGoalId): ReferenceGoal & { readonly metric: MetricKey } {
  const goal = OWN_GOALS.get(id);
  if (!goal) throw new RangeError(`no metric can have the goal ${id}`);
  return goal;
}

/** What a goal asks for, whether it was published or a merchant set it. */
export function goalOf(id: AnyGoalId): ReferenceGoal {
  return isOwnGoal(id) ? ownGoalOf(id) : REFERENCE_GOALS[id as Exclude<AnyGoalId, OwnGoalId>];
}

/** The published goals and those a merchant set, theirs first. */
export function allGoalIds(settings: readonly { readonly goalId: string }[]): AnyGoalId[] {
  return [...settings.map(({ goalId }) => goalId).filter(isOwnGoal), ...GOAL_IDS];
}
