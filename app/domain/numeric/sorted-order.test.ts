import { describe, expect, it } from "vitest";
import { randomNormal, seededRandom } from "./random";
import { orderByWholeKeys, orderFromHighest } from "./sorted-order";

const random = seededRandom(3);

describe("orderByWholeKeys", () => {
  it.each([1, 2_000, 3_000_000, 2 ** 32])(
    "sorts keys below %d by the last column first, and keeps ties as they came",
    (limit) => {
      const keys = [0, 1].map(() => Uint32Array.from({ length: 2_000 }, () => Math.floor(random() * limit)));
      const [minor, major] = keys as [Uint32Array, Uint32Array];
      const compared = Array.from(minor.keys()).sort((a, b) => major[a]! - major[b]! || minor[a]! - minor[b]! || a - b);
      expect([...orderByWholeKeys(2_000, keys)]).toEqual(compared);
    },
  );

  it("has nothing to sort in nothing", () => {
    expect([...orderByWholeKeys(0, [new Uint32Array(0)])]).toEqual([]);
  });
});

describe("orderFromHighest", () => {
  it("sorts as comparing does, ties as they came", () => {
    const column = Float64Array.from({ length: 3_000 }, (_, row) =>
      row % 3 === 0 ? Math.round(randomNormal(random)) : randomNormal(random) * 10 ** (60 * random() - 30),
    );
    const compared = Array.from(column.keys()).sort((a, b) => column[b]! - column[a]! || a - b);
    expect([...orderFromHighest(column)]).toEqual(compared);
  });

  it("takes both zeros for one, and infinities for the ends", () => {
    expect([...orderFromHighest(Float64Array.of(0, -0, 0, Infinity, -1, -Infinity))]).toEqual([3, 0, 1, 2, 4, 5]);
  });
});
