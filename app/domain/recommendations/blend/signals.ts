import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, basketsWith, recentShares } from "../basket-log";
import { CART_SETTINGS, dampedCounting, type DampedSettings } from "../engines/damped-pairs";
import type { PartnersOf } from "../engines/item-to-item";
import { oneEach, pairPartners } from "../engines/pair-engine";
import { rp3betaCounting } from "../engines/rp3beta";
import type { Neighbour } from "../recommender";
import { best, ScoreTable } from "../score-table";
import { customerPairs } from "./customer-pairs";

/** What a blend is made of: each ranks products for one seed in its own way. */
export const SIGNALS = [
  "damped",
  "dampedHard",
  "counts",
  "walk",
  "fresh",
  "customers",
  "twoHops",
  "alike",
  "alikePartners",
  "recent",
  "allTime",
] as const;
export type SignalName = (typeof SIGNALS)[number];
export type Signals = Readonly<Record<SignalName, PartnersOf>>;

/** Partners of a signal that take part in a blend. */
export const CANDIDATES = 60;
const FRESH_HALF_LIFE_DAYS = 14;
const RECENT_HALF_LIFE_DAYS = 30;
const HOPS = 30;
const ALIKE_SEEDS = 5;

/**
 * All signals over one log. A list is counted when it is first asked for, and none is kept but the partners that other
 * signals build upon.
 *
 * @param alike - products described alike, best first.
 */
export function signalsOf(log: BasketLog, alike: PartnersOf, settings: DampedSettings, now: EpochMs): Signals {
  const damped = kept(pairPartners(log, dampedCounting(log, settings, now)), CANDIDATES);
  const table = new ScoreTable(log);
  /** What the products of a list are bought with, each as far as it counts in the list. */
  const through = (list: readonly Neighbour[], seed: number, limit: number) => {
    for (const { product, score } of list) table.addScaled(damped(product), score);
    table.drop(seed);
    return table.take(limit);
  };
  return {
    damped: (seed, limit) => damped(seed).slice(0, limit),
    dampedHard: pairPartners(log, dampedCounting(log, CART_SETTINGS, now)),
    counts: pairPartners(log, { weights: oneEach(log), score: (joint) => joint }),
    walk: pairPartners(log, rp3betaCounting(log)),
    fresh: pairPartners(log, dampedCounting(log, { ...settings, halfLifeDays: FRESH_HALF_LIFE_DAYS }, now)),
    customers: customerPairs(log, now),
    twoHops: (seed, limit) => through(damped(seed).slice(0, HOPS), seed, limit),
    alike,
    alikePartners: (seed, limit) => through(alike(seed, ALIKE_SEEDS), seed, limit),
    recent: sellers(log, recentShares(log, now, RECENT_HALF_LIFE_DAYS)),
    allTime: sellers(
      log,
      Float64Array.from({ length: log.productCount }, (_, product) => basketsWith(log, product)),
    ),
  };
}

/** A signal counts by what it says of its best partner; likeness as it is, since words in common may be few. */
export function scaleOf(name: SignalName, best: number): number {
  return name === "alike" ? 1 : best;
}

function kept(partnersOf: PartnersOf, limit: number): (product: number) => readonly Neighbour[] {
  const lists: Neighbour[][] = [];
  return (product) => (lists[product] ??= partnersOf(product, limit));
}

/** The same for every seed, but for the seed itself. */
function sellers(log: BasketLog, sales: Float64Array): PartnersOf {
  const list = best(
    Array.from(sales, (score, product) => ({ product, score })),
    CANDIDATES + 1,
    log,
  );
  return (seed, limit) => list.filter(({ product }) => product !== seed).slice(0, limit);
}
