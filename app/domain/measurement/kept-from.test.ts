import { expect, it } from "vitest";
import { keptFrom } from "./kept-from";

it("keeps what reaches over the moment, and what that reaches over in turn", () => {
  expect(keptFrom([], 100)).toBe(100);
  expect(keptFrom([{ from: 10, to: 99 }], 100)).toBe(100);
  expect(keptFrom([{ from: 90, to: 100 }], 100)).toBe(90);
  expect(
    keptFrom(
      [
        { from: 90, to: 120 },
        { from: 60, to: 95 },
        { from: 10, to: 50 },
      ],
      100,
    ),
  ).toBe(60);
});
