import { backTestCuts, type Cut, cutAt, type ForecastScores } from "~/domain/clv/back-test/back-test";
import { byChanceDays, type ChanceDays, type ChanceRule, type ChanceScore } from "~/domain/clv/chance/chance-rule";
import { boughtWithin, chanceRule, chancesOf, scoreOf } from "~/domain/clv/chance/chances";
import { recalibrated } from "~/domain/clv/chance/recalibration";
import { chooseForecast, type ChoiceReason } from "~/domain/clv/back-test/choose-forecast";
import { forecastShortage, shortageReason } from "~/domain/clv/log/forecast-readiness";
import { gradeForecast, type ForecastGrade } from "~/domain/clv/back-test/grade";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import type { Scores } from "~/domain/clv/back-test/scores";
import {
  basesOf,
  CLASSIC_MODELS,
  type ForecastRecipe,
  recipeName,
  regularModels,
  type ShopModels,
  shopModelsAt,
} from "~/domain/clv/shop-models";
import { repeatersIn, snapshotAt } from "~/domain/clv/log/snapshot";
import { allTogether, modelsOfEverybody, setApart } from "~/domain/clv/unusual/set-apart";
import { countsBecause, type UnusualBecause } from "~/domain/clv/unusual/unusual-customers";
import { standardErrors } from "~/domain/clv/models/standard-errors";
import { dayFromNumber, type ShopDay } from "~/domain/time/shop-time";
import { sayReason } from "~/words/records/reasons";

interface Days {
  readonly from: ShopDay;
  readonly to: ShopDay;
}

/** One way to forecast, and how it met the hold-out. */
export interface EvaluatedModel {
  readonly name: string;
  /** Of the count model; null for what is put together from a model and more. */
  readonly params: Readonly<Record<string, number>> | null;
  /** Of the parameters, by their names; null at a boundary optimum too, where there are none. */
  readonly standardErrors: Readonly<Record<string, number>> | null;
  readonly logLikelihood: number | null;
  /** Null too where spend is the mean of two fits, which stand with their own bases. */
  readonly spend: {
    readonly basis: "repeat" | "all";
    readonly params: { readonly p: number; readonly q: number; readonly v: number } | null;
    readonly logLikelihood: number;
  } | null;
  readonly fitSeconds: number;
  readonly predictSeconds: number;
  readonly counts: Scores;
  readonly value: Scores | null;
}

export interface ClvEvaluation {
  readonly customers: number;
  readonly calibration: Days;
  readonly holdout: Days;
  readonly models: readonly EvaluatedModel[];
  readonly naive: readonly ForecastScores[];
  readonly chosen: { readonly counts: string; readonly value: string | null; readonly why: ChoiceReason };
  readonly grade: ForecastGrade["grade"] | null;
  /** At the newest cut inside the calibration. */
  readonly gradeDetails: ForecastGrade | null;
  /** Chances to buy within 30 and 90 days: how they did in the back-tests, and, where it is as long, in the hold-out. */
  readonly chances: Readonly<Record<ChanceDays, ChanceRule & { readonly holdout: ChanceScore | null }>>;
  /** Customers the models did not learn from; null when nobody was to be set apart. The hold-out is of everybody. */
  readonly setApart: Readonly<Record<UnusualBecause, number>> | null;
  /** What a shop of this size would be told instead of a forecast; null when it has enough. */
  readonly insufficient: string | null;
}

/** Follows the name of a forecast whose models learned from usual customers alone. */
const APART = "-apart";

/** A longer one has days that stand for an unknown date, such as 0001-01-01. */
const LONGEST_HISTORY_DAYS = 36_525;

