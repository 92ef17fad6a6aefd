/** Remembers what was formed for each key. */
export function once<Key extends [] | [unknown], Value>(form: (...key: Key) => Value): (...key: Key) => Value {
  const known = new Map<unknown, Value>();
  return (...key) => {
    if (!known.has(key[0])) known.set(key[0], form(...key));
    return known.get(key[0])!;
  };
}
