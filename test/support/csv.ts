import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/** The cells of one CSV line; a cell in quotes may hold commas and doubled quotes, but no line break. */
export function csvCells(line: string): string[] {
  if (!line.includes('"')) return line.split(",");
  const cells: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    cells.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
  }
  return cells;
}

/** Lines of a CSV file, gzip-compressed when its name says so, each as cells by column name. */
export async function* readCsv(path: string): AsyncGenerator<Record<string, string>> {
  const bytes = createReadStream(path);
  const text = path.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  let columns: string[] | null = null;
  for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
    const cells = csvCells(line);
    if (columns === null) {
      columns = cells;
      continue;
    }
    const row: Record<string, string> = {};
    for (const [index, column] of columns.entries()) row[column] = cells[index] ?? "";
    yield row;
  }
}
