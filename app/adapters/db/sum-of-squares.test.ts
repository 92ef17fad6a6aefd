import { expect, it } from "vitest";
import { sumOfSquares } from "./sum-of-squares";

it("squares in eight bytes only what fits, and everything else exactly", () => {
  const [limit] = sumOfSquares("v").match(/\d{6,}/) ?? [];
  expect(BigInt(limit ?? 0) ** 2n).toBeLessThan(2n ** 63n);
  expect(sumOfSquares("v")).toContain("FILTER (WHERE NOT v BETWEEN");
});
