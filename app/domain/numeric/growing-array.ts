interface NumberArray<A> {
  [index: number]: number;
  set(values: A, start: number): void;
  subarray(start: number, end: number): A;
}

/** Numbers that come one by one, in typed arrays. */
export interface GrowingArray<A> {
  readonly length: number;
  push(value: number): void;
  /** All numbers so far, in an array of just their size; they leave this one, so that none is held twice. */
  take(): A;
}

/** Numbers that are given room at a time: none is ever moved before the end. */
const CHUNK = 65_536;

export function growing<A extends NumberArray<A>>(Kind: new (length: number) => A): GrowingArray<A> {
  let chunks: (A | null)[] = [];
  let last = new Kind(0);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length % CHUNK === 0) chunks.push((last = new Kind(CHUNK)));
      last[length++ % CHUNK] = value;
    },
    take() {
      const all = new Kind(length);
      for (const [at, chunk] of chunks.entries()) {
        const start = at * CHUNK;
        all.set(chunk!.subarray(0, Math.min(CHUNK, length - start)), start);
        chunks[at] = null;
      }
      [chunks, last, length] = [[], new Kind(0), 0];
      return all;
    },
  };
}
