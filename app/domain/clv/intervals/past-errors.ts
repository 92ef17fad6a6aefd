import { acquisitionMonths } from "~/domain/clv/back-test/grade";
import type { ForecastChoice } from "~/domain/clv/back-test/choose-forecast";
import { FORECAST_NEEDS } from "~/domain/clv/log/forecast-readiness";
import { outcomeOf } from "~/domain/clv/log/snapshot";
import { once } from "~/domain/once";
import type { ForecastRecipe, ShopModels } from "~/domain/clv/shop-models";
import { pastCuts, type PastCuts } from "./past-cuts";
import { frequencyClasses, type SegmentSums, sumsBy } from "./segment-sums";

/** A day of the past, and how what was forecast on it came out. */
export interface PastCut {
  readonly lastDay: number;
  readonly whole: SegmentSums;
  /** By month of the first purchase. */
  readonly months: readonly SegmentSums[];
  /** By repeat purchases up to the day; the last are so many or more. */
  readonly frequencies: readonly SegmentSums[];
}

/** How far off forecasts of a shop were. */
export type PastErrors = PastCuts<PastCut>;

const SHORTEST_DAYS = 84;
const MOST_YOUNG = 2;

/**
 * Errors of the chosen models, without what was learned and the season, on earlier days of the shop: by days ahead.
 *
 * @param modelsAt - the models at the end of a day of the past, of all customers or of a sample of them.
 * @param firstDay - of the history.
 */
export function pastErrors(
  modelsAt: (day: number) => ShopModels,
  { counts, value }: Pick<ForecastChoice, "counts" | "value">,
  firstDay: number,
  asOfDay: number,
): (days: number) => PastErrors {
  const [countRecipe, valueRecipe] = [plain(counts), plain(value)];
  return once((days: number) =>
    pastCuts(days, {
      asOfDay,
      shortestDays: SHORTEST_DAYS,
      mostYoung: MOST_YOUNG,
      isOldEnough: (lastDay, isMature) => lastDay - firstDay >= (isMature ? FORECAST_NEEDS.historyDays : 1),
      modelsAt,
      cutOf: (models, ahead) => cutOf(models, countRecipe, valueRecipe, ahead),
    }),
  );
}

const plain = (recipe: ForecastRecipe): ForecastRecipe => ({ ...recipe, isLearned: false, isSeasonal: false });

function cutOf(models: ShopModels, countRecipe: ForecastRecipe, valueRecipe: ForecastRecipe, days: number): PastCut {
  const { snapshot } = models;
  const { counts } = models.forecast(countRecipe, days);
  const { values } = models.forecast(valueRecipe, days);
  const sums = <Key>(keys: readonly Key[]) => [...sumsBy(keys, { counts, values }, outcomeOf(snapshot, days)).values()];
  return {
    lastDay: snapshot.lastDay,
    whole: sums(Array.from(snapshot.at.customers, () => "all"))[0]!,
    months: sums(acquisitionMonths(snapshot.log, snapshot.at.customers)),
    frequencies: sums(frequencyClasses(snapshot)),
  };
}
