import type { CountFit } from "./fit-counts";
import type { SummaryGroups } from "~/domain/clv/log/purchase-summary";

/** What a merchant should know of a fit before trusting its forecast. */
export type CountFinding =
  /** Drop-out is at the boundary: the data cannot tell anybody who left from anybody who takes a while. */
  | "no_churn_signal"
  /** The shop was watched for less than one typical gap between purchases. */
  | "too_early";

const WEEKS_PER_YEAR = 365 / 7;
/** A customer silent for a year who is believed active with at least this probability: nobody ever seems to leave. */
const SURELY_ACTIVE = 0.995;

/** Boundary optima are ordinary results of young shops: told, not treated as errors. */
export function countFindings({ model, parameters }: CountFit, groups: SummaryGroups): CountFinding[] {
  const findings: CountFinding[] = [];
  const silent = { frequency: 1, recency: 0, tenure: WEEKS_PER_YEAR };
  if (model.forecaster(parameters).probabilityAlive(silent) >= SURELY_ACTIVE) findings.push("no_churn_signal");
  const longest = groups.tenure.reduce((most, tenure) => Math.max(most, tenure), 0);
  if (longest < model.typicalGap(parameters)) findings.push("too_early");
  return findings;
}
