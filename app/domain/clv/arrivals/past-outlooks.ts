import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { repeatersIn } from "~/domain/clv/log/snapshot";
import type { ForecastRecipe, ShopModels } from "~/domain/clv/shop-models";
import { arrivalsByMonth } from "./arrivals-by-month";
import type { ArrivalForecastName } from "./choose-arrivals";
import { OUTLOOK_NEEDS } from "./outlook-readiness";
import { outlookCame, outlookExpected, type OutlookSums } from "./outlook-sums";

/** How far off outlooks of earlier days were. */
export interface PastOutlooks {
  /** Months they looked ahead: as many as asked for, or half and so on as history allows. */
  readonly months: number;
  /** Whether the shop was old enough at each cut for an outlook to be shown. */
  readonly isMature: boolean;
  /** Newest first, half a horizon apart; none for a shop that is too young for any. */
  readonly cuts: readonly { readonly expected: OutlookSums; readonly came: OutlookSums }[];
}

const MOST_CUTS = 6;
const LEAST_CUTS = 2;
const SHORTEST_MONTHS = 3;
/** Of a shop that was too young then. */
const YOUNG_MONTHS = 6;
const LEAST_REPEATERS = 20;

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
  const cutsOf = (ahead: number, leastMonths: number) => {
    const cuts: { expected: OutlookSums; came: OutlookSums }[] = [];
    while (cuts.length < MOST_CUTS) {
      const days = ahead * DAYS_PER_MONTH;
      const lastDay = asOfDay - Math.round(days * (1 + cuts.length / 2));
      if (arrivalsByMonth(log, lastDay).length < leastMonths) break;
      const models = modelsAt(lastDay);
      if (repeatersIn(models.snapshot) < LEAST_REPEATERS) break;
      const expected = outlookExpected(log, models, recipe, name, ahead);
      cuts.push({ expected, came: outlookCame(log, lastDay, days) });
    }
    return cuts;
  };
  const lengths = [months];
  while (lengths.at(-1)! / 2 >= SHORTEST_MONTHS) lengths.push(Math.floor(lengths.at(-1)! / 2));
  for (const length of lengths) {
    const cuts = cutsOf(length, OUTLOOK_NEEDS.months);
    if (cuts.length >= LEAST_CUTS) return { months: length, isMature: true, cuts };
  }
  for (const length of lengths) {
    const cuts = cutsOf(length, YOUNG_MONTHS);
    if (cuts.length > 0) return { months: length, isMature: false, cuts };
  }
  return { months, isMature: false, cuts: [] };
}
