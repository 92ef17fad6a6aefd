const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
/** First byte of a character, by how many bytes follow it. */
const LEADS = [0, 0xc0, 0xe0, 0xf0];

/** FNV-1a with 32 bits over the UTF-8 bytes of a text (Fowler, Noll and Vo), as a whole number from 0. */
export function fnv1a(text: string): number {
  let hash = OFFSET;
  const take = (byte: number) => (hash = Math.imul(hash ^ byte, PRIME));
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) take(code);
    else {
      const following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      take(LEADS[following]! | (code >> (6 * following)));
      for (let left = following - 1; left >= 0; left--) take(0x80 | ((code >> (6 * left)) & 0x3f));
    }
  }
  return hash >>> 0;
}
