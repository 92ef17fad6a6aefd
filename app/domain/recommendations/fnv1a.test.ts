import { describe, expect, it } from "vitest";
import { fnv1a } from "./fnv1a";

describe("fnv1a", () => {
  it("is the published hash of the UTF-8 bytes", () => {
    // Test vectors of the authors (isthe.com/chongo/tech/comp/fnv).
    expect(fnv1a("")).toBe(0x811c9dc5);
    expect(fnv1a("a")).toBe(0xe40c292c);
    expect(fnv1a("foobar")).toBe(0xbf9cf968);
    const overBytes = (text: string) =>
      new TextEncoder().encode(text).reduce((hash, byte) => Math.imul(hash ^ byte, 16777619) >>> 0, 2166136261);
    for (const text of ["Übergröße", "€ 5", "日本", "🎁 gift"]) expect(fnv1a(text)).toBe(overBytes(text));
  });
});
