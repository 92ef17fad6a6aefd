import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextNight } from "./shop-night";
import { HOUR_MS, minuteOfDay } from "./shop-time";

const at = (text: string) => Date.parse(text);

describe("a shop's next night", () => {
  it.each([
    ["2026-07-01T23:00:00+02:00", "Europe/Berlin", "2026-07-02T02:00:00+02:00"],
    ["2026-07-02T01:59:59+02:00", "Europe/Berlin", "2026-07-02T02:00:00+02:00"],
    ["2026-07-02T02:00:00+02:00", "Europe/Berlin", "2026-07-03T02:00:00+02:00"],
    ["2026-07-02T12:00:00+09:00", "Asia/Tokyo", "2026-07-03T02:00:00+09:00"],
    ["2026-07-02T12:00:00-10:00", "Pacific/Honolulu", "2026-07-03T02:00:00-10:00"],
  ])("after %s in %s is %s", (now, timeZone, night) => {
    expect(nextNight(at(now), timeZone, "120")).toBe(at(night));
  });

  it("has a minute of its own for each shop, within two hours", () => {
    const now = at("2026-07-01T12:00:00Z");
    const nights = new Set(Array.from({ length: 500 }, (_, id) => nextNight(now, "UTC", String(60_000_000_000 + id))));
    expect(nights.size).toBe(120);
  });

  it("lies ahead, within 25 hours, before dawn, whatever the clock does", () => {
    const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC");
    const instants = fc.integer({ min: at("2024-01-01T00:00:00Z"), max: at("2027-01-01T00:00:00Z") });
    fc.assert(
      fc.property(instants, zones, fc.bigInt({ min: 1n, max: 10n ** 12n }), (now, zone, id) => {
        const night = nextNight(now, zone, String(id));
        expect(night).toBeGreaterThan(now);
        expect(night - now).toBeLessThanOrEqual(25 * HOUR_MS);
        expect(minuteOfDay(night, zone)).toBeLessThan(5 * 60);
      }),
    );
  });
});
