import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import type { ForecastChoice } from "~/domain/clv/choose-forecast";
import { chosenIntervals } from "./chosen-intervals";
import { REFERENCE, shopModelsAt } from "~/domain/clv/shop-models";

const CUSTOMERS = 2000;
const DAYS = [182];
const log = simulatedPurchases({ customers: CUSTOMERS, days: 420, seed: 8 });
const models = shopModelsAt(log, 419, { hasPrior: true });
const choice: ForecastChoice = { counts: REFERENCE, value: REFERENCE, why: "", isSeasonKnown: false };
const SEGMENTS = 40;
const partition = {
  segments: SEGMENTS + 1,
  segmentOf: models.snapshot.at.customers.map((customer) => customer % SEGMENTS),
};
const { counts, values } = models.forecast(REFERENCE, DAYS[0]!);
const meanOf = (column: Float64Array, segment: number) => {
  const own = column.filter((_, row) => partition.segmentOf[row] === segment);
  return own.reduce((sum, value) => sum + value, 0) / own.length;
};

describe("intervals of a shop of which a sample is taken", () => {
  it("lie around the means of all customers of a segment, however few of them were sampled", () => {
    const [[segments]] = chosenIntervals(models, choice, DAYS, [partition], 0, 1, 400) as [
      [ReturnType<typeof chosenIntervals>[0][0]],
    ];
    const inside = segments.slice(0, SEGMENTS).flatMap((interval, segment) => {
      const [bought, worth] = [meanOf(counts, segment), meanOf(values, segment)];
      const { purchases, value } = interval!;
      return [purchases[0] < bought && bought < purchases[1], value![0] < worth && worth < value![1]];
    });
    expect(inside.filter(Boolean)).toHaveLength(2 * SEGMENTS);
    expect(segments[SEGMENTS]).toBeNull();
  });
});
