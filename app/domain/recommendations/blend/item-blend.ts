import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, basketsWith } from "../basket-log";
import { type DampedSettings, ITEM_PAGE_SETTINGS } from "../engines/damped-pairs";
import { itemToItem, type PartnersOf } from "../engines/item-to-item";
import type { HeldOut } from "../held-out/hold-out";
import type { Recommender, RecommenderSettings } from "../recommender";
import { ScoreTable } from "../score-table";
import { blendTrial } from "./blend-trial";
import { type BlendWeights, HISTORY_GROUPS, historyGroup, PRIOR_WEIGHTS } from "./blend-weights";
import { chooseBlend } from "./choose-blend";
import { chooseDamped } from "./choose-damped";
import { CANDIDATES, scaleOf, SIGNALS, type Signals, signalsOf } from "./signals";

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
  return itemToItem(log, { name: "blend", settings: printed(settings) }, blendPartners(log, signals, settings));
}

/** Partners of a product by all signals together, each as heavy as the shop's weights for so much history say. */
export function blendPartners(log: BasketLog, signals: Signals, { weights }: ItemSettings): PartnersOf {
  const table = new ScoreTable(log);
  return (seed, limit) => {
    const own = weights[historyGroup(basketsWith(log, seed))]!;
    const lists = SIGNALS.map((name, signal) => (own[signal] === 0 ? [] : signals[name](seed, CANDIDATES)));
    lists.forEach((list, signal) => {
      if (list.length === 0) return;
      const weight = own[signal]! / scaleOf(SIGNALS[signal]!, list[0]!.score);
      for (const { product, score } of list) table.add(product, weight * score);
    });
    return table.take(limit);
  };
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
  const damped = chooseDamped(heldOut) ?? ITEM_PAGE_SETTINGS;
  const signals = signalsOf(heldOut.training, alike, damped, heldOut.now);
  return { damped, weights: chooseBlend(blendTrial(heldOut, signals)) };
}
