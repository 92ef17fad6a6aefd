import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  HOUR_MS,
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  endOfDay,
  isShopDay,
  lastDayOfMonth,
  minuteOfDay,
  monthsBetween,
  startOfDay,
  yearBefore,
} from "./shop-time";

const NEW_YORK = "America/New_York";
const at = (iso: string): number => Date.parse(iso);
const hoursOf = (day: string, zone: string): number => (endOfDay(day, zone) - startOfDay(day, zone)) / HOUR_MS;

describe("dayOf", () => {
  it("cuts days at the shop's midnight, not at that of UTC", () => {
    expect(dayOf(at("2026-02-01T03:30:00Z"), NEW_YORK)).toBe("2026-01-31");
    expect(dayOf(at("2026-02-01T05:00:00Z"), NEW_YORK)).toBe("2026-02-01");
  });
  it("ends 8 March 2026 in New York an hour early, because the clock went forward", () => {
    expect(dayOf(at("2026-03-09T03:59:59Z"), NEW_YORK)).toBe("2026-03-08");
    expect(dayOf(at("2026-03-09T04:00:00Z"), NEW_YORK)).toBe("2026-03-09");
  });
  it("refuses an unknown time zone", () => {
    expect(() => dayOf(0, "Mars/Olympus")).toThrow(RangeError);
  });
});

describe("startOfDay", () => {
  it("makes days of 23, 24 and 25 hours", () => {
    expect(startOfDay("2026-03-08", NEW_YORK)).toBe(at("2026-03-08T05:00:00Z"));
    expect(hoursOf("2026-03-08", NEW_YORK)).toBe(23);
    expect(hoursOf("2026-03-09", NEW_YORK)).toBe(24);
    expect(hoursOf("2026-11-01", NEW_YORK)).toBe(25);
    expect(hoursOf("2026-10-04", "Australia/Lord_Howe")).toBe(23.5);
  });
  it("starts at the end of the gap where midnight is skipped", () => {
    expect(startOfDay("2018-11-04", "America/Sao_Paulo")).toBe(at("2018-11-04T03:00:00Z"));
    expect(hoursOf("2018-11-04", "America/Sao_Paulo")).toBe(23);
  });
  it("takes the first of two midnights", () => {
    expect(startOfDay("2026-11-01", "America/Havana")).toBe(at("2026-11-01T04:00:00Z"));
  });
  it("bounds exactly the instants of its day, in every kind of zone", () => {
    const zones = [
      "UTC",
      NEW_YORK,
      "Europe/Berlin",
      "Asia/Kathmandu",
      "Pacific/Apia",
      "Australia/Lord_Howe",
      "Africa/Cairo",
    ];
    const instants = fc.integer({ min: at("2012-01-02T00:00:00Z"), max: at("2032-01-01T00:00:00Z") });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const day = dayOf(instant, zone);
        expect(startOfDay(day, zone)).toBeLessThanOrEqual(instant);
        expect(endOfDay(day, zone)).toBeGreaterThan(instant);
        expect(dayOf(startOfDay(day, zone), zone)).toBe(day);
        expect(dayOf(startOfDay(day, zone) - 1, zone)).toBe(addDays(day, -1));
      }),
      { numRuns: 500 },
    );
  });
  it.each(["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", ""])("refuses %j", (day) => {
    expect(() => startOfDay(day, "UTC")).toThrow(RangeError);
    expect(isShopDay(day)).toBe(false);
  });
});

describe("calendar arithmetic", () => {
  it("adds days across months and years", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  });
  it("adds months across years", () => {
    expect(addMonths("2026-11", 3)).toBe("2027-02");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(monthsBetween("2025-11", "2026-02")).toBe(3);
    expect(lastDayOfMonth("2024-02")).toBe("2024-02-29");
  });
  it("takes 29 February to 28 February a year before", () => {
    expect(yearBefore("2024-02-29")).toBe("2023-02-28");
    expect(yearBefore("2025-02-28")).toBe("2024-02-28");
  });
  it("reads the minutes on the shop's clock", () => {
    expect(minuteOfDay(at("2026-02-01T03:30:00Z"), NEW_YORK)).toBe(22 * 60 + 30);
  });
});
