import { setImmediate as othersTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { measuredLift } from "~/domain/recommendations/lift/measured-lift";
import { sumProductDays } from "~/domain/recommendations/lift/product-days";
import { ORDINARY_SHOP, type ShopWithLists, visitShop } from "./shop-with-lists";

const SEEDS = 200;
/** Of 200 intervals of 90%, fewer than this hold the truth once in a hundred: 180 less 2.33 times sqrt(18). */
const FEWEST_HELD = 170;
/** Of 200, more than this hold it once in a thousand: an interval as wide says less than it could. */
const MOST_HELD = 193;
/** And more than this many of 200 lie apart from the truth to one side, at 5%, once in a hundred. */
const MOST_ABOVE = 17;

/** Where the intervals of many shops lie. */
async function intervalsOf(shop: ShopWithLists) {
  const found = { held: 0, above: 0, awayFromZero: 0, meanLift: 0 };
  for (let seed = 1; seed <= SEEDS; seed++) {
    await othersTurn();
    const { productDays, trueLift } = visitShop(shop, seed);
    // A shop without an interval says nothing, so it holds everything.
    const [low, high] = measuredLift(sumProductDays(productDays))?.interval ?? [-1, Infinity];
    found.held += Number(low <= trueLift && trueLift <= high);
    found.above += Number(low > trueLift);
    found.awayFromZero += Number(low > 0 || high < 0);
    found.meanLift += trueLift / SEEDS;
  }
  return found;
}

describe("measured lift in 200 simulated shops", () => {
  it.each<readonly [string, ShopWithLists]>([
    ["with a known lift", ORDINARY_SHOP],
    ["of a dozen products", { ...ORDINARY_SHOP, products: 12 }],
    ["with a few very large baskets", { ...ORDINARY_SHOP, basketSpread: 1.4 }],
    ["whose lists help some products much and most little", { ...ORDINARY_SHOP, effect: 0.6, isEffectUneven: true }],
    ["that hold out half of the days", { ...ORDINARY_SHOP, shareHeldOut: 0.5 }],
  ])("lies in nine intervals of ten: shops %s", async (_shop, shop) => {
    const { held, above, meanLift } = await intervalsOf(shop);
    expect(held).toBeGreaterThanOrEqual(FEWEST_HELD);
    expect(held).toBeLessThanOrEqual(MOST_HELD);
    expect(above).toBeLessThanOrEqual(MOST_ABOVE);
    // A part of the effect sells for products that are held out.
    expect(meanLift).toBeLessThan(shop.effect);
    expect(meanLift).toBeGreaterThan(0);
  });

  it("is seen where there is none in no more than one shop of ten", async () => {
    const { awayFromZero, above } = await intervalsOf({ ...ORDINARY_SHOP, effect: 0 });
    expect(awayFromZero).toBeLessThanOrEqual(SEEDS - FEWEST_HELD);
    expect(above).toBeLessThanOrEqual(MOST_ABOVE);
  });

  it("is seen where it is large", async () => {
    const { awayFromZero } = await intervalsOf({ ...ORDINARY_SHOP, shareHeldOut: 0.5, effect: 4 });
    expect(awayFromZero).toBeGreaterThan(0.8 * SEEDS);
  });
});
