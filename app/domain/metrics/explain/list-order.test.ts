import { describe, expect, it } from "vitest";
import { BLANK_ROW } from "./explained-row";
import { compareRows, DEFAULT_ORDER, parseListOrder, sortParameter } from "./list-order";

const row = (key: string, value: number | null) => ({ ...BLANK_ROW, key, at: 0, numerator: 1, denominator: 1, value });

describe("the order of a list", () => {
  it("is read from an address, a minus for the largest first", () => {
    expect(parseListOrder("value")).toEqual({ by: "value", isAscending: true });
    expect(parseListOrder("-numerator")).toEqual({ by: "numerator", isAscending: false });
    expect(sortParameter(parseListOrder("-days"))).toBe("-days");
    expect(sortParameter(parseListOrder("days"))).toBe("days");
  });

  it.each([null, "", "name", "value; DROP TABLE orders", "constructor"])("is newest first for %j", (text) => {
    expect(parseListOrder(text)).toBe(DEFAULT_ORDER);
    expect(DEFAULT_ORDER).toEqual({ by: "at", isAscending: false });
  });

  it("puts rows without a value last either way, and ids by their number", () => {
    const rows = [row("10", 5), row("9", 5), row("1", null), row("2", 7)];
    const keys = (isAscending: boolean) =>
      rows.toSorted(compareRows({ by: "value", isAscending })).map(({ key }) => key);
    expect(keys(true)).toEqual(["9", "10", "2", "1"]);
    expect(keys(false)).toEqual(["2", "10", "9", "1"]);
  });
});
