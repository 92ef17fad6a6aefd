import { describe, expect, it } from "vitest";
import { alignedLines } from "./aligned-lines";

describe("alignedLines", () => {
  it("keeps columns apart however wide a number is", () => {
    const lines = alignedLines([
      ["value", "MAE", "total"],
      ["bgnbd", "123456789012.1234", "-12.1%"],
      ["bgcnbd-3-all-learned-season", "9.5", "-"],
    ]);
    expect(lines).toEqual([
      "value                                      MAE   total",
      "bgnbd                        123456789012.1234  -12.1%",
      "bgcnbd-3-all-learned-season                9.5       -",
    ]);
  });

  it("has no lines without rows", () => {
    expect(alignedLines([])).toEqual([]);
  });
});
