import { describe, expect, it } from "vitest";
import { addDays, type ShopDay } from "~/domain/time/shop-time";
import { isHeldOut } from "./hold-out-draw";
import { stableHash } from "./stable-hash";

const FIRST: ShopDay = "2026-01-01";
const days = Array.from({ length: 400 }, (_, n) => addDays(FIRST, n));
const products = Array.from({ length: 500 }, (_, n) => String(8_000_000_000_000 + n));

/** Of a large count drawn with probability `share`, more than five standard errors away. */
const isFar = (share: number, observed: number, n: number) =>
  Math.abs(observed - share) > 5 * Math.sqrt((share * (1 - share)) / n);

describe("isHeldOut", () => {
  it("gives the same answer wherever and whenever it is asked", () => {
    const drawn = days.slice(0, 40).filter((day) => isHeldOut("salt", "8000000000001", day, 0.1));
    expect(drawn).toMatchInlineSnapshot(`
      [
        "2026-01-03",
        "2026-01-09",
        "2026-01-18",
        "2026-01-28",
      ]
    `);
  });

  it.each([0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.5])("holds out %d of the days of each block, no day more", (share) => {
    // Blocks are counted from 1970-01-01; 100 days hold whole blocks of every share.
    for (const product of products.slice(0, 20)) {
      const block = Array.from({ length: 100 }, (_, n) => addDays("1970-01-01", 20_500 + n));
      expect(block.filter((day) => isHeldOut("salt", product, day, share))).toHaveLength(Math.round(100 * share));
    }
  });

  it("holds out about that share of the products of each day, and of each weekday", () => {
    const share = (ofDays: readonly ShopDay[]) => {
      const draws = ofDays.flatMap((day) => products.map((product) => isHeldOut("salt", product, day, 0.1)));
      return draws.filter(Boolean).length / draws.length;
    };
    expect(days.slice(0, 60).filter((day) => isFar(0.1, share([day]), products.length))).toEqual([]);
    for (let weekday = 0; weekday < 7; weekday++) {
      const those = days.filter((_, n) => n % 7 === weekday);
      expect(isFar(0.1, share(those), those.length * products.length)).toBe(false);
    }
  });

  it("draws one product without a look at another, and one salt without a look at another", () => {
    const both = (a: (n: number) => boolean, b: (n: number) => boolean, n: number) =>
      Array.from({ length: n }, (_, at) => at).filter((at) => a(at) && b(at)).length / n;
    const draw = (salt: string, product: number, n: number) => isHeldOut(salt, String(product), days[n % 400]!, 0.1);
    const count = 40_000;
    const own = (n: number) => draw("salt", 8_000_000_000_000 + Math.floor(n / 400), n);
    expect(
      isFar(
        0.01,
        both(own, (n) => draw("salt", 8_000_000_000_001 + Math.floor(n / 400), n), count),
        count,
      ),
    ).toBe(false);
    expect(
      isFar(
        0.01,
        both(own, (n) => draw("other", 8_000_000_000_000 + Math.floor(n / 400), n), count),
        count,
      ),
    ).toBe(false);
  });

  it("holds out no day at a share of 0 and every day at 1", () => {
    expect(days.some((day) => isHeldOut("salt", "1", day, 0))).toBe(false);
    expect(days.every((day) => isHeldOut("salt", "1", day, 1))).toBe(true);
  });

  it.each([-0.1, 1.1, 0.105, NaN])("refuses a share of %d", (share) => {
    expect(() => isHeldOut("salt", "1", FIRST, share)).toThrow(RangeError);
  });
});

describe("stableHash", () => {
  it("spreads texts that differ in one digit evenly", () => {
    const tenths = new Array<number>(10).fill(0);
    for (let n = 0; n < 50_000; n++) tenths[Math.floor(stableHash(`salt ${n}`) * 10)]! += 1;
    // Chi squared of nine degrees of freedom: 27.9 is passed once in a thousand.
    expect(tenths.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0)).toBeLessThan(27.9);
  });
});
