interface NumberArray<A> {
  readonly length: number;
  [index: number]: number;
  set(values: A): void;
  slice(start: number, end: number): A;
}

/** Numbers in a typed array that grows as they come. */
export interface GrowingArray<A> {
  readonly length: number;
  push(value: number): void;
  /** All numbers so far, in an array of just their size. */
  values(): A;
}

const FIRST_CAPACITY = 1024;
const GROWTH = 1.5;

export function growing<A extends NumberArray<A>>(Kind: new (length: number) => A): GrowingArray<A> {
  let room = new Kind(FIRST_CAPACITY);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === room.length) {
        const larger = new Kind(Math.ceil(room.length * GROWTH));
        larger.set(room);
        room = larger;
      }
      room[length++] = value;
    },
    values: () => room.slice(0, length),
  };
}
