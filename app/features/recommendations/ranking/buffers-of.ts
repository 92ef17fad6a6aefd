/** Memory of the arrays of numbers in an object, to be handed over to another thread instead of copied. */
export function buffersOf(parts: object | null): ArrayBuffer[] {
  return Object.values(parts ?? {}).flatMap((part: unknown) =>
    ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
}
