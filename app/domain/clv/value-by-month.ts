import { DAYS_PER_MONTH } from "./forecast-months";
import type { ForecastRecipe, ShopModels } from "./shop-models";

/**
 * How much of what customers are expected to spend in the next months falls in each: sums over all customers, each of
 * whom spends by the months in which the model expects them to buy.
 */
export function valueByMonth(models: ShopModels, recipe: ForecastRecipe, months: number): number[] {
  const plain = { ...recipe, isLearned: false, isSeasonal: false };
  const bought = (month: number) => models.forecast(plain, month * DAYS_PER_MONTH).counts;
  const { values } = models.forecast(recipe, months * DAYS_PER_MONTH);
  const whole = bought(months);
  let before = 0;
  return Array.from({ length: months }, (_, index) => {
    const until = bought(index + 1).reduce(
      (sum, count, row) => sum + (whole[row]! > 0 ? (values[row]! * count) / whole[row]! : 0),
      0,
    );
    const own = until - before;
    before = until;
    return own;
  });
}
