import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import { MOST_CUTS, pastCuts, type PastCuts } from "~/domain/clv/intervals/past-cuts";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import type { ForecastRecipe, ShopModels } from "~/domain/clv/shop-models";
import { arrivalsByMonth } from "./arrivals-by-month";
import type { ArrivalForecastName } from "./choose-arrivals";
import { OUTLOOK_NEEDS } from "./outlook-readiness";
import { outlookCame, outlookExpected, type OutlookSums } from "./outlook-sums";

/** What was expected at a cut, and what came. */
interface PastOutlook {
  readonly expected: OutlookSums;
  readonly came: OutlookSums;
}

/** How far off outlooks of earlier days were. */
export interface PastOutlooks extends Omit<PastCuts<PastOutlook>, "days"> {
  /** Months they looked ahead: as many as asked for, or half and so on as history allows. */
  readonly months: number;
}

const SHORTEST_MONTHS = 3;
/** Of a shop that was too young then. */
const YOUNG_MONTHS = 6;

/**
 * Outlooks of the chosen models, without what was learned and the season, on earlier days beside what came.
 *
 * @param modelsAt - the models at the end of a day of the past, of all customers or of a sample of them.
 */
export function pastOutlooks(
  log: PurchaseLog,
  modelsAt: (day: number) => ShopModels,
  value: ForecastRecipe,
  name: ArrivalForecastName,
  asOfDay: number,
  months: number,
): PastOutlooks {
  const recipe = { ...value, isLearned: false, isSeasonal: false };
  const { days, ...past } = pastCuts(months * DAYS_PER_MONTH, {
    asOfDay,
    shortestDays: SHORTEST_MONTHS * DAYS_PER_MONTH,
    mostYoung: MOST_CUTS,
    isOldEnough: (lastDay, isMature) =>
      arrivalsByMonth(log, lastDay).length >= (isMature ? OUTLOOK_NEEDS.months : YOUNG_MONTHS),
    modelsAt,
    cutOf: (models, ahead): PastOutlook => ({
      expected: outlookExpected(log, models, recipe, name, ahead / DAYS_PER_MONTH),
      came: outlookCame(log, models.snapshot.lastDay, ahead),
    }),
  });
  return { ...past, months: days / DAYS_PER_MONTH };
}
