import type { GoalStanding } from "~/domain/goals/evaluate-goal";
import type {
  AnyGoalId,
  GoalKind,
  GoalMetricKey,
  GoalPhase,
  GoalRule,
  GoalSegment,
  OwnGoalId,
} from "~/domain/goals/goal";
import type { Pace, PacePoint } from "~/domain/goals/pace";
import type { MetricUnit, MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";

/** What the page of goals shows. */
export interface GoalsView {
  readonly shop: { readonly name: string; readonly currencyCode: string; readonly timeZone: string };
  readonly asOf: EpochMs;
  readonly newestEventAt: EpochMs | null;
  readonly goals: readonly GoalView[];
  /** By the name of their metric: those the merchant has set none on. */
  readonly settable: readonly SettableGoal[];
  /** The shop's own figures at installation; empty until the first import is done. */
  readonly baselines: readonly BaselineView[];
}

/** A goal, benchmark or claim, and where the shop stands. */
export interface GoalView {
  readonly id: AnyGoalId;
  readonly kind: GoalKind;
  readonly phase: GoalPhase;
  readonly segment: GoalSegment | null;
  readonly metricKey: GoalMetricKey | null;
  readonly metricLabel: string;
  readonly unit: MetricUnit | null;
  /** False: the app does not compute this metric, and no other stands in for it. */
  readonly isMeasured: boolean;
  readonly rule: GoalRule;
  readonly text: string;
  readonly source: string;
  /** Whether the merchant set it, rather than somebody published it. */
  readonly isOwn: boolean;
  /** Switched on by default for goals of the first phase that are measured. */
  readonly isActive: boolean;
  /** The merchant's own bound in the unit of the metric; null for the published one. */
  readonly ownBound: number | null;
  readonly takesOwnBound: boolean;
  /** The days the value is of; null where it has none. */
  readonly range: DayRange | null;
  readonly metric: MetricValue | null;
  /** With its reason in words. */
  readonly standing: Omit<GoalStanding, "because"> & { readonly because: string | null };
  /** The last weeks, oldest first; empty for goals that are judged period by period. */
  readonly path: readonly PacePoint[];
  /** Null where a path makes no sense: benchmarks, claims, growth from period to period. */
  readonly pace: Pace | null;
}

export interface BaselineView {
  readonly metricKey: GoalMetricKey;
  readonly label: string;
  readonly unit: MetricUnit;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly range: { readonly from: ShopDay; readonly to: ShopDay };
  readonly frozenAt: EpochMs;
  readonly definitionVersion: number;
  readonly unavailableBecause: string | null;
}

/** A goal that can be set. */
export interface SettableGoal {
  readonly id: OwnGoalId;
  readonly metricLabel: string;
  readonly side: "at_least" | "at_most";
  readonly unit: MetricUnit;
  /** Full days up to yesterday it looks at. */
  readonly days: number;
}

/** What a merchant changes about one goal; a bound of null goes back to the published one. */
export interface GoalChange {
  readonly id: AnyGoalId;
  readonly isActive?: boolean;
  readonly ownBound?: number | null;
  readonly isRemoved?: true;
}
