import { describe, expect, it } from "vitest";
import { GOAL_TEXTS } from "~/words/pages/goals";
import { wordsOf } from "~/words/words";
import { boundText, boundUnit, parseBound } from "./own-bound";

describe("parseBound", () => {
  it("reads percent, money and times in the unit of the metric", () => {
    expect(parseBound("28.75", "rate", "EUR")).toEqual({ value: 0.2875 });
    expect(parseBound(" 30 % ", "rate", "EUR")).toEqual({ value: 0.3 });
    expect(parseBound("49,90", "money", "EUR")).toEqual({ value: 4990 });
    expect(parseBound("5000", "money", "JPY")).toEqual({ value: 5000 });
    expect(parseBound("3", "ratio", "EUR")).toEqual({ value: 3 });
  });

  it("says what to type when it is no such number", () => {
    for (const text of ["", "a quarter", "-5", "1e3", "1,000.50"]) {
      expect(parseBound(text, "money", "EUR")).toEqual({ error: expect.stringContaining("plain number") as string });
    }
    expect(parseBound("0", "rate", "EUR")).toEqual({ error: expect.stringContaining("above zero") as string });
    expect(parseBound("1001", "rate", "EUR")).toEqual({ error: expect.stringContaining("1,000%") as string });
  });

  it("takes whole numbers alone for what is counted, as it would show no other", () => {
    expect(parseBound("2.5", "count", "EUR")).toEqual({ error: expect.stringContaining("whole") as string });
    expect(parseBound("2.0", "count", "EUR")).toEqual({ value: 2 });
  });

  it("reads back what it writes", () => {
    for (const [value, unit] of [
      [0.2875, "rate"],
      [4990, "money"],
      [3, "ratio"],
    ] as const) {
      expect(parseBound(boundText(value, unit, "EUR"), unit, "EUR")).toEqual({ value });
    }
  });

  it("names the unit beside the field as the reader writes it", () => {
    const units = ["rate", "money", "days", "ratio", "count"] as const;
    const say = wordsOf(GOAL_TEXTS);
    expect(units.map((unit) => boundUnit(unit, "EUR", "en", say))).toEqual(["%", "EUR", "days", "times", ""]);
    expect(boundUnit("rate", "EUR", "ar-EG", say)).toContain("\u066a");
  });
});
