import { type ForecastInput, forecastInputBuilder } from "~/domain/clv/log/forecast-input";
import { randomBeta, randomExponential, randomGamma, randomNormal, seededRandom } from "~/domain/numeric/random";
import { forecastInThread } from "~/features/forecast/forecast-in-thread.server";
import type { ShopForecastCost } from "./forecast-shop";

// node --import tsx forecast-one-shop.ts CUSTOMERS: prints ShopForecastCost as JSON.

const LAST_DAY = 20_000;
const DAYS = 4 * 365;
const DAY_MS = 86_400_000;

/**
 * A shop of four years, customers coming evenly, drawn from BG/NBD with r 0.5, alpha 8 weeks, a 0.8, b 2.4, purchases cut
 * to whole days; amounts of a customer vary by a quarter around a mean of their own.
 */
function syntheticShop(customers: number): ForecastInput {
  const random = seededRandom(1);
  const builder = forecastInputBuilder();
  for (let customer = 0; customer < customers; customer++) {
    const tenure = Math.floor(random() * DAYS);
    const ratePerDay = randomGamma(0.5, random) / (8 * 7);
    const leaving = randomBeta(0.8, 2.4, random);
    const worth = 5_000 * Math.exp(0.6 * randomNormal(random));
    const customerId = String(7_000_000_000_000 + customer);
    for (let time = 0; time <= tenure; time += randomExponential(random) / ratePerDay) {
      const day = LAST_DAY - tenure + Math.floor(time);
      const keptValue = Math.round(worth * Math.exp(0.25 * randomNormal(random)));
      builder.add({ customerId, at: day * DAY_MS, day, keptValue, isNumbered: true });
      if (time > 0 && random() < leaving) break;
    }
  }
  return builder.build();
}

const input = syntheticShop(Number(process.argv[2]));
const before = process.cpuUsage();
await forecastInThread(input, LAST_DAY, new AbortController().signal);
const { user, system } = process.cpuUsage(before);
const cost: ShopForecastCost = {
  processorMs: (user + system) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(cost));
