import { describe, expect, it } from "vitest";
import { at } from "../../../test/support/builders";
import { checkoutsKnownFrom, cutOf, isKnownDay } from "./known-checkouts";

describe("checkoutsKnownFrom", () => {
  it("is the first whole shop day of the 90 days Shopify's list keeps", () => {
    expect(checkoutsKnownFrom(at("2026-11-30T12:00"), null, "UTC")).toBe("2026-09-02");
    expect(checkoutsKnownFrom(at("2026-11-30T00:00"), null, "UTC")).toBe("2026-09-01");
  });
  it("cuts days in the shop's own zone", () => {
    // 90 days before is 31 August 22:00 in New York.
    expect(checkoutsKnownFrom(at("2026-11-30T02:00"), null, "America/New_York")).toBe("2026-09-01");
    expect(checkoutsKnownFrom(at("2026-11-30T02:00"), null, "Asia/Tokyo")).toBe("2026-09-02");
  });
  it("is earlier where the list still held an older checkout", () => {
    expect(checkoutsKnownFrom(at("2026-11-30T12:00"), at("2026-05-03T18:00"), "UTC")).toBe("2026-05-03");
    expect(checkoutsKnownFrom(at("2026-11-30T12:00"), at("2026-10-03T18:00"), "UTC")).toBe("2026-09-02");
  });
});

describe("cutOf", () => {
  it("leaves a range alone that begins with the known days or later", () => {
    expect(cutOf({ from: "2026-09-02", to: "2026-09-30" }, "2026-09-02")).toBeNull();
  });
  it("tells a range that is cut from one that is unknown", () => {
    expect(cutOf({ from: "2026-09-01", to: "2026-09-02" }, "2026-09-02")?.isUnknown).toBe(false);
    expect(cutOf({ from: "2026-08-01", to: "2026-09-01" }, "2026-09-02")?.isUnknown).toBe(true);
    expect(cutOf({}, "2026-09-02")?.isUnknown).toBe(false);
    expect(cutOf({ from: "2026-09-02" }, null)).toEqual({ knownFrom: null, isUnknown: true });
  });
});

it("knows no day until the list was read", () => {
  expect(isKnownDay("2026-09-02", "2026-09-02")).toBe(true);
  expect(isKnownDay("2026-09-01", "2026-09-02")).toBe(false);
  expect(isKnownDay("2026-09-01", null)).toBe(false);
});
