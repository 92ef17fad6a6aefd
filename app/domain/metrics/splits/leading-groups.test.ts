import { describe, expect, it } from "vitest";
import { leadingFirst } from "./leading-groups";

const group = (key: string | null, size: number) => ({ key, size });
const leading = (groups: readonly ReturnType<typeof group>[], most: number) =>
  leadingFirst(
    groups,
    most,
    ({ size }) => size,
    (rest) =>
      group(
        null,
        rest.reduce((sum, { size }) => sum + size, 0),
      ),
  );

describe("leadingFirst", () => {
  const groups = [group("b", 2), group("c", 5), group(null, 2), group("a", 2), group("d", 1)];

  it("puts the largest first, equal ones by key, and joins the others", () => {
    expect(leading(groups, 3)).toEqual([
      { key: "c", size: 5, isRest: false },
      { key: null, size: 2, isRest: false },
      { key: "a", size: 2, isRest: false },
      { key: null, size: 3, isRest: true },
    ]);
  });
  it("has no rest when all are shown", () => {
    expect(leading(groups, 5).map(({ key, isRest }) => [key, isRest])).toEqual([
      ["c", false],
      [null, false],
      ["a", false],
      ["b", false],
      ["d", false],
    ]);
    expect(leading([], 5)).toEqual([]);
  });
});
