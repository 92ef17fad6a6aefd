import { describe, expect, it } from "vitest";
import { reportTable } from "./report-table";

const metric = (
  value: string | number | null,
  unit: string,
  n: number | null,
  unavailableBecause: string | null = null,
) => ({
  value,
  unit,
  n,
  unavailableBecause,
  since: null,
});

describe("reportTable", () => {
  it("aligns values, shows rates in percent and says why a value is missing", () => {
    const metrics = {
      orders: metric(4, "count", 4),
      repeat_rate: metric(1 / 3, "rate", 3),
      aov_returning: metric(null, "money", 0, "There are no repeat purchases."),
    };
    const months = [["2026-01", { orders: metric(3, "count", 3) }]] as const;
    expect(reportTable({ from: "2026-01-01", to: "2026-01-31" }, { metrics }, months).split("\n")).toEqual([
      "2026-01-01 to 2026-01-31  value   unit  n",
      "orders                        4  count  4",
      "repeat_rate               33.3%   rate  3",
      "aov_returning                 –  money  There are no repeat purchases.",
      "",
      "by month       2026-01",
      "orders               3",
      "repeat_rate          –",
      "aov_returning        –",
      "",
    ]);
  });
});
