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
 * @throws {Error} one sentence for people, when the file cannot be read, or at the first row that could be read in more
 *   ways than one: a value under no column, a quote that is not closed or closed amid a cell.
 */
export async function* csvRows(path: string): AsyncGenerator<CsvRow> {
  const file = basename(path);
  const reader = rowReader(file);
  /** Columns up to the last one that has a name. */
  let columns: number | null = null;
  for await (const { line, text } of linesOf(path)) {
    if (line === 1 && isUtf16(text)) throw new Error(`${file} is written in UTF-16; save it as UTF-8.`);
    const row = reader.read(text, line);
    if (row === null) continue;
    if (columns === null) columns = columnsOf(file, row);
    else if (row.cells.length > columns && row.cells.slice(columns).some((cell) => cell.trim() !== "")) {
      throw new Error(
        `${file}:${row.line}: it has ${row.cells.length} cells for ${columns} columns; ` +
          `put what holds a comma in quotes, such as "1,234.50".`,
      );
    }
    yield row;
  }
  reader.end();
}

async function* linesOf(path: string): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  const bytes = createReadStream(path);
  const text = path.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  // An error of the file does not reach what it is piped into.
  if (text !== bytes) bytes.on("error", (error: Error) => text.destroy(error));
  const lines = createInterface({ input: text, crlfDelay: Infinity })[Symbol.asyncIterator]();
  for (let line = 1; ; line++) {
    const next = await lines.next().catch((error: unknown) => {
      throw new Error(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
    });
    if (next.done) return;
    yield { line, text: line === 1 ? next.value.replace(/^\uFEFF/, "") : next.value };
  }
}

/** Read as UTF-8, its byte order mark is two unknown characters, and every other byte of Latin text is 0. */
const isUtf16 = (text: string) => text.startsWith("\uFFFD\uFFFD") || text.includes("\0");

function columnsOf(file: string, { line, cells }: CsvRow): number {
  const [first = ""] = cells;
  if (cells.length === 1 && /[;\t]/.test(first)) {
    throw new Error(`${file}:${line}: its columns are separated by another sign than a comma; save it with commas.`);
  }
  return cells.findLastIndex((name) => name.trim() !== "") + 1;
}

/** Puts lines together to rows: a cell in quotes may hold several lines. */
function rowReader(file: string) {
  let first = 1;
  let cells: string[] = [];
  /** Lines of a cell whose quote is still open. */
  let open: string[] | null = null;

  /** Takes the rest of a cell in quotes; returns where the next cell begins, or null while the quote is open. */
  const quoted = (text: string, from: number, line: number): number | null => {
    for (let at = from; ; at += 2) {
      at = text.indexOf('"', at);
      if (at < 0) {
        (open ??= []).push(text.slice(from));
        return null;
      }
      if (text[at + 1] === '"') continue;
      if (at + 1 < text.length && text[at + 1] !== ",") {
        throw new Error(`${file}:${line}: text follows a closed quote; write a quote within a cell twice.`);
      }
      cells.push([...(open ?? []), text.slice(from, at)].join("\n").replaceAll('""', '"'));
      open = null;
      return at + 2;
    }
  };

  return {
    /** Null while the row goes on, and for an empty line. */
    read(text: string, line: number): CsvRow | null {
      if (open === null) {
        if (text.trim() === "") return null;
        if (!text.includes('"')) return { line, cells: text.split(",") };
        [first, cells] = [line, []];
      }
      let at = open === null ? 0 : quoted(text, 0, line);
      while (at !== null && at <= text.length) {
        if (text[at] === '"') at = quoted(text, at + 1, line);
        else {
          const comma = text.indexOf(",", at);
          const end = comma < 0 ? text.length : comma;
          cells.push(text.slice(at, end));
          at = end + 1;
        }
      }
      return at === null ? null : { line: first, cells };
    },
    end() {
      if (open !== null) throw new Error(`${file}:${first}: a quote is opened and never closed.`);
    },
  };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code.startsWith("Z_")) return "it is not a whole gzip file";
  return error instanceof Error ? error.message : String(error);
}
