import { fnv1a } from "../fnv1a";

/**
 * A number in [0, 1) that is the same for the same text on every machine: FNV-1a, finished by MurmurHash3's mixer, so
 * that texts which differ in one digit lie apart (Appleby 2011).
 */
export function stableHash(text: string): number {
  let hash = fnv1a(text);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
