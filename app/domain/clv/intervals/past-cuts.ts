import { repeatersIn } from "~/domain/clv/log/snapshot";
import type { ShopModels } from "~/domain/clv/shop-models";

/** Forecasts of earlier days of a shop, each with how it came out. */
export interface PastCuts<Cut> {
  /** How many days they looked ahead: as many as asked for, or the longest half, quarter and so on that history allows. */
  readonly days: number;
  /** Whether the shop was old enough at each cut for a forecast to be shown; else the cuts are younger. */
  readonly isMature: boolean;
  /** Newest first, half of `days` apart; none for a shop that is too young for any. */
  readonly cuts: readonly Cut[];
}

/** How earlier days are looked for. */
export interface PastCutSearch<Cut> {
  readonly asOfDay: number;
  /** Errors of fewer days are not those of a forecast of months. */
  readonly shortestDays: number;
  /** So many cuts are looked at of a shop that was too young then. */
  readonly mostYoung: number;
  /** Whether a shop was old enough at the end of a day: for a forecast to be shown, or else to tell anything at all. */
  readonly isOldEnough: (lastDay: number, isMature: boolean) => boolean;
  /** The models at the end of a day, of all customers or of a sample of them. */
  readonly modelsAt: (lastDay: number) => ShopModels;
  /** How the forecast of so many days came out. */
  readonly cutOf: (models: ShopModels, days: number) => Cut;
}

/** So many cuts are looked at: older ones tell of another shop. */
export const MOST_CUTS = 6;
const LEAST_CUTS = 2;
const LEAST_REPEATERS = 20;

/**
 * Earlier days on which a forecast of so many days, or of half as many and so on, can be held against what came: at
 * least two of days that were old enough, else those there are.
 */
export function pastCuts<Cut>(days: number, search: PastCutSearch<Cut>): PastCuts<Cut> {
  const { asOfDay, shortestDays, mostYoung, isOldEnough, modelsAt, cutOf } = search;
  const cutsOf = (ahead: number, isMature: boolean): Cut[] => {
    const cuts: Cut[] = [];
    while (cuts.length < (isMature ? MOST_CUTS : mostYoung)) {
      const lastDay = asOfDay - Math.round(ahead * (1 + cuts.length / 2));
      if (!isOldEnough(lastDay, isMature)) break;
      const models = modelsAt(lastDay);
      if (repeatersIn(models.snapshot) < LEAST_REPEATERS) break;
      cuts.push(cutOf(models, ahead));
    }
    return cuts;
  };
  const lengths = [days];
  while (lengths.at(-1)! / 2 >= shortestDays) lengths.push(lengths.at(-1)! / 2);
  for (const isMature of [true, false]) {
    for (const length of lengths) {
      const cuts = cutsOf(length, isMature);
      if (cuts.length >= (isMature ? LEAST_CUTS : 1)) return { days: length, isMature, cuts };
    }
  }
  return { days, isMature: false, cuts: [] };
}
