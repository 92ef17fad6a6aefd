import { describe, expect, it } from "vitest";
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

  it("refuses money of another currency", () => {
    expect(saidOf("USD")).toBe("The figure at installation is in EUR.");
  });
});
