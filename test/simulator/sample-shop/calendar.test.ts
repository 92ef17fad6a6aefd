import { describe, expect, it } from "vitest";
import { buildCalendar, HISTORY_DAYS } from "./calendar";
import { seededRandom } from "./random";

const calendar = (timeZone: string, orders = 5_000) =>
  buildCalendar(seededRandom(1), { orders, lastDay: "2026-11-20", timeZone });

describe("buildCalendar", () => {
  it("covers two years up to the last day", () => {
    const { days } = calendar("Europe/Berlin");
    expect(days).toHaveLength(HISTORY_DAYS);
    expect(days[0]?.date).toBe("2024-11-21");
    expect(days.at(-1)?.date).toBe("2026-11-20");
  });

  it("starts days at local midnight, through both clock changes", () => {
    const { days, endsAt } = calendar("America/New_York");
    const hours = (date: string) => {
      const day = days.find((candidate) => candidate.date === date);
      return day === undefined ? null : (day.endsAt - day.startsAt) / 3_600_000;
    };
    expect(new Date(endsAt).toISOString()).toBe("2026-11-21T05:00:00.000Z");
    expect(hours("2026-03-08")).toBe(23);
    expect(hours("2026-11-01")).toBe(25);
    expect(hours("2026-07-01")).toBe(24);
  });

  it.each([1, 90, 5_000])("spreads %i orders exactly", (orders) => {
    const { ordersPerDay } = calendar("Asia/Tokyo", orders);
    expect(ordersPerDay.reduce((sum, count) => sum + count, 0)).toBe(orders);
    expect(Math.min(...ordersPerDay)).toBeGreaterThanOrEqual(0);
  });

  it("sells more in late autumn than in summer, and more in the second year", () => {
    const { days, ordersPerDay } = calendar("Europe/Berlin", 50_000);
    const ordersIn = (month: string) =>
      days.reduce((sum, day) => (day.date.startsWith(month) ? sum + (ordersPerDay[day.index] ?? 0) : sum), 0);
    expect(ordersIn("2025-12")).toBeGreaterThan(1.4 * ordersIn("2026-07"));
    expect(ordersIn("2026-09")).toBeGreaterThan(1.1 * ordersIn("2025-09"));
  });

  it("lets no day stray far from what its season brings, the last one neither", () => {
    const shops = Array.from({ length: 30 }, (_, seed) =>
      buildCalendar(seededRandom(seed + 1), { orders: 20_000, lastDay: "2026-11-29", timeZone: "Europe/Berlin" }),
    );
    for (let day = 0; day < HISTORY_DAYS; day++) {
      const counts = shops.map(({ ordersPerDay }) => ordersPerDay[day] ?? 0);
      const usual = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      expect(Math.max(...counts)).toBeLessThan(1.5 * usual + 3);
    }
  });

  it("keeps every moment inside its day", () => {
    const { days, momentIn } = calendar("Australia/Sydney");
    const random = seededRandom(2);
    for (const day of days) {
      const moment = momentIn(random, day);
      expect(moment).toBeGreaterThanOrEqual(day.startsAt);
      expect(moment).toBeLessThan(day.endsAt);
    }
  });

  it("names a last day that is none", () => {
    expect(() => buildCalendar(seededRandom(1), { orders: 5, lastDay: "2026-02-30", timeZone: "UTC" })).toThrow(
      '"2026-02-30" is not a calendar day',
    );
  });
});
