import type { Random } from "~/domain/numeric/random";
import type { SummaryGroups } from "~/domain/clv/log/purchase-summary";

/** One customer's purchases so far; time in weeks. */
export interface CustomerSummary {
  readonly frequency: number;
  readonly recency: number;
  readonly tenure: number;
}

/** A parameter of a model; all are positive. */
export interface ParameterOfModel {
  readonly name: string;
  /** A rate parameter stretches with the clock; a shape does not. */
  readonly isTime: boolean;
  /** Where the weak prior is centred, on a clock that ends at 10. */
  readonly typical: number;
}

/** A model of how often customers buy and when they leave. */
export interface CountModel {
  readonly name: string;
  readonly parameters: readonly ParameterOfModel[];
  /**
   * Sum over the groups of weight times ln L.
   *
   * @param gradient - its derivatives by the parameters are written here.
   */
  logLikelihood(parameters: ArrayLike<number>, groups: SummaryGroups, gradient: Float64Array): number;
  /** Weeks between the purchases of an active customer of mean rate. */
  typicalGap(parameters: readonly number[]): number;
  /** The forecasts under these parameters. */
  forecaster(parameters: readonly number[]): CountForecaster;
}

/** Forecasts of one customer; probabilities in [0, 1], time in weeks. */
export interface CountForecaster {
  /** Probability that the customer has not left for good. */
  probabilityAlive(customer: CustomerSummary): number;
  /** Purchases a week while active, as the customer's own are drawn to those of others. */
  rate(customer: CustomerSummary): number;
  /** Expected purchase days in the next `weeks`. */
  expectedPurchases(customer: CustomerSummary, weeks: number): number;
  /** Probability of at least one purchase in the next `weeks`. */
  probabilityOfPurchase(customer: CustomerSummary, weeks: number): number;
  /** Weeks from now by which the next purchase has come with probability `share`, if the customer is still active. */
  weeksToNextPurchase(customer: CustomerSummary, share: number): number;
  /** Draws possible numbers of purchase days in the next `weeks`. */
  simulator(customer: CustomerSummary): (weeks: number, random: Random) => number;
}
