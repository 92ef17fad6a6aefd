import { describe, expect, it } from "vitest";
import { at, context } from "../../../../test/support/builders";
import { DAY_MS, addDays } from "~/domain/time/shop-time";
import { customerInFrame, rhythmFrame, type RhythmFrame } from "./customer-rhythm";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";

const purchase = (moment: number, day = "2020-01-01", number = 1) => {
  return { at: moment, day, number, orderValue: 100, keptValue: 100 };
};

function customer(...purchases: ReturnType<typeof purchase>[]): Purchaser {
  return { customerId: "1", purchases, numbered: purchases };
}
const boughtAt = (...moments: number[]) => customer(...moments.map((moment) => purchase(moment)));
const boughtOn = (...days: string[]) => customer(...days.map((day) => purchase(0, day)));

/** From moment 1000 to 2000; customers lapse after 100. */
const FRAME: RhythmFrame = {
  start: 1_000,
  end: 2_000,
  lapseMs: 100,
  retainableFrom: "2024-01-02",
  split: "2024-12-31",
  lastDay: "2025-12-31",
};

describe("customerInFrame", () => {
  it("is active up to the lapse point after the last purchase before the start", () => {
    const isActive = (...moments: number[]) => customerInFrame(boughtAt(...moments), FRAME).isActive;
    expect([isActive(900), isActive(899), isActive(800, 999), isActive(1_000), isActive(950, 1_500)]).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
  });
  it("lapses when a pause that began active outlasts the lapse point before the end", () => {
    const hasLapsed = (moments: number[], end = FRAME.end) =>
      customerInFrame(boughtAt(...moments), { ...FRAME, end }).hasLapsed;
    expect(hasLapsed([950])).toBe(true);
    expect(hasLapsed([950], 1_050)).toBe(false);
    expect(hasLapsed([950], 1_051)).toBe(true);
    expect(hasLapsed([950, 1_050], 1_060)).toBe(false);
    expect(hasLapsed([950, 1_050, 1_151], 1_160)).toBe(true);
    expect(hasLapsed([950, 1_000, 1_060], 1_060)).toBe(false);
    expect(hasLapsed([800], 2_000)).toBe(false);
    // Pauses that ended before the start, or that only a purchase after the end cuts off, are others.
    expect(hasLapsed([100, 950, 1_040], 1_060)).toBe(false);
    expect(hasLapsed([950, 1_200], 1_010)).toBe(false);
    // A purchase at the end itself lies after the range.
    expect(hasLapsed([950, 1_100], 1_100)).toBe(true);
  });
  it("is reactivated by a purchase in the range after a longer pause than the lapse point", () => {
    const isReactivated = (...moments: number[]) => customerInFrame(boughtAt(...moments), FRAME).isReactivated;
    expect([isReactivated(899, 1_000), isReactivated(900, 1_000), isReactivated(1_500)]).toEqual([true, false, false]);
    expect([isReactivated(500, 999), isReactivated(500, 1_999), isReactivated(500, 2_000)]).toEqual([
      false,
      true,
      false,
    ]);
  });
  it("is retained by a purchase in the year after the split, given one in the year before", () => {
    const stands = (...days: string[]) => {
      const { isRetainable, isRetained } = customerInFrame(boughtOn(...days), FRAME);
      return [isRetainable, isRetained];
    };
    expect(stands("2024-01-01", "2025-01-01")).toEqual([false, false]);
    expect(stands("2024-01-02")).toEqual([true, false]);
    expect(stands("2024-12-31")).toEqual([true, false]);
    expect(stands("2024-12-31", "2025-01-01")).toEqual([true, true]);
    expect(stands("2025-01-01")).toEqual([false, false]);
    expect(stands("2024-06-01", "2025-12-31")).toEqual([true, true]);
    expect(stands("2024-06-01", "2026-01-01")).toEqual([true, false]);
    expect(stands("2024-06-01", "2024-07-01")).toEqual([true, false]);
  });
});

describe("rhythmFrame", () => {
  const range = { from: "2025-12-01", to: "2025-12-31" };
  const start = at("2025-12-01T00:00");
  /** Thirty gaps of ten days, and one of twenty that ends at `last`. */
  const regular = (last: number) => [
    customer(...Array.from({ length: 30 }, (_, index) => purchase(start - (index + 1) * 10 * DAY_MS)).reverse()),
    boughtAt(last - 20 * DAY_MS, last),
  ];

  it("spans the range in the shop's zone, and two years back from its last day", () => {
    const zone = context({ timeZone: "America/New_York", asOf: at("2027-01-01T00:00") });
    expect(rhythmFrame([], range, zone)).toEqual({
      start: at("2025-12-01T05:00"),
      end: at("2026-01-01T05:00"),
      lapseMs: 180 * DAY_MS,
      retainableFrom: addDays("2025-12-31", -729),
      split: addDays("2025-12-31", -365),
      lastDay: "2025-12-31",
    });
    expect(rhythmFrame([], range, context({ asOf: start + 5 })).end).toBe(start + 5);
  });
  it("takes the lapse point from gaps complete before the start", () => {
    expect(rhythmFrame(regular(start - 1), range, context()).lapseMs).toBe(10 * DAY_MS);
    expect(rhythmFrame(regular(start), range, context()).lapseMs).toBe(180 * DAY_MS);
  });
  it("orders the gaps of all customers", () => {
    const slow = Array.from({ length: 4 }, () => boughtAt(start - 30 * DAY_MS, start - 10 * DAY_MS));
    const quick = boughtAt(...Array.from({ length: 27 }, (_, index) => start - (27 - index) * 10 * DAY_MS));
    expect(rhythmFrame([...slow, quick], range, context()).lapseMs).toBe(20 * DAY_MS);
  });
});
