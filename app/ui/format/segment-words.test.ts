import { describe, expect, it } from "vitest";
import { segmentWords } from "./segment-words";

describe("segmentWords", () => {
  it("says nothing of the whole shop and names each field else", () => {
    expect(segmentWords({})).toBe("");
    expect(segmentWords({ buyer: "returning", firstProductId: "7", hasDiscount: true }, "Tea")).toBe(
      "repeat purchases, customers who began with Tea, with a discount",
    );
    expect(segmentWords({ firstProductId: "7", country: "DE" })).toBe("country DE, customers who began with product 7");
  });
});
