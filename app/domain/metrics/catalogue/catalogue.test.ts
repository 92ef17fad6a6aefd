import { describe, expect, it } from "vitest";
import { METRIC_KEYS } from "./catalogue";

describe("the catalogue", () => {
  it("has every horizon of the definitions", () => {
    const horizonsOf = (pattern: RegExp) => METRIC_KEYS.flatMap((key) => pattern.exec(key)?.[1] ?? []).map(Number);
    expect(horizonsOf(/^repurchase_rate_(\d+)d$/)).toEqual([30, 60, 90, 180, 365]);
    expect(horizonsOf(/^clv_observed_(\d+)$/)).toEqual([30, 60, 90, 180, 365, 730]);
    expect(horizonsOf(/^clv_observed_(\d+)_trailing$/)).toEqual([30, 60, 90, 180, 365, 730]);
  });
});
