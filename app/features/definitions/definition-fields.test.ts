import { describe, expect, it } from "vitest";
import { DEFAULT_DEFINITIONS, type Definitions } from "~/domain/orders/definitions";
import { definitionFields, readDefinitionFields } from "./definition-fields";

const read = (definitions: Definitions) => readDefinitionFields(new URLSearchParams(definitionFields(definitions)));

describe("the fields of the definitions", () => {
  it("are read back as the definitions they were written from", () => {
    expect(read(DEFAULT_DEFINITIONS)).toEqual(DEFAULT_DEFINITIONS);
    const changed: Definitions = {
      excludeCancelledFromOrders: true,
      excludeZeroValueFromAov: true,
      fullyRefundedIsPurchase: false,
      channelsIncluded: ["pos", "web"],
      excludeOrderTags: ["wholesale", "staff & friends"],
      subscriptionRenewalsAreRepeat: false,
      checkoutSources: ["mobile_app"],
      setApartUnusualCustomers: true,
      annualDiscountPercent: 7.5,
      abandonmentThresholdMinutes: 90,
    };
    expect(read(changed)).toEqual(changed);
  });

  it("take tags apart at commas, each once", () => {
    expect(readDefinitionFields(new URLSearchParams({ excludeOrderTags: " a, b ,,a" })).excludeOrderTags).toEqual([
      "a",
      "b",
    ]);
  });

  it("leave what is no number to be refused by its own name", () => {
    for (const text of ["", "soon", "-5", "1e3", "12.5"]) {
      const fields = new URLSearchParams({ abandonmentThresholdMinutes: text });
      expect(readDefinitionFields(fields).abandonmentThresholdMinutes).toBe(text);
    }
  });

  it("count chosen channels only where some are to be chosen", () => {
    const fields = new URLSearchParams([
      ["channels", "all"],
      ["channel", "web"],
    ]);
    expect(readDefinitionFields(fields).channelsIncluded).toBeNull();
  });
});
