import { describe, expect, it } from "vitest";
import { csvCells } from "./csv";

describe("csvCells", () => {
  it("splits at commas and keeps empty cells", () => {
    expect(csvCells("536365,,2.55")).toEqual(["536365", "", "2.55"]);
  });

  it("keeps commas and doubled quotes of a quoted cell", () => {
    expect(csvCells('21228,"POCKET ""GLAMOROUS"", RED",,')).toEqual(["21228", 'POCKET "GLAMOROUS", RED', "", ""]);
  });
});
