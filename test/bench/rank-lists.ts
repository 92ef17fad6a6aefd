import { type Basket, basketLog } from "~/domain/recommendations/basket-log";
import { recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import { chooseSettings, type ShopSettings } from "~/domain/recommendations/lists/shop-settings";
import { seededRandom } from "~/domain/numeric/random";
import { NOW } from "./synthetic-shop";

// node --import tsx rank-lists.ts BASKETS PRODUCTS [SETTINGS]: chooses settings, or makes all lists by those given;
// prints RankingTimes as JSON.

export interface RankingTimes {
  /** Of the processor. */
  readonly ms: number;
  readonly peakMb: number;
  readonly logMb: number;
  readonly settings: ShopSettings;
}

const DAY_MS = 86_400_000;

/** Two to six products each; some sell far more than others, and products near one another go together. */
function* syntheticBaskets(count: number, products: number): Generator<Basket> {
  const random = seededRandom(7);
  for (let basket = 0; basket < count; basket++) {
    const seed = Math.floor(products * random() ** 3);
    const size = 2 + Math.floor(random() ** 2 * 5);
    const held = Array.from({ length: size }, (_, place) =>
      // One in four products of a basket has nothing to do with the others.
      place === 0
        ? seed
        : random() < 0.25
          ? Math.floor(products * random() ** 3)
          : (seed + Math.floor(60 * random() ** 2)) % products,
    );
    yield {
      at: NOW - Math.floor(random() * 365 * DAY_MS),
      customer: Math.floor((random() * count) / 2),
      products: held,
    };
  }
}

const [baskets, products] = process.argv.slice(2, 4).map(Number) as [number, number];
const given = process.argv[4] === undefined ? null : (JSON.parse(process.argv[4]) as ShopSettings);
const log = basketLog(products, syntheticBaskets(baskets, products));
const catalogue = Array.from({ length: products }, (_, product) => ({
  description: `Product ${product} of kind ${product % 60} by maker ${product % 35}`,
  isEligible: product % 20 !== 0,
}));

const before = process.cpuUsage();
if (given !== null) {
  const model = recommendationModel(catalogue, log, NOW, given);
  for (let product = 0; product < products; product++) {
    model.listFor(product);
    model.similarTo(product);
    model.boughtTogether(product);
    model.cartRow(product);
  }
}
const settings = given ?? chooseSettings(catalogue, log);
const { user, system } = process.cpuUsage(before);
const arrays = [log.starts, log.items, log.times, log.customers, log.productStarts, log.baskets];
const times: RankingTimes = {
  ms: (user + system) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
  logMb: arrays.reduce((bytes, { byteLength }) => bytes + byteLength, 0) / 2 ** 20,
  settings,
};
process.stdout.write(JSON.stringify(times));
