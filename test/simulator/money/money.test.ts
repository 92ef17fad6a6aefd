import { describe, expect, it } from "vitest";
import { decimalScalar, decimalText, minorUnits } from "./money";

describe("money in decimal text", () => {
  it("has the decimals of its currency", () => {
    expect(decimalText(1234, "EUR")).toBe("12.34");
    expect(decimalText(-5, "EUR")).toBe("-0.05");
    expect(decimalText(1234, "JPY")).toBe("1234");
    expect(decimalText(1234, "KWD")).toBe("1.234");
  });

  it("loses its trailing zeros as a Decimal scalar", () => {
    expect(decimalScalar(1230, "EUR")).toBe("12.3");
    expect(decimalScalar(-1200, "EUR")).toBe("-12.0");
    expect(decimalScalar(1234, "JPY")).toBe("1234.0");
  });

  it("reads back what it wrote", () => {
    for (const currency of ["EUR", "JPY", "KWD"]) {
      for (const amount of [0, 7, -1999, 123_456_789]) {
        expect(minorUnits(decimalText(amount, currency), currency)).toBe(amount);
      }
    }
  });

  it("refuses what is no amount of the currency", () => {
    expect(() => minorUnits("12,50", "EUR")).toThrow("no decimal amount");
    expect(() => minorUnits("1e309", "EUR")).toThrow("no decimal amount");
    expect(() => minorUnits("1.005", "EUR")).toThrow("more decimals than EUR knows");
    expect(minorUnits("1.500", "EUR")).toBe(150);
  });
});
