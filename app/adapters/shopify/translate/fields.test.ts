import { describe, expect, it } from "vitest";
import { gidName, gidNameOf, gidOf, gidTail, momentOf } from "./fields";

describe("a moment of Shopify's", () => {
  it.each([
    ["2026-02-28T23:59:59Z", "2026-02-28T23:59:59.000Z"],
    ["2024-02-29T12:00:00.250Z", "2024-02-29T12:00:00.250Z"],
    ["2026-03-08T02:30:00-05:00", "2026-03-08T07:30:00.000Z"],
    ["2026-03-08T02:30:00+0530", "2026-03-07T21:00:00.000Z"],
  ])("reads %s", (text, iso) => {
    expect(momentOf(text)?.toISOString()).toBe(iso);
  });

  it.each([
    ["a day the month does not have", "2026-02-30T12:00:00Z"],
    ["29 February of a common year", "2026-02-29T12:00:00Z"],
    ["31 April", "2026-04-31T12:00:00Z"],
    ["day 0", "2026-04-00T12:00:00Z"],
    ["month 13", "2026-13-01T12:00:00Z"],
    ["hour 25", "2026-04-01T25:00:00Z"],
    ["hour 24", "2026-04-01T24:00:00Z"],
    ["minute 60", "2026-04-01T12:60:00Z"],
    ["second 60", "2026-04-01T12:00:60Z"],
    ["no zone", "2026-04-01T12:00:00"],
    ["a zone no clock has", "2026-04-01T12:00:00+25:00"],
    ["only a day", "2026-04-01"],
    ["year 1", "0001-04-01T12:00:00Z"],
    ["year 9999", "9999-04-01T12:00:00Z"],
    ["words behind it", "2026-04-01T12:00:00Z later"],
    ["nothing", ""],
  ])("I7: knows no moment with %s", (_name, text) => {
    expect(momentOf(text)).toBeNull();
  });
});

describe("an id of Shopify's", () => {
  it("is taken of the kind that belongs there, and of no other", () => {
    expect(gidOf("Order").parse("gid://shopify/Order/9007199254740993")).toBe("9007199254740993");
    expect(() => gidOf("Order").parse("gid://shopify/DraftOrder/1")).toThrow("not the id of Order");
    expect(gidNameOf("Sale").parse("gid://shopify/DutySale/3")).toBe("DutySale/3");
    expect(() => gidNameOf("Sale").parse("gid://shopify/SaleItem/3")).toThrow("not the id of a Sale");
  });

  it("I7: fits into eight bytes and begins with no zero", () => {
    expect(gidTail("gid://shopify/Order/9223372036854775807")).toBe("9223372036854775807");
    for (const id of ["9223372036854775808", "0", "007", "-1", "1.5", "x"]) {
      expect(gidName(`gid://shopify/Order/${id}`)).toBeNull();
    }
  });
});
