import { acquisitionMonths } from "~/domain/clv/back-test/grade";
import type { ForecastChoice } from "~/domain/clv/choose-forecast";
import { FORECAST_NEEDS } from "~/domain/clv/log/forecast-readiness";
import { outcomeOf, repeatersIn } from "~/domain/clv/log/snapshot";
import { once } from "~/domain/clv/once";
import type { ForecastRecipe, ShopModels } from "~/domain/clv/shop-models";
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
export interface PastErrors {
  /** How many days they looked ahead: as many as asked for, or the longest half, quarter and so on that history allows. */
  readonly days: number;
  /** Whether the shop was old enough at each cut for a forecast to be shown; else the cuts are younger. */
  readonly isMature: boolean;
  /** Newest first, half of `days` apart; none for a shop that is too young for any. */
  readonly cuts: readonly PastCut[];
}

/** So many cuts are looked at: older ones tell of another shop. */
const MOST_CUTS = 6;
const LEAST_CUTS = 2;
/** Errors of fewer days are not those of a forecast of months. */
const SHORTEST_DAYS = 84;
const LEAST_REPEATERS = 20;

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

  const cutsOf = (days: number, leastHistory: number, most: number): PastCut[] => {
    const cuts: PastCut[] = [];
    while (cuts.length < most) {
      const lastDay = asOfDay - Math.round(days * (1 + cuts.length / 2));
      if (lastDay - firstDay < leastHistory) break;
      const models = modelsAt(lastDay);
      if (repeatersIn(models.snapshot) < LEAST_REPEATERS) break;
      cuts.push(cutOf(models, countRecipe, valueRecipe, days));
    }
    return cuts;
  };

  return once((days: number): PastErrors => {
    const lengths = [days];
    while (lengths.at(-1)! / 2 >= SHORTEST_DAYS) lengths.push(lengths.at(-1)! / 2);
    for (const length of lengths) {
      const cuts = cutsOf(length, FORECAST_NEEDS.historyDays, MOST_CUTS);
      if (cuts.length >= LEAST_CUTS) return { days: length, isMature: true, cuts };
    }
    for (const length of lengths) {
      const cuts = cutsOf(length, 1, LEAST_CUTS);
      if (cuts.length > 0) return { days: length, isMature: false, cuts };
    }
    return { days, isMature: false, cuts: [] };
  });
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
