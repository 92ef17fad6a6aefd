import { METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { GoalId, GoalMetricKey, ReferenceGoal } from "./goal";

type Parts = Pick<ReferenceGoal, "metric" | "rule"> & Partial<ReferenceGoal>;

const goal = (kind: ReferenceGoal["kind"], phase: ReferenceGoal["phase"], parts: Parts): ReferenceGoal => ({
  kind,
  phase,
  segment: null,
  steps: [],
  source: "roadmap",
  ...parts,
});
const first = (parts: Parts) => goal("goal", "M", parts);
const later = (parts: Parts) => goal("goal", "P", parts);
const preset = (segment: ReferenceGoal["segment"], parts: Parts) => goal("goal", "S", { segment, ...parts });
const benchmark = (parts: Parts) => goal("benchmark", null, parts);
const claim = (parts: Parts) => goal("claim", null, parts);

/**
 * The goals, benchmarks and claims as published, each attached to the one metric it measures: a figure for abandoned
 * carts says nothing of abandoned checkouts.
 */
export const REFERENCE_GOALS: Readonly<Record<GoalId, ReferenceGoal>> = {
  conv_bench: benchmark({
    metric: "conversion_rate",
    rule: { type: "at_least", value: 0.0235 },
    source: "average",
  }),
  conv_m: first({
    metric: "conversion_rate",
    rule: { type: "between", low: 0.025, high: 0.03, better: "more" },
  }),
  conv_p: later({
    metric: "conversion_rate",
    rule: { type: "at_least", value: 0.035 },
  }),
  cartab_bench: benchmark({
    metric: "cart_abandonment_rate",
    rule: { type: "at_most", value: 0.685 },
    source: "average",
  }),
  cartab_bench2: benchmark({
    metric: "cart_abandonment_rate",
    rule: { type: "at_most", value: 0.6923 },
    source: "baymard",
  }),
  cartab_m: first({
    metric: "cart_abandonment_rate",
    rule: { type: "at_most", value: 0.65 },
  }),
  cartab_p: later({
    metric: "cart_abandonment_rate",
    rule: { type: "at_most", value: 0.55 },
  }),
  email_bench: benchmark({
    metric: "email_open_rate",
    rule: { type: "at_least", value: 0.125 },
    source: "average",
  }),
  email_m: first({
    metric: "email_open_rate",
    rule: { type: "between", low: 0.15, high: 0.18, better: "more" },
  }),
  email_p: later({
    metric: "email_open_rate",
    rule: { type: "at_least", value: 0.18 },
  }),
  mconv_bench: benchmark({
    metric: "conversion_rate_mobile",
    rule: { type: "at_least", value: 0.0125 },
    source: "average",
  }),
  mconv_m: first({
    metric: "conversion_rate_mobile",
    rule: { type: "between", low: 0.015, high: 0.018, better: "more" },
  }),
  mconv_p: later({
    metric: "conversion_rate_mobile",
    rule: { type: "at_least", value: 0.02 },
  }),
  // Published as "diversified mix" without a figure: 60% is our reading.
  traffic_m: first({
    metric: "traffic_concentration",
    rule: { type: "at_most", value: 0.6 },
  }),
  funnel_m: first({
    metric: "completed_checkout_rate",
    steps: ["add_to_cart_rate", "reached_checkout_rate"],
    rule: { type: "at_least_previous" },
  }),
  cac_m: first({
    metric: "clv_cac_ratio",
    rule: { type: "more_than", value: 3 },
  }),
  roas_m: first({
    metric: "roas",
    rule: { type: "at_least", value: 3 },
  }),
  growth_m: first({
    metric: "revenue_growth_mom",
    rule: { type: "between", low: 0.1, high: 0.15, better: "more" },
  }),
  growth_p: later({
    metric: "revenue_growth_yoy",
    rule: { type: "at_least", value: 0.2 },
  }),
  // Published without a period: a year is steady enough to hold a goal against.
  repeat_m: first({
    metric: "repeat_rate_trailing_365",
    rule: { type: "at_least", value: 0.25 },
  }),
  // Published as "+15%": read as relative to 25%, not as 15 points.
  repeat_p: later({
    metric: "repeat_rate_trailing_365",
    rule: { type: "above_goal", goalId: "repeat_m", by: 0.15 },
  }),
  aov_m: first({
    metric: "aov",
    rule: { type: "above_baseline", by: 0.1 },
  }),
  clv_p: later({
    metric: "clv_observed_365_trailing",
    rule: { type: "above_baseline", by: 0.2 },
  }),
  convimp_m: first({
    metric: "conversion_rate",
    rule: { type: "above_baseline", by: 0.15 },
    source: "closing",
  }),
  convimp_p: later({
    metric: "conversion_rate",
    rule: { type: "above_baseline", by: 0.2 },
    source: "closing",
  }),
  search_s: preset("marketplace", {
    metric: "search_conversion_rate",
    rule: { type: "between", low: 0.08, high: 0.12, better: "more" },
  }),
  // Published as "4.3+ NPS": the net promoter score does not run to 5, a satisfaction scale does.
  csat_s: preset("marketplace", {
    metric: "csat_mean",
    rule: { type: "at_least", value: 4.3 },
  }),
  gmv_s: preset("marketplace", {
    metric: "revenue_growth_yoy",
    rule: { type: "between", low: 0.25, high: 0.4, better: "more" },
  }),
  // Read as the share of company draft orders that are completed.
  b2bconv_s: preset("b2b", {
    metric: "b2b_conversion_rate",
    rule: { type: "between", low: 0.15, high: 0.25, better: "more" },
  }),
  // Needs the traditional cost, which only the merchant knows.
  b2bcac_s: preset("b2b", {
    metric: "cac",
    rule: { type: "below_entered", low: 0.2, high: 0.3 },
  }),
  // Read as the share of offered product types that a company buys.
  acctpen_s: preset("b2b", {
    metric: "account_penetration",
    rule: { type: "at_least", value: 0.8 },
  }),
  mrr_s: preset("subscription", {
    metric: "mrr_growth",
    rule: { type: "between", low: 0.15, high: 0.25, better: "more" },
  }),
  churn_s: preset("subscription", {
    metric: "subscriber_churn_rate",
    rule: { type: "between", low: 0.03, high: 0.05, better: "less" },
  }),
  activ_s: preset("subscription", {
    metric: "activation_rate_30d",
    rule: { type: "at_least", value: 0.85 },
  }),
  expan_s: preset("subscription", {
    metric: "expansion_share",
    rule: { type: "between", low: 0.25, high: 0.35, better: "more" },
  }),
  socconv_s: preset("social", {
    metric: "social_conversion_rate",
    rule: { type: "between", low: 0.12, high: 0.18, better: "more" },
  }),
  mobrev_s: preset("social", {
    metric: "mobile_revenue_share",
    rule: { type: "at_least", value: 0.7 },
  }),
  rep40: claim({
    metric: "repeat_revenue_share",
    rule: { type: "at_least", value: 0.4 },
    source: "adobe",
  }),
  // Needs sessions of known customers.
  conv9x: claim({
    metric: "conversion_by_prior_purchases",
    rule: { type: "at_least", value: 9 },
    source: "adobe",
  }),
  top10: claim({
    metric: "order_value_top10",
    rule: { type: "at_least", value: 3 },
    source: "rjmetrics",
  }),
  top1: claim({
    metric: "order_value_top1",
    rule: { type: "at_least", value: 5 },
    source: "rjmetrics",
  }),
  perso86: claim({
    metric: null,
    rule: { type: "statement" },
    source: "gigya",
  }),
  cs97: claim({
    metric: null,
    rule: { type: "statement" },
    source: "microsoft",
  }),
};

export const GOAL_IDS = Object.keys(REFERENCE_GOALS) as GoalId[];

/** The goals, benchmarks and claims about one metric, and about no other. */
export function goalsOf(metric: GoalMetricKey): GoalId[] {
  return GOAL_IDS.filter((id) => REFERENCE_GOALS[id].metric === metric);
}

/** Metrics whose value at installation some goal is measured from. */
export const BASELINE_METRICS: readonly MetricKey[] = METRIC_KEYS.filter((key) =>
  goalsOf(key).some((id) => REFERENCE_GOALS[id].rule.type === "above_baseline"),
);
