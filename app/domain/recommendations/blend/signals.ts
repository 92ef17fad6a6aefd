import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, basketsWith, recentShares } from "../basket-log";
import { CART_SETTINGS, dampedCounting, type DampedSettings } from "../engines/damped-pairs";
import type { PartnersOf } from "../engines/item-to-item";
import { keptPartners, listed } from "../engines/kept-partners";
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
  const damped = keptPartners(pairPartners(log, dampedCounting(log, settings, now)), CANDIDATES);
  const table = new ScoreTable(log);
  const damping = (given: DampedSettings) => lazily(() => pairPartners(log, dampedCounting(log, given, now)));
  /** What the products of a list are bought with, each as far as it counts in the list. */
  const through = (list: readonly Neighbour[], seed: number, limit: number) => {
    for (const { product, score } of list) {
      const partners = damped(product);
      partners.products.forEach((partner, at) =>
        table.add(partner, (score * partners.scores[at]!) / partners.scores[0]!),
      );
    }
    table.drop(seed);
    return table.take(limit);
  };
  return {
    damped: (seed, limit) => listed(damped(seed), limit),
    dampedHard: damping(CART_SETTINGS),
    counts: lazily(() => pairPartners(log, { weights: oneEach(log), score: (joint) => joint })),
    walk: lazily(() => pairPartners(log, rp3betaCounting(log))),
    fresh: damping({ ...settings, halfLifeDays: FRESH_HALF_LIFE_DAYS }),
    customers: lazily(() => customerPairs(log, now)),
    twoHops: (seed, limit) => through(listed(damped(seed), HOPS), seed, limit),
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

/** Made for the first who asks: most blends do without most signals. */
function lazily(make: () => PartnersOf): PartnersOf {
  let made: PartnersOf | null = null;
  return (seed, limit) => (made ??= make())(seed, limit);
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
