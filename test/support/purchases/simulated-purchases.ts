import { randomBeta, randomExponential, randomGamma, seededRandom } from "~/domain/numeric/random";
import type { PurchaseEvent, PurchaseLog } from "~/domain/clv/log/purchase-log";
import { purchaseLog } from "./purchase-log";

export interface SimulatedShop {
  readonly customers: number;
  /** First purchases are spread evenly over days 0 up to this; the log ends with it. */
  readonly days: number;
  readonly seed: number;
  /** How much of the usual buying there is on a day, from 0 to 1. Default 1. */
  readonly season?: (day: number) => number;
  /** Probability to have left after a purchase, in the mean; default 0.3. */
  readonly leaving?: number;
  /** Whether the first purchase can be the last; default true. */
  readonly leavesAfterFirst?: boolean;
}

/**
 * A shop whose customers buy at random times, about every five weeks in the mean, and spend about 20 with differences
 * between them that show in every purchase.
 */
export function simulatedPurchases({
  customers,
  days,
  seed,
  season = () => 1,
  leaving = 0.3,
  leavesAfterFirst = true,
}: SimulatedShop): PurchaseLog {
  const random = seededRandom(seed);
  const events: PurchaseEvent[] = [];
  for (let index = 0; index < customers; index++) {
    const rate = randomGamma(1, random) / 35;
    const leaves = randomBeta(4 * leaving, 4 * (1 - leaving), random);
    const spend = 20 * Math.exp(random() - 0.5);
    let day = Math.floor((index / customers) * days);
    for (let isFirst = true; day <= days; isFirst = false) {
      if (isFirst || random() < season(Math.floor(day))) {
        events.push({ customer: `c${index}`, day: Math.floor(day), value: spend * (0.5 + random()) });
        if ((leavesAfterFirst || !isFirst) && random() < leaves) break;
      }
      day += randomExponential(random) / rate;
    }
  }
  return purchaseLog(events);
}
