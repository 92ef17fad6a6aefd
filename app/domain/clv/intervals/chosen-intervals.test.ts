import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { backTestCuts, type Cut } from "~/domain/clv/back-test/back-test";
import { acquisitionMonths } from "~/domain/clv/back-test/grade";
import type { ForecastChoice } from "~/domain/clv/choose-forecast";
import type { Outcome } from "~/domain/clv/log/snapshot";
import { chosenIntervals, modelErrorOf, monthCoverage } from "./chosen-intervals";
import { REFERENCE, shopModelsAt } from "~/domain/clv/shop-models";

const CUSTOMERS = 2000;
const DAYS = [182];
const log = simulatedPurchases({ customers: CUSTOMERS, days: 420, seed: 8 });
const models = shopModelsAt(log, 419, { hasPrior: true });
const choice: ForecastChoice = {
  counts: REFERENCE,
  value: REFERENCE,
  why: { key: "tooFewRepeaters", needed: 10 },
  isSeasonKnown: false,
};
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

/** Two years whose second halves are four times as strong. */
const seasonalLog = simulatedPurchases({
  customers: 1500,
  days: 730,
  seed: 5,
  season: (day) => (day % 365 >= 180 ? 1 : 0.25),
});
/** Of one horizon and one partition. */
type Chosen = [[ReturnType<typeof chosenIntervals>[0][0]]];

describe("intervals of a shop of which a sample is taken", () => {
  it("lie around the means of all customers of a segment, however few of them were sampled", () => {
    const [[segments]] = chosenIntervals(models, choice, DAYS, [partition], 0, 1, 400) as Chosen;
    const inside = segments.slice(0, SEGMENTS).flatMap((interval, segment) => {
      const [bought, worth] = [meanOf(counts, segment), meanOf(values, segment)];
      const { purchases, value } = interval!;
      return [purchases[0] < bought && bought < purchases[1], value![0] < worth && worth < value![1]];
    });
    expect(inside.filter(Boolean)).toHaveLength(2 * SEGMENTS);
    expect(segments[SEGMENTS]).toBeNull();
  });

  it("are wider the smaller the sample, and those of all customers where none is asked for", () => {
    const whole = { segments: 1, segmentOf: new Int32Array(models.snapshot.at.count) };
    const widthOf = (...largestSample: [] | [number]) => {
      const [[[interval]]] = chosenIntervals(models, choice, DAYS, [whole], 0, 1, ...largestSample) as Chosen;
      return interval!.purchases[1] - interval!.purchases[0];
    };
    expect(widthOf(200)).toBeGreaterThan(2 * widthOf());
    expect(widthOf(CUSTOMERS)).toBe(widthOf());
  });

  it("leave customers of no segment out", () => {
    const isIn = (customer: number) => customer % 2 === 0;
    const some = { segments: 1, segmentOf: models.snapshot.at.customers.map((each) => (isIn(each) ? 0 : -1)) };
    const own = counts.filter((_, row) => some.segmentOf[row] === 0);
    const [[[interval]]] = chosenIntervals(models, choice, DAYS, [some], 0, 1) as Chosen;
    const mean = own.reduce((sum, count) => sum + count, 0) / own.length;
    const [low, high] = interval!.purchases;
    expect(low < mean && mean < high).toBe(true);
  });

  it.each(["isLearned", "isSeasonal"] as const)("move as the means do where the forecast %s", (how) => {
    const long = shopModelsAt(seasonalLog, 729, { hasPrior: true });
    expect(long.canLearn(REFERENCE.model)).toBe(true);
    expect(long.season(REFERENCE, DAYS[0]!)).not.toBeNull();
    const recipe = { ...REFERENCE, [how]: true };
    const halves = { segments: 2, segmentOf: long.snapshot.at.customers.map((customer) => customer % 2) };
    const intervalsOf = (own: ForecastChoice) => (chosenIntervals(long, own, DAYS, [halves], 0, 1) as Chosen)[0][0];
    const [plain, moved] = [intervalsOf(choice), intervalsOf({ ...choice, counts: recipe, value: recipe })];
    const [before, after] = [long.forecast(REFERENCE, DAYS[0]!), long.forecast(recipe, DAYS[0]!)];
    for (const segment of [0, 1]) {
      const ratio = (part: "counts" | "values") => {
        const sum = (column: Float64Array) =>
          column.reduce((total, value, row) => total + (halves.segmentOf[row] === segment ? value : 0), 0);
        return sum(after[part]) / sum(before[part]);
      };
      expect(Math.abs(Math.log(ratio("counts")))).toBeGreaterThan(0.001);
      for (const end of [0, 1] as const) {
        const { purchases, value } = plain[segment]!;
        expect(moved[segment]!.purchases[end]).toBeCloseTo(purchases[end] * ratio("counts"), 9);
        expect(moved[segment]!.value![end]).toBeCloseTo(value![end] * ratio("values"), 6);
      }
    }
  });
});

