import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInSegment, isWholeShop, parseSegment, segmentParams, type Segment } from "./segment";

const parse = (query: string) => parseSegment(new URLSearchParams(query));

const segments: fc.Arbitrary<Segment> = fc.record(
  {
    buyer: fc.constantFrom("new" as const, "returning" as const),
    channel: fc.constantFrom("Online Store", "POS", "a & b = c"),
    country: fc.constantFrom("DE", "FR"),
    firstProductId: fc.constantFrom("11", "9223372036854775807"),
    hasDiscount: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe("parseSegment", () => {
  it("reads every field", () => {
    expect(parse("buyer=new&channel=Online+Store&country=DE&first_product=42&discount=no")).toEqual({
      segment: { buyer: "new", channel: "Online Store", country: "DE", firstProductId: "42", hasDiscount: false },
      errors: {},
    });
  });
  it("leaves open what is empty or missing", () => {
    expect(parse("buyer=&channel=%20&from=2026-01-01")).toEqual({ segment: {}, errors: {} });
  });
  it("knows no product by a number above those that Shopify gives out", () => {
    const { segment, errors } = parse("first_product=9223372036854775808");
    expect(segment).toEqual({});
    expect(Object.keys(errors)).toEqual(["first_product"]);
  });
  it("says what it could not use and keeps the rest", () => {
    const { segment, errors } = parse(
      `buyer=loyal&first_product=1%27--&discount=1&country=DE&channel=${"x".repeat(300)}`,
    );
    expect(segment).toEqual({ country: "DE" });
    expect(Object.keys(errors).sort()).toEqual(["buyer", "channel", "discount", "first_product"]);
    expect(errors.buyer).toEqual({ key: "noSuchBuyer", values: { asked: "loyal" } });
  });
  it("reads back what segmentParams writes", () => {
    fc.assert(
      fc.property(segments, (segment) => {
        expect(parseSegment(segmentParams(segment))).toEqual({ segment, errors: {} });
      }),
    );
  });
});

describe("isInSegment", () => {
  const known = { purchaseNumber: 2, channel: "POS", country: "DE", firstProductId: "11", originalDiscount: 300 };
  const unknown = { purchaseNumber: null, channel: null, country: null, firstProductId: null, originalDiscount: 0 };

  it("takes every order into the whole shop", () => {
    expect(isWholeShop({})).toBe(true);
    expect(isInSegment(unknown, {})).toBe(true);
  });
  it("asks all fields at once", () => {
    const asked: Segment = {
      buyer: "returning",
      channel: "POS",
      country: "DE",
      firstProductId: "11",
      hasDiscount: true,
    };
    expect(isInSegment(known, asked)).toBe(true);
    for (const other of [{ channel: "Shop" }, { country: null }, { firstProductId: "12" }, { originalDiscount: 0 }]) {
      expect(isInSegment({ ...known, ...other }, asked)).toBe(false);
    }
  });
  it("puts an order that is nobody's purchase among neither new nor returning", () => {
    expect(isInSegment(unknown, { buyer: "new" })).toBe(false);
    expect(isInSegment(unknown, { buyer: "returning" })).toBe(false);
    expect(isInSegment(unknown, { hasDiscount: false })).toBe(true);
  });
});
