import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { arrivalsTable } from "./arrival-table";
import { arrivalScores, judgeArrivals } from "./evaluate-arrivals";
import { growingShops } from "./growing-shops";

describe("judgeArrivals", () => {
  const judged = judgeArrivals(simulatedPurchases({ customers: 700, days: 700, seed: 4 }));

  it("judges new customers, what they bring and all together, where the future is known", () => {
    expect(new Set(judged.map(({ of }) => of))).toEqual(new Set(["newCustomers", "arriving", "together"]));
    for (const { months, width, error } of judged) {
      expect([3, 6, 12]).toContain(months);
      expect(width).toBeGreaterThan(0);
      expect(Number.isFinite(error)).toBe(true);
    }
  });

  it("tells what the app would have shown from what it found too young", () => {
    const shown = judged.filter(({ isShown }) => isShown);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(judged.length);
  });

  it("is near a stream that is even, and holds simple forecasts beside it", () => {
    const scores = arrivalScores(judged.filter(({ isShown }) => isShown));
    const ofNew = scores.find(({ of, months }) => of === "newCustomers" && months === 3)!;
    expect(ofNew.error).toBeLessThan(0.1);
    expect(Object.keys(ofNew.byName)).toEqual(["structural", "same-month", "mean-12", "mean-3"]);
    const table = arrivalsTable({ logs: [{ log: "even.csv", shown: scores, tooYoung: [] }], simulated: [] });
    expect(table).toContain("even.csv\nnew customers, 3 months     ");
  });
});

describe("growingShops", () => {
  it("are the same each time, and four of each kind", () => {
    const [shops, again] = [growingShops(), growingShops()];
    expect(shops.map(({ log }) => log.days.length)).toEqual(again.map(({ log }) => log.days.length));
    for (const { kind } of shops) expect(shops.filter((other) => other.kind === kind)).toHaveLength(4);
  });
});
