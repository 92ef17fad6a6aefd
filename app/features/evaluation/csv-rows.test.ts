import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CsvRow, csvRows } from "./csv-rows.server";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "comeback-csv-rows-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function rowsOf(content: string | Buffer): Promise<CsvRow[]> {
  const path = join(folder, "x.csv");
  writeFileSync(path, content);
  const rows: CsvRow[] = [];
  for await (const row of csvRows(path)) rows.push(row);
  return rows;
}

describe("csvRows", () => {
  it("reads cells in quotes, over several lines and with quotes in them", async () => {
    const rows = await rowsOf(
      '\uFEFFid,note,amount\r\n\r\n"1","a ""b"",\r\nc",2\r\n2,,\r\n3,5" pipe,"4"\r\n"4","",""\r\n',
    );
    expect(rows).toEqual([
      { line: 1, cells: ["id", "note", "amount"] },
      { line: 3, cells: ["1", 'a "b",\nc', "2"] },
      { line: 5, cells: ["2", "", ""] },
      { line: 6, cells: ["3", '5" pipe', "4"] },
      { line: 7, cells: ["4", "", ""] },
    ]);
  });

  it.each([
    [
      "77,2024-05-05,1,234.50",
      'x.csv:2: it has 4 cells for 3 columns; put what holds a comma in quotes, such as "1,234.50".',
    ],
    ['\n"77",2024-05-05,"1",x', /^x\.csv:3: it has 4 cells for 3 columns;/],
    ['77,2024-05-05,"1"234.50', "x.csv:2: text follows a closed quote; write a quote within a cell twice."],
    ['77,2024-05-05,1\n78,"2024-05-05,1', "x.csv:3: a quote is opened and never closed."],
  ])("refuses %j", async (row, sentence) => {
    await expect(rowsOf(`customer_id,date,amount\n${row}\n`)).rejects.toThrow(sentence);
  });

  it("counts a column without a name as none, and passes over empty cells beyond the columns", async () => {
    expect(await rowsOf("id,amount,\n1,2,\n2,3,,\n")).toHaveLength(3);
    await expect(rowsOf("id,amount,\n1,2,34\n")).rejects.toThrow("x.csv:2: it has 3 cells for 2 columns");
    // A column of row numbers has no name, but stands before others.
    expect(await rowsOf(",id\n0,7\n")).toHaveLength(2);
  });

  it.each([
    ["with a byte order mark", Buffer.from("\uFEFFid,date\n1,2024-05-05\n", "utf16le")],
    ["without one", Buffer.from('"id",date\n1,2024-05-05\n', "utf16le")],
    ["of the other order", Buffer.from("\uFEFFid,date\n1,2024-05-05\n", "utf16le").swap16()],
    ["of few Latin letters", Buffer.from("\uFEFFимя\n", "utf16le")],
  ])("names UTF-16 %s", async (_, content) => {
    await expect(rowsOf(content)).rejects.toThrow("x.csv is written in UTF-16; save it as UTF-8.");
  });

  it("names columns that are separated by another sign", async () => {
    for (const header of ["id;date", "id\tdate"]) {
      await expect(rowsOf(`${header}\n`)).rejects.toThrow("x.csv:1: its columns are separated by another sign");
    }
  });
});