describe("the error no model knew", () => {
  const cut = (counts: number | null, value?: number | null) =>
    ({
      scores: () => ({
        counts: { totalError: counts },
        value: value === undefined ? null : { totalError: value },
      }),
    }) as unknown as Cut;
  const errorOf = (...cuts: Cut[]) => modelErrorOf(cuts, choice);

  it("is the logarithm of forecast over actual, of value where anything has one", () => {
    expect(errorOf(cut(0.25))).toBeCloseTo(Math.log(1.25), 12);
    expect(errorOf(cut(0.25, -0.5))).toBeCloseTo(Math.log(2), 12);
  });
  it("of several cuts is their root mean square", () => {
    const [one, other] = [Math.log(1.3), Math.log(0.6)];
    expect(errorOf(cut(0.3), cut(-0.4))).toBeCloseTo(Math.hypot(one, other) / Math.SQRT2, 12);
  });
  it("is told by no cut where nothing was bought or nothing forecast, and is nothing without cuts", () => {
    expect(errorOf(cut(0.25), cut(null), cut(-1))).toBeCloseTo(Math.log(1.25), 12);
    expect(errorOf()).toBe(0);
  });
});

describe("the share of months inside their interval", () => {
  const horizonDays = 140;
  const [newest] = backTestCuts(log, 419, { hasPrior: true }) as [Cut];
  const months = acquisitionMonths(newest.models.snapshot.log, newest.models.snapshot.at.customers);
  const forecast = newest.models.forecast(REFERENCE, horizonDays);
  const coverage = (outcome: Outcome, cut = newest) => monthCoverage({ ...cut, outcome }, [], choice, 1);
  /** What was forecast, with what `isOff` says of a month a hundred times as much. */
  const off = (column: Float64Array, isOff: (month: string) => boolean) =>
    column.map((value, row) => (isOff(months[row]!) ? 100 * value : value));

  it("is all of them where what was forecast came, by value and not by purchases", () => {
    expect(coverage(forecast)).toBe(1);
    expect(coverage({ counts: off(forecast.counts, () => true), values: forecast.values })).toBe(1);
    expect(coverage({ counts: forecast.counts, values: off(forecast.values, () => true) })).toBe(0);
  });

  it("counts months, not customers", () => {
    const [first] = [...new Set(months)].sort();
    const all = new Set(months).size;
    expect(coverage({ ...forecast, values: off(forecast.values, (month) => month === first) })).toBe((all - 1) / all);
  });

  it("goes by purchases where nothing has a value", () => {
    const [worthless] = backTestCuts({ ...log, values: new Float64Array(log.values.length) }, 419, {
      hasPrior: true,
    }) as [Cut];
    const nothing = new Float64Array(months.length);
    expect(coverage({ counts: forecast.counts, values: nothing }, worthless)).toBe(1);
    expect(coverage({ counts: off(forecast.counts, () => true), values: nothing }, worthless)).toBe(0);
  });
});
