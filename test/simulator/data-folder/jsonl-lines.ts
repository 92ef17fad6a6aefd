import { closeSync, openSync, readSync } from "node:fs";

const BLOCK_BYTES = 1 << 20;
const NEWLINE = 0x0a;

export interface NumberedLine {
  /** 1-based */
  readonly number: number;
  readonly text: string;
}

/** The lines of a file that hold anything, one at a time; memory stays flat whatever the file's size. */
export function* jsonLines(path: string): Generator<NumberedLine> {
  const file = openSync(path, "r");
  try {
    const block = Buffer.alloc(BLOCK_BYTES);
    let rest: Buffer[] = [];
    let number = 0;
    const lineOf = (last: Buffer): NumberedLine | undefined => {
      number += 1;
      const text = (rest.length === 0 ? last : Buffer.concat([...rest, last])).toString("utf8");
      rest = [];
      const trimmed = (number === 1 ? text.replace(/^\uFEFF/, "") : text).trim();
      return trimmed === "" ? undefined : { number, text: trimmed };
    };
    for (let size = readSync(file, block); size > 0; size = readSync(file, block)) {
      let start = 0;
      for (let end = block.indexOf(NEWLINE); end !== -1 && end < size; end = block.indexOf(NEWLINE, start)) {
        const line = lineOf(block.subarray(start, end));
        start = end + 1;
        if (line !== undefined) yield line;
      }
      if (start < size) rest.push(Buffer.from(block.subarray(start, size)));
    }
    if (rest.length > 0) {
      const line = lineOf(Buffer.alloc(0));
      if (line !== undefined) yield line;
    }
  } finally {
    closeSync(file);
  }
}
