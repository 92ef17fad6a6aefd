import type { Cut } from "./back-test";
import { compareForecasts } from "./compare";
import { YEAR_DAYS } from "~/domain/clv/models/season";
import {
  CLASSIC_MODELS,
  type ForecastPart,
  type ForecastRecipe,
  LEAST_REPEATERS,
  recipeName,
  REFERENCE,
  regularModels,
} from "~/domain/clv/shop-models";
import { repeatersIn } from "~/domain/clv/log/snapshot";

/** Why a forecast was chosen: how its back-tests went, or that there was nothing to test. */
export type ChoiceReason =
  | {
      readonly key: "backTested";
      readonly backTests: number;
      readonly horizonDays: number;
      /** What the others had to beat, for purchases and for value. */
      readonly reference: string;
      readonly valueReference: string;
      /** How much less than it each erred, as a fraction; null where none surely beat it. */
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

/** What erred least over all logs that were tried; used unless a shop's own back-tests surely speak for another. */
export const DEFAULTS: Readonly<Record<ForecastPart, ForecastRecipe>> = {
  counts: { ...REFERENCE, model: "mbgnbd" },
  values: { ...REFERENCE, model: "mbgnbd", basis: "both" },
};

/**
 * Another forecast is used where its gain exceeds so many standard errors of a back-test of a year: best on other logs
 * than the one judged, see the README.
 */
const EVIDENCE = 1;

/**
 * Chooses by rolling back-test, counts and value apart.
 *
 * Forecasts are compared by the mean of the logarithms of MAE, RMSE and 1 - Gini: typical errors, large errors and
 * order weigh alike. All are means, so a low MAE is not bought by forecasting medians. Another model, or another basis
 * of spend, takes the place of the default where its gain is surely more than chance, and the surer the shorter the
 * back-tests are: models of alike months part in a year. Then what is learned from an earlier window and the season
 * join it, each where that surely gains.
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
  const hasValue = newest.models.spendFit("all") !== null;
  const bases = ["repeat", "both", "all"] as const;
  const value = hasValue
    ? choosePart(
        "values",
        plain.flatMap((recipe) => bases.map((basis) => ({ ...recipe, basis }))),
        cuts,
      )
    : counts;
  return {
    counts,
    value,
    why: {
      key: "backTested",
      backTests: cuts.length,
      horizonDays: newest.horizonDays,
      reference: recipeName(DEFAULTS.counts),
      valueReference: recipeName(DEFAULTS.values),
      countsGain: gainOf("counts", counts, cuts),
      valueGain: hasValue ? gainOf("values", value, cuts) : null,
    },
    isSeasonKnown: cuts.some((cut) => cut.models.season(counts, cut.horizonDays) !== null),
  };
}

function choosePart(part: ForecastPart, candidates: readonly ForecastRecipe[], cuts: readonly Cut[]): ForecastRecipe {
  const needed = EVIDENCE * Math.sqrt(Math.max(1, YEAR_DAYS / cuts[0]!.horizonDays));
  let chosen = DEFAULTS[part];
  let least = 0;
  for (const candidate of candidates) {
    const loss = surely(part, candidate, DEFAULTS[part], cuts, needed);
    if (loss < least) [chosen, least] = [candidate, loss];
  }
  const learned = { ...chosen, isLearned: true };
  const learning = cuts.filter((cut) => cut.models.canLearn());
  if (surely(part, learned, chosen, learning, EVIDENCE) < 0) chosen = learned;
  const seasonal = { ...chosen, isSeasonal: true };
  const seasons = cuts.filter((cut) => cut.models.season(chosen, cut.horizonDays) !== null);
  return surely(part, seasonal, chosen, seasons, EVIDENCE) < 0 ? seasonal : chosen;
}

/** How much further off than the other it is, at so many standard errors above what the cuts say; 0 where they say nothing. */
function surely(
  part: ForecastPart,
  recipe: ForecastRecipe,
  other: ForecastRecipe,
  cuts: readonly Cut[],
  standardErrors: number,
): number {
  const found = compareForecasts(part, recipe, other, cuts);
  return found ? found.difference + standardErrors * found.standardError : 0;
}

function gainOf(part: ForecastPart, recipe: ForecastRecipe, cuts: readonly Cut[]): number | null {
  if (recipeName(recipe) === recipeName(DEFAULTS[part])) return null;
  const found = compareForecasts(part, recipe, DEFAULTS[part], cuts);
  return found && 1 - Math.exp(found.difference);
}
