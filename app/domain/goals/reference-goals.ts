import { METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { GoalId, GoalMetricKey, ReferenceGoal } from "./goal";

const BASELINE_DOUBT = "Relative to the shop's own figure at installation, which a single season can bend.";

type Parts = Pick<ReferenceGoal, "metric" | "rule"> & Partial<ReferenceGoal>;

const goal = (kind: ReferenceGoal["kind"], phase: ReferenceGoal["phase"], parts: Parts): ReferenceGoal => ({
  kind,
  phase,
  segment: null,
  steps: [],
  source: "roadmap",
  doubt: null,
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
    doubt: "The studies span many years and count carts in different ways.",
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
    doubt: "Only with imported e-mail data; mail programs that load images by themselves raise open rates.",
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
  traffic_m: first({
    metric: "traffic_concentration",
    rule: { type: "at_most", value: 0.6 },
    doubt: 'Published as "diversified mix" without a figure; 60% is our reading.',
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
    doubt: "Kept up for a year this compounds to 3.1 to 5.4 times the sales.",
  }),
  growth_p: later({
    metric: "revenue_growth_yoy",
    rule: { type: "at_least", value: 0.2 },
    doubt: "Far below the monthly goal compounded; kept as published.",
  }),
  repeat_m: first({
    metric: "repeat_rate_trailing_365",
    rule: { type: "at_least", value: 0.25 },
    doubt: "Published without a period; a year is steady enough to hold a goal against.",
  }),
  repeat_p: later({
    metric: "repeat_rate_trailing_365",
    rule: { type: "above_goal", goalId: "repeat_m", by: 0.15 },
    doubt: 'Published as "+15%"; read as relative to 25%, not as 15 points.',
  }),
  aov_m: first({
    metric: "aov",
    rule: { type: "above_baseline", by: 0.1 },
    doubt: BASELINE_DOUBT,
  }),
  clv_p: later({
    metric: "clv_observed_365_trailing",
    rule: { type: "above_baseline", by: 0.2 },
    doubt: `${BASELINE_DOUBT} It moves slowly: its customers were acquired one to two years ago.`,
  }),
  convimp_m: first({
    metric: "conversion_rate",
    rule: { type: "above_baseline", by: 0.15 },
    source: "closing",
    doubt: BASELINE_DOUBT,
  }),
  convimp_p: later({
    metric: "conversion_rate",
    rule: { type: "above_baseline", by: 0.2 },
    source: "closing",
    doubt: BASELINE_DOUBT,
  }),
  search_s: preset("marketplace", {
    metric: "search_conversion_rate",
    rule: { type: "between", low: 0.08, high: 0.12, better: "more" },
  }),
  csat_s: preset("marketplace", {
    metric: "csat_mean",
    rule: { type: "at_least", value: 4.3 },
    doubt: 'Published as "4.3+ NPS"; the net promoter score does not run to 5, a satisfaction scale does.',
  }),
  gmv_s: preset("marketplace", {
    metric: "revenue_growth_yoy",
    rule: { type: "between", low: 0.25, high: 0.4, better: "more" },
  }),
  b2bconv_s: preset("b2b", {
    metric: "b2b_conversion_rate",
    rule: { type: "between", low: 0.15, high: 0.25, better: "more" },
    doubt: "Read as company draft orders completed, of those created.",
  }),
  b2bcac_s: preset("b2b", {
    metric: "cac",
    rule: { type: "below_entered", low: 0.2, high: 0.3 },
    doubt: "Needs the traditional cost, which only the merchant knows.",
  }),
  acctpen_s: preset("b2b", {
    metric: "account_penetration",
    rule: { type: "at_least", value: 0.8 },
    doubt: "Read as product types bought, of those offered, per company.",
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
    doubt: "A statement about many shops; it need not hold for one.",
  }),
  conv9x: claim({
    metric: "conversion_by_prior_purchases",
    rule: { type: "at_least", value: 9 },
    source: "adobe",
    doubt: "Needs sessions of known customers.",
  }),
  top10: claim({
    metric: "order_value_top10",
    rule: { type: "at_least", value: 3 },
    source: "rjmetrics",
    doubt: "A statement about many shops; it need not hold for one.",
  }),
  top1: claim({
    metric: "order_value_top1",
    rule: { type: "at_least", value: 5 },
    source: "rjmetrics",
    doubt: "A statement about many shops; it need not hold for one.",
  }),
  perso86: claim({
    metric: null,
    rule: { type: "statement" },
    source: "gigya",
    doubt: "A survey; nothing in a shop's data can confirm it.",
  }),
  cs97: claim({
    metric: null,
    rule: { type: "statement" },
    source: "microsoft",
    doubt: "A survey; nothing in a shop's data can confirm it.",
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
