import type { Cut } from "./back-test/back-test";
import type { Scores } from "./back-test/scores";
import {
  CLASSIC_MODELS,
  type ForecastRecipe,
  LEAST_REPEATERS,
  recipeName,
  REFERENCE,
  regularModels,
} from "./shop-models";
import { repeatersIn } from "./log/snapshot";

/** Why a forecast was chosen: how its back-tests went, or that there was nothing to test. */
export type ChoiceReason =
  | {
      readonly key: "backTested";
      readonly backTests: number;
      readonly horizonDays: number;
      /** What the others had to beat. */
      readonly reference: string;
      /** How much less than the reference each erred, as a fraction; null where none beat it. */
      readonly countsGain: number | null;
      readonly valueGain: number | null;
    }
  | { readonly key: "tooFewRepeaters"; readonly needed: number };

/** What a shop is forecast with. */
export interface ForecastChoice {
  readonly counts: ForecastRecipe;
  readonly value: ForecastRecipe;
  readonly why: ChoiceReason;
  /** Whether some cut had the year before it that a season is read from. */
  readonly isSeasonKnown: boolean;
}

type Part = "counts" | "value";

/** Better by less than this part is no reason to leave the reference, or to add to a model. */
const WORTHWHILE = 0.005;
/** Forecasts are summed: one whose total is further off than the reference's by this much is not eligible. */
const TOLERATED_BIAS = 0.05;

/**
 * Chooses by rolling back-test, counts and value apart.
 *
 * The loss of a forecast at a cut is the mean of its MAE, its RMSE and 1 - Gini, each over that of BG/NBD +
 * Gamma-Gamma: typical errors, large errors and order weigh alike, and shops of any size compare. Forecasts of all
 * candidates are means, so a low MAE is not bought by forecasting medians; totals are guarded besides. First the model
 * of the lowest mean loss is taken, then what is learned from an earlier window and the season join it, each where that
 * lowers its loss at the cuts that can tell.
 *
 * @param cuts - newest first.
 */
export function chooseForecast(cuts: readonly Cut[]): ForecastChoice {
  const telling = cuts.filter(({ models }) => repeatersIn(models.snapshot) >= LEAST_REPEATERS);
  return telling.length > 0 ? chooseBy(telling) : chooseWithout();
}

function chooseWithout(): ForecastChoice {
  const why = { key: "tooFewRepeaters", needed: LEAST_REPEATERS } as const;
  return { counts: REFERENCE, value: REFERENCE, why, isSeasonKnown: false };
}

function chooseBy(cuts: readonly Cut[]): ForecastChoice {
  const newest = cuts[0]!;
  const models = [...CLASSIC_MODELS.map(({ name }) => name), ...regularModels(newest.models)];
  const plain = models.map((model) => ({ ...REFERENCE, model }));
  const counts = choosePart("counts", plain, cuts);
  const hasValue = newest.scores(REFERENCE).value !== null;
  const value = !hasValue
    ? counts
    : choosePart("value", [...plain, ...plain.map((recipe) => ({ ...recipe, basis: "all" as const }))], cuts);
  const gain = (part: Part, recipe: ForecastRecipe) =>
    recipeName(recipe) === recipeName(REFERENCE) ? null : 1 - meanLoss(part, recipe, REFERENCE, cuts);
  return {
    counts,
    value,
    why: {
      key: "backTested",
      backTests: cuts.length,
      horizonDays: newest.horizonDays,
      reference: recipeName(REFERENCE),
      countsGain: gain("counts", counts),
      valueGain: hasValue ? gain("value", value) : null,
    },
    isSeasonKnown: cuts.some((cut) => cut.models.season(counts, cut.horizonDays) !== null),
  };
}

function choosePart(part: Part, candidates: readonly ForecastRecipe[], cuts: readonly Cut[]): ForecastRecipe {
  const tolerated = meanBias(part, REFERENCE, cuts) + TOLERATED_BIAS;
  let chosen = REFERENCE;
  let lowest = 1 - WORTHWHILE;
  for (const candidate of candidates) {
    const loss = meanLoss(part, candidate, REFERENCE, cuts);
    if (loss >= lowest || meanBias(part, candidate, cuts) > tolerated) continue;
    chosen = candidate;
    lowest = loss;
  }
  const learned = { ...chosen, isLearned: true };
  const learning = cuts.filter((cut) => cut.models.canLearn(chosen.model));
  if (isWorthwhile(part, learned, chosen, learning)) chosen = learned;
  const seasonal = { ...chosen, isSeasonal: true };
  const seasons = cuts.filter((cut) => cut.models.season(chosen, cut.horizonDays) !== null);
  return isWorthwhile(part, seasonal, chosen, seasons) ? seasonal : chosen;
}

function isWorthwhile(part: Part, changed: ForecastRecipe, plain: ForecastRecipe, cuts: readonly Cut[]): boolean {
  return cuts.length > 0 && meanLoss(part, changed, plain, cuts) < 1 - WORTHWHILE;
}

/** 1 is as good as the other; less is better. */
function meanLoss(part: Part, recipe: ForecastRecipe, other: ForecastRecipe, cuts: readonly Cut[]): number {
  return mean(cuts.map((cut) => relativeLoss(cut.scores(recipe)[part], cut.scores(other)[part])));
}

function relativeLoss(scores: Scores | null, other: Scores | null): number {
  if (scores === null || other === null) return 1;
  const pairs: [number, number][] = [
    [scores.mae, other.mae],
    [scores.rmse, other.rmse],
    [1 - (scores.gini ?? 0), 1 - (other.gini ?? 0)],
  ];
  return mean(pairs.map(([own, others]) => (others > 0 ? own / others : 1)));
}

function meanBias(part: Part, recipe: ForecastRecipe, cuts: readonly Cut[]): number {
  return mean(cuts.map((cut) => Math.abs(cut.scores(recipe)[part]?.totalError ?? 0)));
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
