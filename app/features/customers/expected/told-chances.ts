import { beatsBaseRate, CHANCE_DAYS, type ChanceDays } from "~/domain/clv/chance/chance-rule";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";

/** The days of which the chance to buy has told more than that all customers are alike. */
export function toldChances({ chances }: Pick<ForecastSummary, "chances">): ChanceDays[] {
  return CHANCE_DAYS.filter((days) => beatsBaseRate(chances[days]));
}
