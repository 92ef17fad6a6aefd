import { describe, expect, it } from "vitest";
import { forecastShortage, shortageReason, type ForecastBasis } from "./forecast-readiness";
import { sayReason } from "~/words/records/reasons";

const TODAY = "2026-07-02";
const enough: ForecastBasis = { customers: 200, repeaters: 50, firstDay: "2026-01-01" };
const sentence = (basis: ForecastBasis) => {
  const shortage = forecastShortage(basis, TODAY);
  return shortage && sayReason(shortageReason(shortage));
};

describe("forecastShortage", () => {
  it("is none from 200 customers, 50 of them with a second day, and 26 weeks on", () => {
    expect(forecastShortage(enough, TODAY)).toBeNull();
    expect(forecastShortage({ ...enough, firstDay: "2026-01-02" }, TODAY)?.missing).toEqual([
      { what: "historyDays", has: 181, needs: 182 },
    ]);
  });

  it("says what is missing and the day it is there at the current pace", () => {
    expect(sentence({ ...enough, firstDay: "2026-06-18" })).toBe(
      "A forecast needs more data. Weeks of history: 2 of 26. At the current pace it will be ready on Dec 17, 2026.",
    );
    expect(sentence({ ...enough, firstDay: "2026-06-19" })).toContain("Weeks of history: 1 of 26"); // 13 days
    // 100 of 200 in 182 days: as many days again.
    expect(sentence({ ...enough, customers: 100 })).toBe(
      "A forecast needs more data. Customers: 100 of 200. At the current pace it will be ready on Dec 31, 2026.",
    );
    expect(sentence({ customers: 199, repeaters: 25, firstDay: "2026-01-01" })).toBe(
      "A forecast needs more data. Customers: 199 of 200. Customers who bought on a second day: 25 of 50. At the current pace it will be ready on Dec 31, 2026.",
    );
  });

  it("is not over on the day of the first purchase, however much was bought", () => {
    expect(forecastShortage({ ...enough, firstDay: TODAY }, TODAY)).toEqual({
      missing: [{ what: "historyDays", has: 0, needs: 182 }],
      byDay: "2026-12-31",
    });
    // One customer that day: 199 days for 199 more.
    expect(forecastShortage({ ...enough, customers: 1, firstDay: TODAY }, TODAY)?.byDay).toBe("2027-01-17");
  });

  it("rounds the day up, and promises none beyond three years", () => {
    // 30 of 200 in 182 days: 170 more in 1,031.3 days.
    expect(forecastShortage({ ...enough, customers: 30 }, TODAY)?.byDay).toBe("2029-04-29");
    const inDays = (firstDay: string, customers: number) =>
      forecastShortage({ ...enough, customers, firstDay }, TODAY)?.byDay;
    // A quarter of them in a year: the rest in three. A day longer, and the rest takes longer as well.
    expect(inDays("2025-07-02", 50)).toBe("2029-07-01");
    expect(inDays("2025-07-01", 50)).toBeNull();
  });

  it("promises no day when nobody came back yet, nobody bought yet, or it is years away", () => {
    expect(forecastShortage({ ...enough, repeaters: 0 }, TODAY)?.byDay).toBeNull();
    expect(forecastShortage({ ...enough, customers: 2 }, TODAY)?.byDay).toBeNull();
    expect(forecastShortage({ customers: 0, repeaters: 0, firstDay: null }, TODAY)?.missing).toEqual([
      { what: "customers", has: 0, needs: 200 },
      { what: "repeaters", has: 0, needs: 50 },
      { what: "historyDays", has: 0, needs: 182 },
    ]);
    expect(sentence({ customers: 0, repeaters: 0, firstDay: null })).toBe(
      "A forecast needs more data. Customers: 0 of 200. Customers who bought on a second day: 0 of 50. Weeks of history: 0 of 26.",
    );
  });
});
