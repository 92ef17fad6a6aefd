import { describe, expect, it } from "vitest";
import { PINNED_API_VERSION, endOfSupport, pinnedSchema } from "./pinned-schema";

const DAY_MS = 86_400_000;

describe("the pinned Admin schema", () => {
  it("is supported by Shopify for at least 60 more days", () => {
    const daysLeft = (endOfSupport(PINNED_API_VERSION).getTime() - Date.now()) / DAY_MS;
    expect(daysLeft, `Admin API ${PINNED_API_VERSION} expires soon: pin a newer one with pin-schema.ts`).toBeGreaterThan(60);
  });

  it("counts twelve months of support from the date of the version", () => {
    expect(endOfSupport("2026-10").toISOString()).toBe("2027-10-01T00:00:00.000Z");
    expect(() => endOfSupport("unstable")).toThrow(RangeError);
  });

  it("keeps the reasons of deprecations", () => {
    expect(pinnedSchema().getQueryType()?.getFields()["currentBulkOperation"]?.deprecationReason).toBeTruthy();
  });
});
