import type { GoalListTexts } from "~/words/pages/goal-list";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricUnit } from "~/domain/metrics/confidence/metric-value";

/**
 * Metrics that goals speak of and the app does not compute yet, with their unit. A goal on one of them is listed and
 * marked not available; nothing else is measured in its place.
 */
export const FUTURE_METRICS = {
  email_open_rate: "rate",
  cac: "money",
  clv_cac_ratio: "ratio",
  roas: "ratio",
  csat_mean: "ratio",
  b2b_conversion_rate: "rate",
  account_penetration: "rate",
  mrr_growth: "rate",
  subscriber_churn_rate: "rate",
  activation_rate_30d: "rate",
  expansion_share: "rate",
} as const satisfies Record<string, MetricUnit>;
export type FutureMetricKey = keyof typeof FUTURE_METRICS;

/** The one metric a goal is about. */
export type GoalMetricKey = MetricKey | FutureMetricKey;

/** Whether the app computes the metric, so that the goal can be judged. */
export function isMeasured(key: GoalMetricKey): key is MetricKey {
  return Object.hasOwn(METRICS, key);
}

/** A goal is for the merchant to reach, a benchmark a figure of other stores, a claim a published statement to test. */
export type GoalKind = "goal" | "benchmark" | "claim";

/** MVP, after it, or a preset for one kind of business; null for figures that belong to no phase. */
export type GoalPhase = "M" | "P" | "S" | null;
export type GoalSegment = "marketplace" | "b2b" | "subscription" | "social";

/** What must hold of the metric. Rates are fractions of one; `above` and `below` are fractions too: 0.1 is 10%. */
export type GoalRule =
  | { readonly type: "at_least"; readonly value: number }
  | { readonly type: "more_than"; readonly value: number }
  | { readonly type: "at_most"; readonly value: number }
  /** A range as published; where more is better its lower end must be reached, where less is better its upper one. */
  | { readonly type: "between"; readonly low: number; readonly high: number; readonly better: "more" | "less" }
  /** Above the shop's own baseline, frozen at installation. */
  | { readonly type: "above_baseline"; readonly by: number }
  /** Above what another goal asks for. */
  | { readonly type: "above_goal"; readonly goalId: GoalId; readonly by: number }
  /** At least what the period before had. */
  | { readonly type: "at_least_previous" }
  /** A figure the merchant enters. */
  | { readonly type: "entered"; readonly better: "more" | "less" }
  /** Below a figure the merchant enters, by a range. */
  | { readonly type: "below_entered"; readonly low: number; readonly high: number }
  /** A published sentence without a number of the shop's to hold it against. */
  | { readonly type: "statement" };

export type GoalId =
  | "conv_bench"
  | "conv_m"
  | "conv_p"
  | "cartab_bench"
  | "cartab_bench2"
  | "cartab_m"
  | "cartab_p"
  | "email_bench"
  | "email_m"
  | "email_p"
  | "mconv_bench"
  | "mconv_m"
  | "mconv_p"
  | "traffic_m"
  | "funnel_m"
  | "cac_m"
  | "roas_m"
  | "growth_m"
  | "growth_p"
  | "repeat_m"
  | "repeat_p"
  | "aov_m"
  | "clv_p"
  | "convimp_m"
  | "convimp_p"
  | "search_s"
  | "csat_s"
  | "gmv_s"
  | "b2bconv_s"
  | "b2bcac_s"
  | "acctpen_s"
  | "mrr_s"
  | "churn_s"
  | "activ_s"
  | "expan_s"
  | "socconv_s"
  | "mobrev_s"
  | "rep40"
  | "conv9x"
  | "top10"
  | "top1"
  | "perso86"
  | "cs97";

/** A goal a merchant sets on a metric: which side of the figure is better, and the metric. */
export type OwnGoalId = `${"at_least" | "at_most"}:${MetricKey}`;
/** A goal as published, or one a merchant set. */
export type AnyGoalId = GoalId | OwnGoalId;

export type GoalSource = keyof GoalListTexts["source"];

export interface ReferenceGoal {
  readonly kind: GoalKind;
  readonly phase: GoalPhase;
  readonly segment: GoalSegment | null;
  /** Null for a statement about no metric. */
  readonly metric: GoalMetricKey | null;
  /** Steps that must hold as well, where the goal is about a whole path. */
  readonly steps: readonly GoalMetricKey[];
  readonly rule: GoalRule;
  /** Where the figure comes from; what it asks for in a sentence stands in `words/en/pages/goal-list.ts` under its id. */
  readonly source: GoalSource;
}
