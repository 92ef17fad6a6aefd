import { describe, expect, it } from "vitest";
import { riskChoice, riskSort } from "./churn-risk";

describe("riskChoice", () => {
  it("is everybody at risk by expected loss, whatever an address says wrongly", () => {
    const all = { reason: "any", buyers: "all", order: { by: "loss", isAscending: false } };
    expect(riskChoice(new URLSearchParams())).toEqual(all);
    expect(riskChoice(new URLSearchParams("risk=much&bought=often&sort=-name"))).toEqual(all);
  });

  it("reads what it writes", () => {
    for (const sort of ["last", "-value", "loss", "-chance"]) {
      expect(riskSort(riskChoice(new URLSearchParams({ sort })).order)).toBe(sort);
    }
    expect(riskChoice(new URLSearchParams("risk=unlikely&bought=once"))).toMatchObject({
      reason: "unlikely",
      buyers: "once",
    });
  });
});
