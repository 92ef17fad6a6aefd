import type { EpochMs } from "~/domain/time/shop-time";
import type { BasketLog } from "../basket-log";
import { type DampedSettings, ITEM_PAGE_SETTINGS } from "../engines/damped-pairs";
import { itemToItem, type PartnersOf } from "../engines/item-to-item";
import type { HeldOut } from "../held-out/hold-out";
import type { Recommender, RecommenderSettings } from "../recommender";
import { blend } from "./blend";
import { blendTrial } from "./blend-trial";
import { type BlendWeights, HISTORY_GROUPS, PRIOR_WEIGHTS } from "./blend-weights";
import { chooseBlend } from "./choose-blend";
import { chooseDamped } from "./choose-damped";
import { SIGNALS, signalsOf } from "./signals";

/** Enough to tell; more take longer and change little. */
const MOST_TRIED_BASKETS = 2500;

/** What a shop's item page is ranked by. */
export interface ItemSettings {
  readonly damped: DampedSettings;
  readonly weights: BlendWeights;
}

/** What a shop uses whose own window says nothing. */
export const DEFAULT_ITEM_SETTINGS: ItemSettings = { damped: ITEM_PAGE_SETTINGS, weights: PRIOR_WEIGHTS };

/** The engine of the item page: all signals, weighed as a shop chose. */
export function itemBlend(log: BasketLog, alike: PartnersOf, settings: ItemSettings, now: EpochMs): Recommender {
  const signals = signalsOf(log, alike, settings.damped, now);
  return itemToItem(log, { name: "blend", settings: printed(settings) }, blend(log, signals, settings.weights));
}

function printed({ damped, weights }: ItemSettings): RecommenderSettings {
  const ofGroup = (group: number) =>
    SIGNALS.flatMap((name, signal) => {
      const weight = weights[group]![signal]!;
      return weight === 0 ? [] : [`${name} ${Number(weight.toFixed(3))}`];
    }).join(", ");
  return {
    ...damped,
    ...Object.fromEntries(HISTORY_GROUPS.map(({ from }, group) => [`from ${from} baskets`, ofGroup(group)])),
  };
}

/** What a shop's own held-out baskets make of the defaults. */
export function chooseItemSettings(heldOut: HeldOut, alike: PartnersOf): ItemSettings {
  const tried = { ...heldOut, baskets: sample(heldOut.baskets.filter(({ products }) => products.length > 1)) };
  const damped = chooseDamped(tried) ?? ITEM_PAGE_SETTINGS;
  const signals = signalsOf(heldOut.training, alike, damped, heldOut.now);
  return { damped, weights: chooseBlend(blendTrial(tried, signals)) };
}

/** Evenly over the window. */
function sample<T>(all: readonly T[]): readonly T[] {
  const step = all.length / MOST_TRIED_BASKETS;
  return step <= 1 ? all : Array.from({ length: MOST_TRIED_BASKETS }, (_, i) => all[Math.floor(i * step)]!);
}
