import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  currencyExponent,
  formatDecimal,
  formatFractionalDecimal,
  formatMean,
  parseMoney,
  roundHalfAwayFromZero,
  roundMoney,
} from "./money";

describe("parseMoney", () => {
  it("reads an amount into minor units of its currency", () => {
    expect(parseMoney("12.5", "EUR")).toBe(1250);
    expect(parseMoney("-3", "USD")).toBe(-300);
    expect(parseMoney("1000.0", "JPY")).toBe(1000);
    expect(parseMoney("1.234", "KWD")).toBe(1234);
    expect(parseMoney("10.5000", "EUR")).toBe(1050);
  });
  it("knows no negative zero", () => {
    expect(Object.is(parseMoney("-0.00", "EUR"), 0)).toBe(true);
  });
  it.each(["", " 1", "1,00", "1e3", ".5", "1.", "+1", "NaN", "0x10"])("refuses %j", (amount) => {
    expect(() => parseMoney(amount, "EUR")).toThrow(RangeError);
  });
  it("refuses amounts it would have to round or could not hold exactly", () => {
    expect(() => parseMoney("1.005", "EUR")).toThrow("more decimals");
    expect(() => parseMoney("1.5", "JPY")).toThrow("more decimals");
    expect(() => parseMoney("99999999999999999", "EUR")).toThrow("too large");
  });
  it("is undone by formatDecimal", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom("EUR", "JPY", "KWD", "MGA"), (minor, code) => {
        expect(parseMoney(formatDecimal(minor, code), code)).toBe(minor);
      }),
    );
  });
});

describe("roundMoney", () => {
  it("rounds decimals beyond the minor unit half away from zero", () => {
    expect(roundMoney("1.085", "EUR")).toBe(109);
    expect(roundMoney("-1.085", "EUR")).toBe(-109);
    expect(roundMoney("1.0849999", "EUR")).toBe(108);
    expect(roundMoney("0.995", "EUR")).toBe(100);
    expect(roundMoney("15000.5", "MGA")).toBe(15001);
    expect(Object.is(roundMoney("-0.001", "EUR"), 0)).toBe(true);
  });
  it("says the same as parseMoney of what needs no rounding, and refuses the same", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom("EUR", "JPY", "KWD", "MGA"), (minor, code) => {
        expect(roundMoney(formatDecimal(minor, code), code)).toBe(minor);
      }),
    );
    for (const amount of ["", "1,00", "1e309", "NaN", "99999999999999999"]) {
      expect(() => roundMoney(amount, "EUR")).toThrow(RangeError);
    }
  });
});

describe("formatDecimal", () => {
  it("writes as many decimals as the currency has", () => {
    expect(formatDecimal(-9000, "EUR")).toBe("-90.00");
    expect(formatDecimal(5, "EUR")).toBe("0.05");
    expect(formatDecimal(10000, "JPY")).toBe("10000");
  });
});

describe("formatMean", () => {
  it("divides exactly and writes six decimals", () => {
    expect(formatMean(32000, 3, "EUR")).toBe("106.666667");
    expect(formatMean(10000, 3, "JPY")).toBe("3333.333333");
    expect(formatMean(-1, 2000000, "JPY")).toBe("-0.000001");
    expect(formatMean(-1, 3000000, "JPY")).toBe("0.000000");
  });
  it("refuses an empty count", () => {
    expect(() => formatMean(1, 0, "EUR")).toThrow(RangeError);
  });
});

describe("formatFractionalDecimal", () => {
  it("writes a bound in whole currency", () => {
    expect(formatFractionalDecimal(1234.5, "EUR")).toBe("12.345000");
  });
});

describe("roundHalfAwayFromZero", () => {
  it("rounds halves away from zero, decimal halves too", () => {
    expect(roundHalfAwayFromZero(2.5)).toBe(3);
    expect(roundHalfAwayFromZero(-2.5)).toBe(-3);
    expect(roundHalfAwayFromZero(1.005, 2)).toBe(1.01);
    expect(roundHalfAwayFromZero(0.0625, 3)).toBe(0.063);
    expect(Object.is(roundHalfAwayFromZero(-0.2), 0)).toBe(true);
  });
});

describe("currencyExponent", () => {
  it("has Shopify's minor units where ISO 4217 or CLDR say otherwise", () => {
    expect(["MGA", "MRU", "HUF", "IDR", "COP", "PKR", "IQD", "USDC"].map(currencyExponent)).toEqual([
      0, 0, 2, 2, 2, 2, 3, 2,
    ]);
  });
  it("refuses what is not a currency code", () => {
    expect(() => currencyExponent("eur")).toThrow(RangeError);
  });
});
