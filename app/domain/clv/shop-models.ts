import { BG_NBD, betaGeometric, MBG_NBD } from "./models/beta-geometric";
import type { CountModel } from "./models/count-model";
import { type CountFit, fitCounts } from "./models/fit-counts";
import {
  expectedSpend,
  fitSpend,
  type SpendBasis,
  type SpendFit,
  type SpendSummaries,
  spendSummaries,
} from "./models/gamma-gamma";
import { corrector, learnCorrection, type LearnedCorrection } from "./models/learned-correction";
import type { Forecast } from "./back-test/naive-forecasts";
import { once } from "~/domain/once";
import { PARETO_NBD } from "./models/pareto-nbd";
import type { PurchaseLog } from "./log/purchase-log";
import { type Season, seasonRatio, YEAR_DAYS } from "./models/season";
import { type Outcome, outcomeOf, perCustomer, repeatersIn, type Snapshot, snapshotAt } from "./log/snapshot";

/** From simple to less simple; the first is the reference all others must beat. */
export const CLASSIC_MODELS: readonly CountModel[] = [BG_NBD, MBG_NBD, PARETO_NBD];

const REGULAR_MODELS = [false, true].flatMap((leavesAfterFirst) =>
  [2, 3].map((regularity) =>
    betaGeometric({ name: `${leavesAfterFirst ? "m" : ""}bgcnbd-${regularity}`, leavesAfterFirst, regularity }),
  ),
);

const MODELS = new Map([...CLASSIC_MODELS, ...REGULAR_MODELS].map((model) => [model.name, model]));

/** Which purchase days say what a customer spends; `both` is the mean of what the two say. */
export type RecipeBasis = SpendBasis | "both";

/** What is forecast of a customer. */
export type ForecastPart = keyof Outcome;

/** How a forecast is put together. */
export interface ForecastRecipe {
  readonly model: string;
  readonly basis: RecipeBasis;
  /** With the correction learned from an earlier window. */
  readonly isLearned: boolean;
  /** Times what the same days held a year ago. */
  readonly isSeasonal: boolean;
}

/** The forecast of the papers, with which figures compare. */
export const REFERENCE: ForecastRecipe = { model: "bgnbd", basis: "repeat", isLearned: false, isSeasonal: false };

/** The fits of spend that a recipe takes the mean of. */
export function basesOf({ basis }: ForecastRecipe): readonly SpendBasis[] {
  return basis === "both" ? ["repeat", "all"] : [basis];
}

/** Such as `pnbd`, or `pnbd-all-learned`. */
export function recipeName({ model, basis, isLearned, isSeasonal }: ForecastRecipe): string {
  return [model, basis !== "repeat" && basis, isLearned && "learned", isSeasonal && "season"].filter(Boolean).join("-");
}

/** With fewer repeat customers before a day, nothing is learned from the days after it. */
export const LEAST_REPEATERS = 50;
/** What is learned comes from the last third of a history, from so many days at most. */
const LONGEST_WINDOW_DAYS = 180;
/** A season is read from a model that had at least so much to go by. */
const LEAST_DAYS_BEFORE_SEASON = 26 * 7;

export interface ModelOptions {
  /** Whether fits use the weak prior. */
  readonly hasPrior: boolean;
}

/**
 * The models of a shop, fitted to what was known at the end of a day. Each part is fitted when it is first asked for,
 * once.
 */
export interface ShopModels {
  readonly snapshot: Snapshot;
  countFit(model: string): CountFit;
  /** Null where no purchase day has a positive value. */
  spendFit(basis: SpendBasis): SpendFit | null;
  spendSummaries(basis: SpendBasis): SpendSummaries;
  /** Whether there is an earlier window to learn from. */
  canLearn(): boolean;
  /** Null while the history is too short to know the season. */
  season(recipe: ForecastRecipe, days: number): Season | null;
  /**
   * The next `days`, parallel to the customers of the snapshot; values are 0 without a spend model.
   *
   * @param of - other customers of the same shop on the same day, whom the models did not learn from.
   */
  forecast(recipe: ForecastRecipe, days: number, of?: Snapshot): Forecast;
}

/** The models of a shop at the ends of days, formed once for each: back-tests and what they learn from share them. */
export function shopModelsByDay(log: PurchaseLog, options: ModelOptions): (lastDay: number) => ShopModels {
  const modelsAt: (lastDay: number) => ShopModels = once((lastDay: number) =>
    shopModelsAt(log, lastDay, options, modelsAt),
  );
  return modelsAt;
}

/**
 * Later days of the log are not looked at.
 *
 * @param models - those of the same log at other days.
 */
