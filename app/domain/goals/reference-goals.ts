import { METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { GoalId, GoalMetricKey, ReferenceGoal } from "./goal";

const ROADMAP = "Published roadmap of goals for online shops";
const BASELINE_DOUBT = "Relative to the shop's own figure at installation, which a single season can bend.";

type Parts = Pick<ReferenceGoal, "metric" | "rule" | "text"> & Partial<ReferenceGoal>;

const goal = (kind: ReferenceGoal["kind"], phase: ReferenceGoal["phase"], parts: Parts): ReferenceGoal => ({
  kind,
  phase,
  segment: null,
  steps: [],
  source: ROADMAP,
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
    text: "A typical store converts 2.35% of its sessions.",
    source: "Industry average, as published",
  }),
  conv_m: first({
    metric: "conversion_rate",
    rule: { type: "between", low: 0.025, high: 0.03, better: "more" },
    text: "Convert 2.5% to 3.0% of sessions.",
  }),
  conv_p: later({
    metric: "conversion_rate",
    rule: { type: "at_least", value: 0.035 },
    text: "Convert at least 3.5% of sessions.",
  }),
  cartab_bench: benchmark({
    metric: "cart_abandonment_rate",
    rule: { type: "at_most", value: 0.685 },
    text: "In a typical store 68.5% of carts are left.",
    source: "Industry average, as published",
  }),
  cartab_bench2: benchmark({
    metric: "cart_abandonment_rate",
    rule: { type: "at_most", value: 0.6923 },
    text: "Over 37 studies 69.23% of carts were left.",
    source: "Baymard Institute, mean of 37 studies, as cited in 2017",
    doubt: "The studies span many years and count carts in different ways.",
  }),
  cartab_m: first({
    metric: "cart_abandonment_rate",
    rule: { type: "at_most", value: 0.65 },
    text: "At most 65% of carts are left.",
  }),
  cartab_p: later({
    metric: "cart_abandonment_rate",
    rule: { type: "at_most", value: 0.55 },
    text: "At most 55% of carts are left.",
  }),
  email_bench: benchmark({
    metric: "email_open_rate",
    rule: { type: "at_least", value: 0.125 },
    text: "A typical mailing is opened by 12.5%.",
    source: "Industry average, as published",
    doubt: "Only with imported e-mail data; mail programs that load images by themselves raise open rates.",
  }),
  email_m: first({
    metric: "email_open_rate",
    rule: { type: "between", low: 0.15, high: 0.18, better: "more" },
    text: "15% to 18% open a mailing.",
  }),
  email_p: later({
    metric: "email_open_rate",
    rule: { type: "at_least", value: 0.18 },
    text: "At least 18% open a mailing.",
  }),
  mconv_bench: benchmark({
    metric: "conversion_rate_mobile",
    rule: { type: "at_least", value: 0.0125 },
    text: "A typical store converts 1.25% of sessions on phones.",
    source: "Industry average, as published",
  }),
  mconv_m: first({
    metric: "conversion_rate_mobile",
    rule: { type: "between", low: 0.015, high: 0.018, better: "more" },
    text: "Convert 1.5% to 1.8% of sessions on phones.",
  }),
  mconv_p: later({
    metric: "conversion_rate_mobile",
    rule: { type: "at_least", value: 0.02 },
    text: "Convert at least 2.0% of sessions on phones.",
  }),
  traffic_m: first({
    metric: "traffic_concentration",
    rule: { type: "at_most", value: 0.6 },
    text: "No group of sources brings more than 60% of sessions.",
    doubt: 'Published as "diversified mix" without a figure; 60% is our reading.',
  }),
  funnel_m: first({
    metric: "completed_checkout_rate",
    steps: ["add_to_cart_rate", "reached_checkout_rate"],
    rule: { type: "at_least_previous" },
    text: "Each step to the purchase holds at least as many sessions as in the period before.",
  }),
  cac_m: first({
    metric: "clv_cac_ratio",
    rule: { type: "more_than", value: 3 },
    text: "A new customer costs less than a third of what a customer is worth.",
  }),
  roas_m: first({
    metric: "roas",
    rule: { type: "at_least", value: 3 },
    text: "Ads bring at least three times what they cost.",
  }),
  growth_m: first({
    metric: "revenue_growth_mom",
    rule: { type: "between", low: 0.1, high: 0.15, better: "more" },
    text: "Net sales grow by 10% to 15% a month.",
    doubt: "Kept up for a year this compounds to 3.1 to 5.4 times the sales.",
  }),
  growth_p: later({
    metric: "revenue_growth_yoy",
    rule: { type: "at_least", value: 0.2 },
    text: "Net sales grow by at least 20% a year.",
    doubt: "Far below the monthly goal compounded; kept as published.",
  }),
  repeat_m: first({
    metric: "repeat_rate_trailing_365",
    rule: { type: "at_least", value: 0.25 },
    text: "At least 25% of a year's customers had bought before.",
    doubt: "Published without a period; a year is steady enough to hold a goal against.",
  }),
  repeat_p: later({
    metric: "repeat_rate_trailing_365",
    rule: { type: "above_goal", goalId: "repeat_m", by: 0.15 },
    text: "The repeat rate lies 15% above the first goal: at least 28.75%.",
    doubt: 'Published as "+15%"; read as relative to 25%, not as 15 points.',
  }),
  aov_m: first({
    metric: "aov",
    rule: { type: "above_baseline", by: 0.1 },
    text: "The average order value lies 10% above that of the 90 days before installation.",
    doubt: BASELINE_DOUBT,
  }),
  clv_p: later({
    metric: "clv_observed_365_trailing",
    rule: { type: "above_baseline", by: 0.2 },
    text: "The 365-day customer value lies 20% above that at installation.",
    doubt: `${BASELINE_DOUBT} It moves slowly: its customers were acquired one to two years ago.`,
  }),
  convimp_m: first({
    metric: "conversion_rate",
    rule: { type: "above_baseline", by: 0.15 },
    text: "Conversion lies 15% above that at installation.",
    source: `${ROADMAP}, closing statement`,
    doubt: BASELINE_DOUBT,
  }),
  convimp_p: later({
    metric: "conversion_rate",
    rule: { type: "above_baseline", by: 0.2 },
    text: "Conversion lies 20% above that at installation.",
    source: `${ROADMAP}, closing statement`,
    doubt: BASELINE_DOUBT,
  }),
  search_s: preset("marketplace", {
    metric: "search_conversion_rate",
    rule: { type: "between", low: 0.08, high: 0.12, better: "more" },
    text: "8% to 12% of sessions with a search end in a purchase.",
  }),
  csat_s: preset("marketplace", {
    metric: "csat_mean",
    rule: { type: "at_least", value: 4.3 },
    text: "Customers rate their satisfaction 4.3 of 5 or better.",
    doubt: 'Published as "4.3+ NPS"; the net promoter score does not run to 5, a satisfaction scale does.',
  }),
  gmv_s: preset("marketplace", {
    metric: "revenue_growth_yoy",
    rule: { type: "between", low: 0.25, high: 0.4, better: "more" },
    text: "Net sales grow by 25% to 40% a year.",
  }),
  b2bconv_s: preset("b2b", {
    metric: "b2b_conversion_rate",
    rule: { type: "between", low: 0.15, high: 0.25, better: "more" },
    text: "15% to 25% of the drafts for companies become orders.",
    doubt: "Read as company draft orders completed, of those created.",
  }),
  b2bcac_s: preset("b2b", {
    metric: "cac",
    rule: { type: "below_entered", low: 0.2, high: 0.3 },
    text: "A new customer costs 20% to 30% less than by traditional selling.",
    doubt: "Needs the traditional cost, which only the merchant knows.",
  }),
  acctpen_s: preset("b2b", {
    metric: "account_penetration",
    rule: { type: "at_least", value: 0.8 },
    text: "Companies buy at least 80% of the product types offered to them.",
    doubt: "Read as product types bought, of those offered, per company.",
  }),
  mrr_s: preset("subscription", {
    metric: "mrr_growth",
    rule: { type: "between", low: 0.15, high: 0.25, better: "more" },
    text: "Monthly recurring revenue grows by 15% to 25% a month.",
  }),
  churn_s: preset("subscription", {
    metric: "subscriber_churn_rate",
    rule: { type: "between", low: 0.03, high: 0.05, better: "less" },
    text: "3% to 5% of subscribers leave in a month; fewer is better.",
  }),
  activ_s: preset("subscription", {
    metric: "activation_rate_30d",
    rule: { type: "at_least", value: 0.85 },
    text: "At least 85% of new subscriptions are renewed or fulfilled within 30 days.",
  }),
  expan_s: preset("subscription", {
    metric: "expansion_share",
    rule: { type: "between", low: 0.25, high: 0.35, better: "more" },
    text: "Existing subscriptions grow by 25% to 35% of the opening revenue.",
  }),
  socconv_s: preset("social", {
    metric: "social_conversion_rate",
    rule: { type: "between", low: 0.12, high: 0.18, better: "more" },
    text: "12% to 18% of sessions from social networks end in a purchase.",
  }),
  mobrev_s: preset("social", {
    metric: "mobile_revenue_share",
    rule: { type: "at_least", value: 0.7 },
    text: "At least 70% of net sales come from phones.",
  }),
  rep40: claim({
    metric: "repeat_revenue_share",
    rule: { type: "at_least", value: 0.4 },
    text: "40% of revenue comes from repeat customers.",
    source: "Cited to Adobe",
    doubt: "A statement about many shops; it need not hold for one.",
  }),
  conv9x: claim({
    metric: "conversion_by_prior_purchases",
    rule: { type: "at_least", value: 9 },
    text: "After two purchases a visitor is nine times as likely to buy.",
    source: "Cited to Adobe",
    doubt: "Needs sessions of known customers.",
  }),
  top10: claim({
    metric: "order_value_top10",
    rule: { type: "at_least", value: 3 },
    text: "The best tenth of customers spends three times as much per order as the rest.",
    source: "Cited to RJMetrics",
    doubt: "A statement about many shops; it need not hold for one.",
  }),
  top1: claim({
    metric: "order_value_top1",
    rule: { type: "at_least", value: 5 },
    text: "The best hundredth of customers spends five times as much per order as the rest.",
    source: "Cited to RJMetrics",
    doubt: "A statement about many shops; it need not hold for one.",
  }),
  perso86: claim({
    metric: null,
    rule: { type: "statement" },
    text: "86% of shoppers prefer personalised shops.",
    source: "Cited to Gigya",
    doubt: "A survey; nothing in a shop's data can confirm it.",
  }),
  cs97: claim({
    metric: null,
    rule: { type: "statement" },
    text: "97% call service important to loyalty.",
    source: "Cited to Microsoft",
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
