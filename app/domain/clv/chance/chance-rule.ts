import type { Recalibration } from "./recalibration";
import type { ReliabilityRow } from "./reliability";

/** Days within which the chance to buy is said. */
export const CHANCE_DAYS = [30, 90] as const;
export type ChanceDays = (typeof CHANCE_DAYS)[number];

/** One value for each of them. */
export function byChanceDays<Value>(formed: (days: ChanceDays) => Value): Readonly<Record<ChanceDays, Value>> {
  return Object.fromEntries(CHANCE_DAYS.map((days) => [days, formed(days)])) as Record<ChanceDays, Value>;
}

/** What became of the chances of all customers, pooled over back-tests. */
export interface ChanceScore {
  /** Chances that were looked at: customers times back-tests. */
  readonly chances: number;
  /** Of how many back-tests. */
  readonly backTests: number;
  /** Share of the customers who bought. */
  readonly share: number;
  readonly brier: number;
  /** The same of giving everybody, at each back-test, the share who then bought. */
  readonly baseBrier: number;
  readonly reliability: readonly ReliabilityRow[];
}

/** How a chance to buy is said, and what can be said of it. */
export interface ChanceRule {
  /** Null where the model's own chance is said. */
  readonly recalibration: Recalibration | null;
  /** Of the chances as they would have been said; null where no back-test has seen as many days. */
  readonly score: ChanceScore | null;
}

/** Whether chances told more than that all customers are alike. */
export function beatsBaseRate({ score }: ChanceRule): boolean {
  return score !== null && score.brier < score.baseBrier;
}
