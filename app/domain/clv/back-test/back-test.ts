import { pastRate, shopMean } from "./naive-forecasts";
import { everyNthCustomer, type PurchaseLog } from "~/domain/clv/log/purchase-log";
import { type ForecastLoss, lossAgainst } from "./loss";
import { type Scores, scorerOf } from "./scores";
import {
  type ForecastPart,
  type ForecastRecipe,
  thirdOf,
  LEAST_REPEATERS,
  type ModelOptions,
  recipeName,
  type ShopModels,
  shopModelsByDay,
} from "~/domain/clv/shop-models";
import { once } from "~/domain/once";
import { type Outcome, outcomeOf, repeatersIn } from "~/domain/clv/log/snapshot";

/** How a forecast met what then happened. */
export interface ForecastScores {
  readonly name: string;
  readonly counts: Scores;
  /** Null where nothing bought in the log has a value. */
  readonly value: Scores | null;
}

/** A day of the past from which the following ones are forecast with what was known on it. */
export interface Cut {
  readonly lastDay: number;
  readonly horizonDays: number;
  readonly models: ShopModels;
  readonly outcome: Outcome;
  /** Formed when first asked for, once. */
  scores(recipe: ForecastRecipe): ForecastScores;
  /** Null where the cut cannot tell forecasts of it apart. Formed when first asked for, once. */
  loss(part: ForecastPart, recipe: ForecastRecipe): ForecastLoss | null;
  readonly naive: { readonly pastRate: ForecastScores; readonly shopMean: ForecastScores };
}

/** Cuts lie so many horizons before the end of the history; the newest grades, the earlier ones help to choose. */
const HORIZONS_BACK = [1, 1.5, 2];
/** Days that are looked ahead: as many as the forecast of 12 months, else of 6, where three cuts fit; else fewer. */
const YEAR_AHEAD = 365;
const HALF_AHEAD = 180;
/** Of a larger shop, so many customers are looked at: scores are steady long before. */
const LARGEST_SHOP = 100_000;

/**
 * Rolling cuts of a shop's history up to `asOfDay`, newest first. None where the history is too short for a customer to
 * have come back before and after one.
 */
export function backTestCuts(log: PurchaseLog, asOfDay: number, options: ModelOptions): Cut[] {
  const firstDay = log.days.reduce((first, day) => Math.min(first, day), asOfDay);
  const third = thirdOf(firstDay, asOfDay, YEAR_AHEAD);
  const horizonDays = third === YEAR_AHEAD ? YEAR_AHEAD : Math.min(third, HALF_AHEAD);
  if (horizonDays < 1) return [];
  const sample = everyNthCustomer(log, Math.ceil(log.customers.length / LARGEST_SHOP));
  const modelsAt = shopModelsByDay(sample, options);
  return HORIZONS_BACK.flatMap((horizons) => {
    const lastDay = asOfDay - Math.round(horizons * horizonDays);
    const models = modelsAt(lastDay);
    const { snapshot } = models;
    if (repeatersIn(snapshot) < (horizons === 1 ? 1 : LEAST_REPEATERS)) return [];
    return [cutAt(models, horizonDays)];
  });
}

/** The forecast made by `models`, against what their log tells of the days after. */
export function cutAt(models: ShopModels, horizonDays: number): Cut {
  const { snapshot } = models;
  const outcome = outcomeOf(snapshot, horizonDays);
  const hasValue = snapshot.log.values.some((value) => value !== 0);
  const [countsScored, valueScored] = [scorerOf(outcome.counts), scorerOf(outcome.values)];
  const scored = (name: string, forecast: Outcome, counts = countsScored(forecast.counts)): ForecastScores => ({
    name,
    counts,
    value: hasValue ? valueScored(forecast.values) : null,
  });
  const known = new Map<string, ForecastScores>();
  // What purchases are worth does not say how many there are.
  const knownCounts = new Map<string, Scores>();
  const lossOf = once((part: ForecastPart) => {
    const judge = lossAgainst(outcome[part]);
    const losses = new Map<string, ForecastLoss | null>();
    return (recipe: ForecastRecipe) => {
      const name = recipeName(recipe);
      if (!losses.has(name)) losses.set(name, judge(models.forecast(recipe, horizonDays)[part]));
      return losses.get(name)!;
    };
  });
  return {
    lastDay: snapshot.lastDay,
    horizonDays,
    models,
    outcome,
    scores(recipe) {
      const name = recipeName(recipe);
      const before = known.get(name);
      if (before) return before;
      const countsName = recipeName({ ...recipe, basis: "repeat" });
      const scores = scored(name, models.forecast(recipe, horizonDays), knownCounts.get(countsName));
      known.set(name, scores);
      knownCounts.set(countsName, scores.counts);
      return scores;
    },
    loss: (part, recipe) => lossOf(part)(recipe),
    naive: {
      pastRate: scored("past-rate", pastRate(snapshot, horizonDays)),
      shopMean: scored("shop-mean", shopMean(snapshot, horizonDays)),
    },
  };
}
