import { describe, expect, it } from "vitest";
import { randomBeta, randomExponential, randomGamma, seededRandom } from "~/domain/numeric/random";
import { BG_NBD } from "~/domain/clv/models/beta-geometric";
import { fitCounts } from "~/domain/clv/models/fit-counts";
import { fitSpend, spendSummaries } from "~/domain/clv/models/gamma-gamma";
import { forecastIntervals, type IntervalRequest } from "./intervals";
import type { PurchaseEvent } from "~/domain/clv/log/purchase-log";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { customersAt, groupSummaries } from "~/domain/clv/log/purchase-summary";

const CUSTOMERS = 2000;
const CUT = 365;
const HORIZON_DAYS = 182;
const SEGMENTS = 20;

/** A shop that behaves as BG/NBD and Gamma-Gamma say, over the year before the cut and the half year after it. */
function syntheticShop(seed: number): PurchaseEvent[] {
  const random = seededRandom(seed);
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const first = Math.floor(random() * CUT);
    const ratePerDay = randomGamma(0.6, random) / (6 * 7);
    const leaving = randomBeta(0.8, 3, random);
    const spendRate = randomGamma(4, random) / 45;
    const events: PurchaseEvent[] = [];
    for (let time = first; time < CUT + HORIZON_DAYS; time += randomExponential(random) / ratePerDay) {
      events.push({
        customer: String(index),
        day: Math.floor(time),
        value: randomGamma(6, random) / spendRate,
      });
      if (events.length > 1 && random() < leaving) break;
    }
    return events;
  }).flat();
}

const log = purchaseLog(syntheticShop(5));
const at = customersAt(log, CUT - 1);
const { groups } = groupSummaries(at);
const spend = spendSummaries(log, at, "all");
const request: IntervalRequest = {
  counts: fitCounts(BG_NBD, groups),
  spend: fitSpend(spend),
  summaries: at,
  spendSummaries: spend,
  partitions: [{ segments: SEGMENTS + 1, segmentOf: at.customers.map((customer) => customer % SEGMENTS) }],
  weeks: [HORIZON_DAYS / 7],
  modelError: 0,
  seed: 1,
};
const everyone = { segments: 1, segmentOf: at.customers.map(() => 0) };
const intervals = forecastIntervals(request).intervals[0]![0]!;
/** Of the shop as a whole. */
const wholeShop = (changed: Partial<IntervalRequest> = {}) =>
  forecastIntervals({ ...request, partitions: [everyone], ...changed }).intervals[0]![0]![0]!;

/** What each segment really did after the cut, per customer of it. */
function actual(measure: (index: number) => number): number[] {
  const sums = new Array<number>(SEGMENTS).fill(0);
  const customers = new Array<number>(SEGMENTS).fill(0);
  for (const customer of at.customers) {
    customers[customer % SEGMENTS]! += 1;
    for (let index = log.starts[customer]!; index < log.starts[customer + 1]!; index++) {
      if (log.days[index]! >= CUT) sums[customer % SEGMENTS]! += measure(index);
    }
  }
  return sums.map((sum, segment) => sum / customers[segment]!);
}

const held = (values: readonly number[], bounds: (segment: number) => readonly [number, number]) =>
  values.filter((value, segment) => bounds(segment)[0] <= value && value <= bounds(segment)[1]).length;

describe("forecastIntervals", () => {
  // 16 of 20 are expected; with 20 trials of 0.8 fewer than 12 or all 20 come less than once in 80 times.
  it("hold what really came about as often as they say", () => {
    const purchases = held(
      actual(() => 1),
      (segment) => intervals[segment]!.purchases,
    );
    const value = held(
      actual((index) => log.values[index]!),
      (segment) => intervals[segment]!.value!,
    );
    expect(purchases).toBeGreaterThanOrEqual(12);
    expect(value).toBeGreaterThanOrEqual(12);
    expect(purchases + value).toBeLessThan(2 * SEGMENTS);
  });

  it("are narrower for more customers", () => {
    const width = ([low, high]: readonly [number, number]) => high - low;
    expect(width(wholeShop().purchases)).toBeLessThan(width(intervals[0]!.purchases) / 2);
  });

  it("are null for a segment without customers", () => {
    expect(intervals[SEGMENTS]).toBeNull();
  });

  it("are the same for the same seed, and wider where back-tests were off", () => {
    const once = wholeShop();
    expect(wholeShop()).toEqual(once);
    const unsure = wholeShop({ modelError: 0.3 });
    expect(unsure.purchases[0]).toBeLessThan(once.purchases[0]);
    expect(unsure.purchases[1]).toBeGreaterThan(once.purchases[1]);
  });

  it("have no value without a spend model", () => {
    const only = wholeShop({ spend: null });
    expect(only.value).toBeNull();
    expect(only.purchases[1]).toBeGreaterThan(0);
  });

  it("come for every horizon and every way to part the customers", () => {
    const { intervals: both } = forecastIntervals({
      ...request,
      partitions: [everyone, ...request.partitions],
      weeks: [10, 40],
    });
    expect(both.map((ofHorizon) => ofHorizon.map((segments) => segments.length))).toEqual([
      [1, SEGMENTS + 1],
      [1, SEGMENTS + 1],
    ]);
    expect(both[1]![0]![0]!.purchases[0]).toBeGreaterThan(both[0]![0]![0]!.purchases[1]);
  });
});
