import { describe, expect, it } from "vitest";
import { settableGoals } from "./settable-goals";

describe("settableGoals", () => {
  it("says of each goal its number, side, unit and days", () => {
    expect(settableGoals([]).find(({ id }) => id === "at_most:zero_value_order_share")).toEqual({
      id: "at_most:zero_value_order_share",
      metricLabel: expect.any(String) as string,
      side: "at_most",
      unit: "rate",
      days: 90,
    });
  });
  it("offers no second goal on a number that has one, published goals aside", () => {
    const offered = settableGoals([{ goalId: "at_least:discount_rate" }, { goalId: "aov_m" }]).map(({ id }) => id);
    expect(offered.filter((id) => id.endsWith(":discount_rate"))).toEqual([]);
    expect(offered).toContain("at_least:aov");
  });
  it("sorts by name", () => {
    const names = settableGoals([]).map(({ metricLabel }) => metricLabel);
    expect([...names].sort((a, b) => a.localeCompare(b, "en", { numeric: true }))).toEqual(names);
  });
});
