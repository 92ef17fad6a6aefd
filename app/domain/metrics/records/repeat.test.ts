import { describe, expect, it } from "vitest";
import { context } from "../../../../test/support/builders";
import { because } from "~/domain/metrics/confidence/reason";
import { REPEAT_RECORDS } from "./repeat";

describe("time to second purchase", () => {
  const ofTimes = (customers: number, median: number | null, quarter: number | null) =>
    REPEAT_RECORDS.time_to_second_purchase.formula({ customers, median, quarter }, context());

  it("is the time of half the customers, of a quarter while fewer came back", () => {
    expect(ofTimes(21, 23, 13)).toMatchObject({ value: 23, n: 21 });
    expect(ofTimes(3, null, 12)).toMatchObject({ value: 12, n: 3 });
  });
  it("says whether nobody came or nobody came back", () => {
    expect(ofTimes(0, null, null)).toMatchObject({ value: null, n: 0, unavailableBecause: because("noNewCustomers") });
    expect(ofTimes(2, null, null)).toMatchObject({ value: null, n: 2, unavailableBecause: because("tooFewCameBack") });
  });
});