/**
 * Fits every candidate to a log up to the day `calibrationEnd`, scores its forecast of the days up to `end`, and
 * chooses as the app would have on that day: by back-tests inside the calibration, without a look at the hold-out.
 *
 * Fits are plain maximum likelihood, as published figures are; with less than the app asks of a shop they use its weak
 * prior.
 *
 * @param setsApart - whether the chosen models learn from the usual customers alone; all others are fitted to everybody,
 *   as published figures are.
 * @param seconds - a clock to time fits with.
 * @throws {Error} one sentence, when nobody bought by `calibrationEnd`, or more than a century before it.
 */
export function evaluateClv(
  log: PurchaseLog,
  calibrationEnd: number,
  end: number,
  seconds: () => number,
  setsApart = true,
): ClvEvaluation {
  const firstDay = log.days.reduce((first, day) => Math.min(first, day), Number.POSITIVE_INFINITY);
  if (!(firstDay <= calibrationEnd)) {
    throw new Error(
      `Nobody bought up to ${dayFromNumber(calibrationEnd)}, so there is nothing to fit` +
        (Number.isFinite(firstDay) ? `; the first purchase is of ${dayFromNumber(firstDay)}.` : "."),
    );
  }
  if (calibrationEnd - firstDay > LONGEST_HISTORY_DAYS) {
    throw new Error(
      `The first purchase is of ${dayFromNumber(firstDay)}, more than a century before ` +
        `${dayFromNumber(calibrationEnd)}: leave rows with such a date out.`,
    );
  }
  const snapshot = snapshotAt(log, calibrationEnd);
  const shortage = forecastShortage(
    { customers: snapshot.at.count, repeaters: repeatersIn(snapshot), firstDay: dayFromNumber(firstDay) },
    dayFromNumber(calibrationEnd),
  );
  const options = { hasPrior: shortage !== null };
  const parted = setsApart ? setApart(snapshot, options) : allTogether(snapshot);
  const cuts = backTestCuts(parted.usualLog, calibrationEnd, options);
  const choice = chooseForecast(cuts);
  const models = shopModelsAt(log, calibrationEnd, options);
  const holdout = cutAt(models, end - calibrationEnd);
  const isParted = parted.unusual.size > 0;
  const usual = isParted ? shopModelsAt(parted.usualLog, calibrationEnd, options) : models;
  const usualHoldout = isParted ? cutAt(modelsOfEverybody(usual, snapshot, parted), end - calibrationEnd) : holdout;
  const nameOf = (recipe: ForecastRecipe) => `${recipeName(recipe)}${isParted ? APART : ""}`;
  const hasValue = holdout.naive.pastRate.value !== null;
  const chosen = hasValue ? [choice.counts, choice.value] : [choice.counts];
  const grade = cuts[0] ? gradeForecast(cuts[0], choice) : null;
  return {
    customers: snapshot.at.count,
    calibration: { from: dayFromNumber(firstDay), to: dayFromNumber(calibrationEnd) },
    holdout: { from: dayFromNumber(calibrationEnd + 1), to: dayFromNumber(end) },
    models: isParted
      ? [
          ...evaluateModels(models, holdout, hasValue, seconds, (timed) => candidates(timed, [], hasValue)),
          ...evaluateModels(usual, usualHoldout, hasValue, seconds, () => named(chosen, nameOf)),
        ]
      : evaluateModels(models, holdout, hasValue, seconds, (timed) => candidates(timed, chosen, hasValue)),
    naive: [holdout.naive.pastRate, holdout.naive.shopMean],
    chosen: {
      counts: nameOf(choice.counts),
      value: hasValue ? nameOf(choice.value) : null,
      why: choice.why,
    },
    grade: grade?.grade ?? null,
    gradeDetails: grade,
    chances: evaluateChances(cuts, choice.counts.model, usualHoldout, calibrationEnd),
    setApart: setsApart ? countsBecause(parted.unusual) : null,
    insufficient: shortage && sayReason(shortageReason(shortage)),
  };
}

