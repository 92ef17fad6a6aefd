import { basketLogBuilder } from "~/domain/recommendations/basket-log";
import type { ShopSettings } from "~/domain/recommendations/lists/shop-settings";
import { rankInThread } from "~/features/recommendations/ranking/rank-in-thread.server";
import type { RankingJob } from "~/features/recommendations/ranking/rank-products";
import { syntheticBaskets, syntheticCatalogue } from "./synthetic-baskets";
import { NOW } from "./synthetic-shop";

// node --import tsx rank-one-order.ts BASKETS PRODUCTS SETTINGS: ranks all as a worker does, without a database and without
// choosing, and then what one more order touches; prints RankingOfOne as JSON.

export interface RankingOfOne {
  /** Of the processor: all products, and those touched. */
  readonly wholeMs: number;
  readonly ms: number;
  readonly touched: number;
}

const [baskets, products] = process.argv.slice(2, 4).map(Number) as [number, number];
const settings = JSON.parse(process.argv[4]!) as ShopSettings;
const catalogue = syntheticCatalogue(products);

async function ranked(count: number, standing: RankingJob["standing"]) {
  const builder = basketLogBuilder(products);
  let left = count;
  for (const basket of syntheticBaskets(baskets + 1, products)) if (left-- > 0) builder.add(basket);
  const log = builder.build();
  const before = process.cpuUsage();
  const all = Array.from({ length: products }, (_, product) => product);
  const ranking = await rankInThread({ catalogue, log, asOf: NOW, products: all, settings, standing });
  const { user, system } = process.cpuUsage(before);
  return { ranking, ms: (user + system) / 1000 };
}

const whole = await ranked(baskets, null);
const one = await ranked(baskets + 1, whole.ranking.standing);
const times: RankingOfOne = { wholeMs: whole.ms, ms: one.ms, touched: one.ranking.products.length };
process.stdout.write(JSON.stringify(times));
