import { describe, expect, it } from "vitest";
import { moneyOf, rateOf, unavailable } from "~/domain/metrics/confidence/metric-value";
import { changeSentence, type ComparedNumber } from "./change-line";
import { createFormatters } from "./formatters";

const format = createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const becauseEmpty = "Nobody bought in this range.";
const card: ComparedNumber = {
  value: rateOf(412, 1701, becauseEmpty),
  previous: rateOf(360, 1629, becauseEmpty),
  change: { kind: "up", amount: 0.0212 },
  comparedWith: { name: "the 30 days before", when: "in the 30 days before" },
};

describe("changeSentence", () => {
  it("says the direction in words", () => {
    expect(changeSentence(card, format)).toBe("Up 2.1 points from 22.1%");
    expect(changeSentence({ ...card, change: { kind: "down", amount: -0.0212 } }, format)).toBe(
      "Down 2.1 points from 22.1%",
    );
  });

  it("claims no change that chance explains", () => {
    expect(changeSentence({ ...card, change: { kind: "same", amount: 0.001 } }, format)).toBe(
      "About the same as the 30 days before (22.1%)",
    );
  });

  it("compares nothing with fewer than five observations", () => {
    const change = changeSentence({ ...card, previous: rateOf(1, 4, becauseEmpty) }, format);
    expect(change).toBe("25.0% in the 30 days before, too few to compare");
  });

  it("says from when an earlier rate is, and holds no sum against one of fewer days", () => {
    const previous = { ...rateOf(360, 1629, becauseEmpty), since: "2026-09-02" };
    expect(changeSentence({ ...card, previous }, format)).toBe("Up 2.1 points from 22.1%, from Sep 2, 2026 on");
    const sums = { value: moneyOf(5_000, 9), previous: { ...moneyOf(3_000, 9), since: "2026-09-02" } };
    expect(changeSentence({ ...card, ...sums }, format)).toBe("Nothing in the 30 days before to compare with");
  });

  it("is absent when nothing is compared, and says so when there is no earlier number", () => {
    expect(changeSentence({ ...card, comparedWith: null }, format)).toBeNull();
    expect(changeSentence({ ...card, previous: unavailable("rate", becauseEmpty) }, format)).toBe(
      "Nothing in the 30 days before to compare with",
    );
  });
});
