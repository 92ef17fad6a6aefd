import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/** One row of a CSV file and the line it begins on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows of a CSV file after RFC 4180, its header first, read as a stream; gzip-compressed when its name ends in `.gz`.
 * Empty lines are passed over.
 *
 * @throws {Error} one sentence for people, when the file cannot be read or a quote is never closed.
 */
export async function* csvRows(path: string): AsyncGenerator<CsvRow> {
  const bytes = createReadStream(path);
  const text = path.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  // An error of the file does not reach what it is piped into.
  if (text !== bytes) bytes.on("error", (error: Error) => text.destroy(error));
  let number = 0;
  // Lines of a row whose quote is still open, joined once it is closed.
  let first = 1;
  let lines: string[] = [];
  let isOpen = false;
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
      number += 1;
      if (!isOpen) [first, lines] = [number, []];
      lines.push(number === 1 ? line.replace(/^\uFEFF/, "") : line);
      if (hasOddQuotes(line)) isOpen = !isOpen;
      if (isOpen) continue;
      const row = lines.join("\n");
      if (row.trim() !== "") yield { line: first, cells: cellsOf(row) };
    }
  } catch (error) {
    throw new Error(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  if (isOpen) throw new Error(`${basename(path)}:${first}: a quote is opened and never closed.`);
}

const hasOddQuotes = (line: string) => line.includes('"') && line.split('"').length % 2 === 0;

function cellsOf(text: string): string[] {
  if (!text.includes('"')) return text.split(",");
  const cells: string[] = [];
  for (const [, quoted, plain] of text.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    cells.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
  }
  return cells;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code.startsWith("Z_")) return "it is not a whole gzip file";
  return error instanceof Error ? error.message : String(error);
}
