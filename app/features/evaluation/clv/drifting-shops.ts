import { type PurchaseLog, purchaseLogBuilder } from "~/domain/clv/log/purchase-log";
import { randomBeta, randomExponential, randomGamma, randomNormal, seededRandom } from "~/domain/numeric/random";

/** A simulated shop whose customers do not go on as before. */
export interface DriftingShop {
  readonly name: string;
  readonly log: PurchaseLog;
  /** Parallel to the customers of the log. */
  readonly firstProducts: readonly string[];
}

/** What changes in a shop as days go by; day 0 is its first. */
interface Drift {
  readonly seed: number;
  /** How many first purchases a day there are, over the mean of all days. */
  readonly arrivals: (day: number) => number;
  /** How much of the usual buying there is on a day, from 0 to 1. */
  readonly demand: (day: number) => number;
  /** Value of a purchase, over that of the first day. */
  readonly prices: (day: number) => number;
  /** Rate of those who come on a day, over that of the first ones. */
  readonly quality: (day: number) => number;
}

export const DAYS = 3 * 365;
const CUSTOMERS = 3000;
/** Day number of the first: 2021-01-01. */
const FIRST_DAY = 18_628;
/** First products, and how their customers' rates differ. */
const PRODUCTS: readonly (readonly [name: string, rate: number])[] = [
  ["beans", 1.6],
  ["filter", 1.2],
  ["mug", 0.5],
  ["grinder", 0.7],
  ["sampler", 1],
  ["gift card", 0.4],
];

const STEADY: Omit<Drift, "seed"> = { arrivals: () => 1, demand: () => 1, prices: () => 1, quality: () => 1 };

/** Three shops: customers who get worse while ever more come, a season, and demand and prices that wander. */
export function driftingShops(): DriftingShop[] {
  const wander = randomWalk(23);
  const inflate = randomWalk(29);
  return [
    driftingShop("simulated: more customers, each worse", {
      seed: 11,
      arrivals: (day) => 0.4 + (1.2 * day) / DAYS,
      quality: (day) => Math.exp((-0.9 * day) / DAYS),
    }),
    driftingShop("simulated: an autumn season", {
      seed: 12,
      demand: (day) => 0.55 + 0.45 * Math.max(0, Math.cos((2 * Math.PI * (day - 320)) / 365)),
    }),
    driftingShop("simulated: demand and prices that wander", {
      seed: 13,
      demand: (day) => Math.min(1, 0.6 * Math.exp(wander[Math.floor(day / 30)]!)),
      prices: (day) => Math.exp((0.3 * day) / DAYS + inflate[Math.floor(day / 30)]!),
    }),
  ];
}

/** A walk by months, with steps of 5%. */
function randomWalk(seed: number): number[] {
  const random = seededRandom(seed);
  let at = 0;
  return Array.from({ length: Math.ceil(DAYS / 30) + 1 }, () => (at += 0.05 * randomNormal(random)));
}

/** A shop of three years that is steady but for what is told of it. */
export function driftingShop(name: string, { seed, ...drift }: Partial<Drift> & Pick<Drift, "seed">): DriftingShop {
  const { arrivals, demand, prices, quality } = { ...STEADY, ...drift };
  const random = seededRandom(seed);
  const builder = purchaseLogBuilder();
  const firstProducts: string[] = [];
  for (let first = 0; first < DAYS; first++) {
    const arriving = (arrivals(first) * CUSTOMERS) / DAYS;
    const count = Math.floor(arriving) + (random() < arriving % 1 ? 1 : 0);
    for (let each = 0; each < count; each++) {
      const [product, better] = PRODUCTS[Math.floor(random() * PRODUCTS.length)]!;
      const rate = (better * quality(first) * randomGamma(0.8, random)) / 50;
      const leaves = randomBeta(0.8, 2.4, random);
      const spend = 4000 / randomGamma(4, random);
      const customer = `c${firstProducts.length}`;
      firstProducts.push(product);
      for (let day = first, isFirst = true; day < DAYS; isFirst = false) {
        if (isFirst || random() < demand(day)) {
          const value = Math.round((spend * prices(day) * randomGamma(3, random)) / 3);
          builder.add({ customer, day: FIRST_DAY + Math.floor(day), value });
          if (random() < leaves) break;
        }
        day += randomExponential(random) / rate;
      }
    }
  }
  return { name, log: builder.build(), firstProducts };
}