export function shopModelsAt(
  log: PurchaseLog,
  lastDay: number,
  options: ModelOptions,
  models = shopModelsByDay(log, options),
): ShopModels {
  const snapshot = snapshotAt(log, lastDay);
  const firstDay = lastDay - snapshot.at.tenureDays.reduce((longest, tenure) => Math.max(longest, tenure), 0);

  const countFit = once((model: string) =>
    fitCounts(MODELS.get(model) ?? unknownModel(model), snapshot.grouping.groups, options),
  );
  const summaries = once((basis: SpendBasis) => spendSummaries(log, snapshot.at, basis));
  const spendFit = once((basis: SpendBasis) => {
    const spend = summaries(basis);
    return spend.purchases.some((purchases) => purchases > 0) ? fitSpend(spend, options) : null;
  });
  const spendOf = (of: Snapshot, basis: SpendBasis) => {
    const fit = spendFit(basis);
    const { count, purchases, mean } = of === snapshot ? summaries(basis) : spendSummaries(of.log, of.at, basis);
    const spend = new Float64Array(count);
    for (let row = 0; fit && row < count; row++) spend[row] = expectedSpend(fit, purchases[row]!, mean[row]!);
    return spend;
  };
  const purchasesOf = (of: Snapshot, model: string, days: number) => {
    const fit = countFit(model);
    const forecaster = fit.model.forecaster(fit.parameters);
    return perCustomer(of.grouping, (customer) => forecaster.expectedPurchases(customer, days / 7));
  };
  const ownSpend = once((basis: SpendBasis) => spendOf(snapshot, basis));
  const meanSpend = (of: Snapshot, bases: readonly SpendBasis[]): Float64Array => {
    const spends = bases.map((basis) => (of === snapshot ? ownSpend(basis) : spendOf(of, basis)));
    return spends[0]!.map((_, row) => spends.reduce((sum, spend) => sum + spend[row]!, 0) / spends.length);
  };
  const ownPurchases = once((model: string) => once((days: number) => purchasesOf(snapshot, model, days)));

  const windowDays = thirdOf(firstDay, lastDay, LONGEST_WINDOW_DAYS);
  const earlier = once(() => models(lastDay - windowDays));
  const canLearn = once(() => windowDays >= 7 && repeatersIn(earlier().snapshot) >= LEAST_REPEATERS);
  const learned = once((part: ForecastPart) =>
    once((model: string) =>
      once((basis: RecipeBasis): LearnedCorrection | null => {
        if (!canLearn()) return null;
        const { snapshot: then, forecast } = earlier();
        const actual = outcomeOf(then, windowDays);
        const event = part === "counts" ? 1 : lumpOf(actual.values) / lumpOf(actual.counts);
        const expected = forecast({ model, basis, isLearned: false, isSeasonal: false }, windowDays)[part];
        return event > 0 ? learnCorrection(then, expected, actual[part], event) : null;
      }),
    ),
  );

  const yearAgo = once(() => models(lastDay - YEAR_DAYS));
  const season = (recipe: ForecastRecipe, days: number): Season | null => {
    if (lastDay - YEAR_DAYS - firstDay < LEAST_DAYS_BEFORE_SEASON) return null;
    const then = yearAgo();
    if (repeatersIn(then.snapshot) < LEAST_REPEATERS) return null;
    const sameDays = Math.min(days, YEAR_DAYS);
    const expected = then.forecast({ ...recipe, isLearned: false, isSeasonal: false }, sameDays);
    const actual = outcomeOf(then.snapshot, sameDays);
    return {
      counts: seasonRatio(actual.counts, expected.counts),
      values: seasonRatio(actual.values, expected.values),
    };
  };

  return {
    snapshot,
    countFit,
    spendFit,
    spendSummaries: summaries,
    canLearn,
    season,
    forecast(recipe, days, of = snapshot) {
      const { model, basis, isLearned, isSeasonal } = recipe;
      const plain = (part: ForecastPart, whose: Snapshot): Float64Array => {
        const counts = whose === snapshot ? ownPurchases(model)(days) : purchasesOf(whose, model, days);
        if (part === "counts") return counts;
        const spend = meanSpend(whose, basesOf(recipe));
        return counts.map((count, row) => count * spend[row]!);
      };
      const factor = isSeasonal ? season(recipe, days) : null;
      const formed = once((part: ForecastPart): Float64Array => {
        const correction = isLearned ? learned(part)(model)(part === "counts" ? "repeat" : basis) : null;
        const asked = plain(part, of);
        const corrected = correction ? corrector(correction, snapshot, plain(part, snapshot))(of, asked) : asked;
        return factor ? corrected.map((amount) => amount * factor[part]) : corrected;
      });
      return {
        name: recipeName(recipe),
        counts: formed("counts"),
        // Not everybody asks for them.
        get values() {
          return formed("values");
        },
      };
    },
  };
}

/** The regular-timing variants that fit better than their random-timing sibling, at most one of each kind. */
export function regularModels(models: ShopModels): string[] {
  return ["", "m"].flatMap((kind) => {
    let best = `${kind}bgnbd`;
    for (const regularity of [2, 3]) {
      const name = `${kind}bgcnbd-${regularity}`;
      if (models.countFit(name).logLikelihood <= models.countFit(best).logLikelihood) break;
      best = name;
    }
    return best === `${kind}bgnbd` ? [] : [best];
  });
}

/** Days of the last third of a history, at most so many. */
export function thirdOf(firstDay: number, lastDay: number, most: number): number {
  return Math.min(most, Math.floor((lastDay - firstDay + 1) / 3));
}

/** How large the customers are by whom most comes: their mean, weighted by itself. */
function lumpOf(amounts: Float64Array): number {
  let [total, squares] = [0, 0];
  for (const amount of amounts) {
    total += amount;
    squares += amount * amount;
  }
  return squares / total;
}

function unknownModel(name: string): never {
  throw new RangeError(`no count model is named ${name}`);
}
