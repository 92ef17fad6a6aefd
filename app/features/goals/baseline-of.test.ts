import { describe, expect, it } from "vitest";
import { because } from "~/domain/metrics/confidence/reason";
import { sayReason } from "~/words/records/reasons";
import { baselineOf } from "./baseline-of";

const SENTENCE = "No orders were placed in this range.";

const frozen = {
  metricKey: "aov",
  range: { from: "2026-01-01", to: "2026-01-31" },
  value: null,
  numerator: null,
  denominator: null,
  unavailableBecause: SENTENCE,
  currencyCode: "EUR",
  definitionVersion: 1,
  frozenAt: new Date("2026-02-01T00:00:00Z"),
};

const saidOf = (currencyCode: string) =>
  sayReason(baselineOf([frozen], "aov", currencyCode)?.unavailableBecause ?? null);

describe("baselineOf", () => {
  it("says why a metric had no value in the words it was frozen with", () => {
    expect(saidOf("EUR")).toBe(SENTENCE);
  });

  it("says that nothing was measured then, whatever may be switched on by now", () => {
    const sentence = "The storefront is not measured yet: switch on the web pixel in the settings.";
    const rate = { ...frozen, metricKey: "conversion_rate", unavailableBecause: sentence };
    expect(baselineOf([rate], "conversion_rate", "EUR")?.unavailableBecause).toEqual(because("goalNotMeasuredThen"));
    expect(baselineOf([{ ...rate, value: 0.1, unavailableBecause: null }], "conversion_rate", "EUR")).toEqual({
      value: 0.1,
      unavailableBecause: null,
    });
  });

  it("refuses money of another currency", () => {
    expect(saidOf("USD")).toBe("The figure at installation is in EUR.");
  });
});
