import { type Basket, basketLog, type BasketLog } from "~/domain/recommendations/basket-log";
import { recommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import { seededRandom } from "../simulator/seeded-random";
import { againstFloor, type Figure } from "./figure";
import { median, timesOf } from "./stopwatch";
import { NOW } from "./synthetic-shop";

const PRODUCTS = 2_000;
const DAY_MS = 86_400_000;
const ROUNDS = 3;

/** The lists of a whole catalogue, beside one pass over the baskets that counts pairs. */
export async function recommendationFigures(basketCount: number): Promise<Figure[]> {
  const log = basketLog(PRODUCTS, syntheticBaskets(basketCount));
  const catalogue = Array.from({ length: PRODUCTS }, (_, product) => ({
    description: `Product ${product} of kind ${product % 60} by maker ${product % 35}`,
    isEligible: product % 20 !== 0,
  }));
  const floor = median(await timesOf(ROUNDS, () => countPairs(log)));
  const times = await timesOf(ROUNDS, () => {
    const model = recommendationModel(catalogue, log, NOW);
    for (let product = 0; product < PRODUCTS; product++) model.listFor(product);
  });
  return [againstFloor({ name: "recommendation_lists", value: median(times), unit: "ms" }, floor, null)];
}

/** Two to six products each; some sell far more than others, and products near one another go together. */
function* syntheticBaskets(count: number): Generator<Basket> {
  const random = seededRandom(7);
  for (let basket = 0; basket < count; basket++) {
    const seed = Math.floor(PRODUCTS * random() ** 3);
    const size = 2 + Math.floor(random() ** 2 * 5);
    const products = Array.from({ length: size }, (_, place) =>
      place === 0 ? seed : (seed + Math.floor(60 * random() ** 2)) % PRODUCTS,
    );
    yield { at: NOW - Math.floor(random() * 365) * DAY_MS, customer: Math.floor((random() * count) / 2), products };
  }
}

function countPairs(log: BasketLog): Map<number, number> {
  const pairs = new Map<number, number>();
  for (let basket = 0; basket < log.basketCount; basket++) {
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) {
      for (let j = i + 1; j < log.starts[basket + 1]!; j++) {
        const [a, b] = [log.items[i]!, log.items[j]!];
        const pair = a < b ? a * PRODUCTS + b : b * PRODUCTS + a;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
  }
  return pairs;
}
