/**
 * A number in [0, 1) that is the same for the same text on every machine: FNV-1a over its UTF-16 units, finished by
 * MurmurHash3's mixer, so that texts which differ in one digit lie apart (Fowler, Noll and Vo; Appleby 2011).
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