/** Chances as the app would have said them at the end of the calibration, and what came of them. */
function evaluateChances(
  cuts: readonly Cut[],
  model: string,
  { models, horizonDays }: Cut,
  calibrationEnd: number,
): ClvEvaluation["chances"] {
  return byChanceDays((days) => {
    const rule = chanceRule(cuts, model, days, calibrationEnd);
    const said = chancesOf(models, model, days).map((chance) => recalibrated(rule.recalibration, chance));
    const holdout =
      horizonDays >= days ? scoreOf([{ chances: said, came: boughtWithin(models.snapshot, days) }]) : null;
    return { ...rule, holdout };
  });
}

/** Every model with every basis of spend, and the chosen ones, by name. */
function candidates(
  models: ShopModels,
  chosen: readonly ForecastRecipe[],
  hasValue: boolean,
): Map<string, ForecastRecipe> {
  const names = CLASSIC_MODELS.map(({ name }) => name);
  for (const name of names) models.countFit(name);
  const all = [...new Set([...names, ...regularModels(models), ...chosen.map(({ model }) => model)])];
  const plain = (hasValue ? (["repeat", "both", "all"] as const) : (["repeat"] as const)).flatMap((basis) =>
    all.map((model): ForecastRecipe => ({ model, basis, isLearned: false, isSeasonal: false })),
  );
  return named([...plain, ...chosen], recipeName);
}

const named = (recipes: readonly ForecastRecipe[], nameOf: (recipe: ForecastRecipe) => string) =>
  new Map(recipes.map((recipe) => [nameOf(recipe), recipe]));

function evaluateModels(
  models: ShopModels,
  holdout: Cut,
  hasValue: boolean,
  seconds: () => number,
  recipesFor: (timed: ShopModels) => ReadonlyMap<string, ForecastRecipe>,
): EvaluatedModel[] {
  const fitting = stopwatch(seconds);
  const predicting = stopwatch(seconds);
  const timed: ShopModels = {
    ...models,
    countFit: (model) => fitting.time(model, () => models.countFit(model)),
    spendFit: (basis) => fitting.time(basis, () => models.spendFit(basis)),
  };
  const errorsOf = (model: string) => standardErrors(models.countFit(model), models.snapshot.grouping.groups);

  return Array.from(recipesFor(timed), ([name, recipe]) => {
    const { model, isLearned, isSeasonal } = recipe;
    const isPlain = !isLearned && !isSeasonal;
    const fit = timed.countFit(model);
    const fitted = hasValue ? basesOf(recipe).flatMap((basis) => timed.spendFit(basis) ?? []) : [];
    const spend = fitted.length === 1 ? fitted[0]! : null;
    if (isLearned) fitting.time(`${model} learned`, () => models.canLearn());
    predicting.time(isPlain ? model : name, () => models.forecast(recipe, holdout.horizonDays));
    const { counts, value } = holdout.scores(recipe);
    const byName = (values: readonly number[]) =>
      Object.fromEntries(fit.model.parameters.map((parameter, i) => [parameter.name, values[i]!]));
    const errors = isPlain ? errorsOf(model) : null;
    return {
      name,
      params: isPlain ? byName(fit.parameters) : null,
      standardErrors: errors && byName(errors),
      logLikelihood: isPlain ? fit.logLikelihood : null,
      spend: spend && { basis: spend.basis, params: spend.parameters, logLikelihood: spend.logLikelihood },
      fitSeconds:
        fitting.of(model) +
        fitted.reduce((sum, { basis }) => sum + fitting.of(basis), 0) +
        (isLearned ? fitting.of(`${model} learned`) : 0),
      predictSeconds: predicting.of(model) + (isPlain ? 0 : predicting.of(name)),
      counts,
      value,
    };
  });
}

/** How long each piece of work took the first time; later its result is known already. */
function stopwatch(seconds: () => number) {
  const taken = new Map<string, number>();
  return {
    time<Result>(name: string, work: () => Result): Result {
      const start = seconds();
      const result = work();
      if (!taken.has(name)) taken.set(name, seconds() - start);
      return result;
    },
    of: (name: string) => taken.get(name) ?? 0,
  };
}
