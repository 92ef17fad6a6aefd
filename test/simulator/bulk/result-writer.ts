import { closeSync, openSync, writeSync } from "node:fs";
import { seededRandom } from "../seeded-random";

export interface ResultWriter {
  add(line: string): void;
  /** Bytes of the whole file. */
  close(): number;
}

const BUFFER_CHARACTERS = 1 << 20;
const WINDOW_LINES = 4096;

/**
 * Writes lines to a file in blocks. Shuffled, a window of lines is kept back and a random one of it is written
 * whenever a new one comes: children stand before, beside or far from their parents, the same way at every run.
 */
export function resultWriter(path: string, shuffleSeed: number | null): ResultWriter {
  const file = openSync(path, "w");
  const random = shuffleSeed === null ? null : seededRandom(shuffleSeed);
  const window: string[] = [];
  let buffer: string[] = [];
  let buffered = 0;
  let bytes = 0;

  function flush(): void {
    if (buffered === 0) return;
    bytes += writeSync(file, buffer.join(""));
    buffer = [];
    buffered = 0;
  }

  function write(line: string): void {
    buffer.push(line, "\n");
    buffered += line.length + 1;
    if (buffered >= BUFFER_CHARACTERS) flush();
  }

  function takeFromWindow(randomNumber: () => number): string {
    const index = Math.floor(randomNumber() * window.length);
    const line = window[index] ?? "";
    window[index] = window.at(-1) ?? "";
    window.pop();
    return line;
  }

  return {
    add(line) {
      if (random === null) {
        write(line);
        return;
      }
      if (window.length >= WINDOW_LINES) write(takeFromWindow(random));
      window.push(line);
    },
    close() {
      while (random !== null && window.length > 0) write(takeFromWindow(random));
      flush();
      closeSync(file);
      return bytes;
    },
  };
}
