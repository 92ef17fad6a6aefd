import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCells } from "../../test/support/csv";
import { csvLine } from "./csv";

describe("csvLine", () => {
  it("writes plain cells as they are and nothing for what is not known", () => {
    expect(csvLine(["#1001", 12, null, "12.50"])).toBe("#1001,12,,12.50\r\n");
  });

  it("quotes what would break the line, and doubles quotes", () => {
    expect(csvLine(['a "b", c', "two\nlines"])).toBe('"a ""b"", c","two\nlines"\r\n');
  });

  it.each(["=1+1", "+49", "-1+1", "@SUM(A1)", "\tx", "\rx", "--5", "-"])(
    "makes %j harmless with an apostrophe",
    (text) => {
      expect(csvLine([text]).replaceAll('"', "")).toBe(`'${text}\r\n`);
    },
  );

  it("leaves negative numbers numbers, as text or not", () => {
    expect(csvLine([-5, "-90.00", -0.25])).toBe("-5,-90.00,-0.25\r\n");
  });

  it("never writes an exponent", () => {
    expect(csvLine([1e-7, 1e21])).toBe("0.0000001,1000000000000000000000\r\n");
    expect(() => csvLine([Number.NaN])).toThrow(RangeError);
  });

  it("is read back as it was, less what was made harmless", () => {
    const typed = fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n]/g, ""));
    fc.assert(
      fc.property(fc.array(typed, { minLength: 2, maxLength: 5 }), (cells) => {
        const back = csvCells(csvLine(cells).replace(/\r\n$/, ""));
        expect(back).toHaveLength(cells.length);
        back.forEach((cell, index) => {
          expect([cells[index], `'${cells[index]}`]).toContain(cell);
          expect(cell).not.toMatch(/^[=+@\t]/);
        });
      }),
    );
  });
});
