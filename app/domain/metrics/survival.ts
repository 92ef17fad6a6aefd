/** One point of a Kaplan-Meier curve. */
export interface SurvivalPoint {
  /** Whole days since the first purchase. */
  readonly day: number;
  /** Share that came back by the end of that day: one less the survival. */
  readonly back: number;
  /** 95 % interval of it. */
  readonly interval: readonly [low: number, high: number];
  /** Customers seen for longer than that day and not back by its end. */
  readonly atRisk: number;
}
