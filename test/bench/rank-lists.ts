import { basketLog } from "~/domain/recommendations/basket-log";
import { recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import { chooseSettings, type ShopSettings } from "~/domain/recommendations/lists/shop-settings";
import { syntheticBaskets, syntheticCatalogue } from "./synthetic-baskets";
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

const [baskets, products] = process.argv.slice(2, 4).map(Number) as [number, number];
const given = process.argv[4] === undefined ? null : (JSON.parse(process.argv[4]) as ShopSettings);
const log = basketLog(products, syntheticBaskets(baskets, products));
const catalogue = syntheticCatalogue(products);

const before = process.cpuUsage();
if (given !== null) {
  const model = recommendationModel(catalogue, log, NOW, given);
  for (let product = 0; product < products; product++) {
    model.listFor(product);
    model.similarTo(product);
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
