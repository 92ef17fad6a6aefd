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
import { corrector, learnCorrection, type LearnedCorrection } from "./learned-correction";
import type { Forecast } from "./back-test/naive-forecasts";
import { once } from "./once";
import { PARETO_NBD } from "./models/pareto-nbd";
import type { PurchaseLog } from "./log/purchase-log";
import { type Season, seasonRatio, YEAR_DAYS } from "./models/season";
import { outcomeOf, perCustomer, repeatersIn, type Snapshot, snapshotAt } from "./log/snapshot";

/** From simple to less simple; the first is the reference all others must beat. */
export const CLASSIC_MODELS: readonly CountModel[] = [BG_NBD, MBG_NBD, PARETO_NBD];

const REGULAR_MODELS = [false, true].flatMap((leavesAfterFirst) =>
  [2, 3].map((regularity) =>
    betaGeometric({ name: `${leavesAfterFirst ? "m" : ""}bgcnbd-${regularity}`, leavesAfterFirst, regularity }),
  ),
);

const MODELS = new Map([...CLASSIC_MODELS, ...REGULAR_MODELS].map((model) => [model.name, model]));

/** How a forecast is put together. */
export interface ForecastRecipe {
  readonly model: string;
  readonly basis: SpendBasis;
  /** With the correction learned from an earlier window. */
  readonly isLearned: boolean;
  /** Times what the same days held a year ago. */
  readonly isSeasonal: boolean;
}

/** All others must beat it to be used. */
export const REFERENCE: ForecastRecipe = { model: "bgnbd", basis: "repeat", isLearned: false, isSeasonal: false };

/** Such as `pnbd`, or `pnbd-all-learned`. */
export function recipeName({ model, basis, isLearned, isSeasonal }: ForecastRecipe): string {
  return [model, basis === "all" && "all", isLearned && "learned", isSeasonal && "season"].filter(Boolean).join("-");
}

/** With fewer repeat customers before a day, nothing is learned from the days after it. */
export const LEAST_REPEATERS = 50;
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
  canLearn(model: string): boolean;
  /** Null while the history is too short to know the season. */
  season(recipe: ForecastRecipe, days: number): Season | null;
  /**
   * The next `days`, parallel to the customers of the snapshot; values are 0 without a spend model.
   *
   * @param of - other customers of the same shop on the same day, whom the models did not learn from.
   */
  forecast(recipe: ForecastRecipe, days: number, of?: Snapshot): Forecast;
}

/** Later days of the log are not looked at. */
export function shopModelsAt(log: PurchaseLog, lastDay: number, options: ModelOptions): ShopModels {
  const snapshot = snapshotAt(log, lastDay);
  const firstDay = lastDay - snapshot.at.tenureDays.reduce((longest, tenure) => Math.max(longest, tenure), 0);
  const models = (day: number) => shopModelsAt(log, day, options);

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
    const { purchases, mean } = of === snapshot ? summaries(basis) : spendSummaries(of.log, of.at, basis);
    return Float64Array.from(purchases, (count, row) => (fit ? expectedSpend(fit, count, mean[row]!) : 0));
  };
  const purchasesOf = (of: Snapshot, model: string, days: number) => {
    const fit = countFit(model);
    const forecaster = fit.model.forecaster(fit.parameters);
    return perCustomer(of.grouping, (customer) => forecaster.expectedPurchases(customer, days / 7));
  };
  const ownSpend = once((basis: SpendBasis) => spendOf(snapshot, basis));
  const ownPurchases = once((model: string) => once((days: number) => purchasesOf(snapshot, model, days)));

  const windowDays = horizonOf(firstDay, lastDay);
  const earlier = once(() => models(lastDay - windowDays));
  const correction = once((model: string): LearnedCorrection | null => {
    if (windowDays < 7 || repeatersIn(earlier().snapshot) < LEAST_REPEATERS) return null;
    const { counts } = outcomeOf(earlier().snapshot, windowDays);
    return learnCorrection(earlier().snapshot, earlier().forecast({ ...REFERENCE, model }, windowDays).counts, counts);
  });

  const correct = once((model: string) =>
    once((days: number) => {
      const learned = correction(model);
      return learned && corrector(learned, snapshot, ownPurchases(model)(days));
    }),
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
    canLearn: (model) => correction(model) !== null,
    season,
    forecast(recipe, days, of = snapshot) {
      const { model, basis, isLearned, isSeasonal } = recipe;
      const isOwn = of === snapshot;
      const plain = isOwn ? ownPurchases(model)(days) : purchasesOf(of, model, days);
      const counts = (isLearned && correct(model)(days)?.(of, plain)) || plain;
      const spend = isOwn ? ownSpend(basis) : spendOf(of, basis);
      const values = counts.map((count, row) => count * spend[row]!);
      const factor = isSeasonal ? season(recipe, days) : null;
      return {
        name: recipeName(recipe),
        counts: factor ? counts.map((count) => count * factor.counts) : counts,
        values: factor ? values.map((value) => value * factor.values) : values,
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

/** Days a back-test at the end of a history looks ahead: a third of it, at most 180. */
export function horizonOf(firstDay: number, lastDay: number): number {
  return Math.min(180, Math.floor((lastDay - firstDay + 1) / 3));
}

function unknownModel(name: string): never {
  throw new RangeError(`no count model is named ${name}`);
}
