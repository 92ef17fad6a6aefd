import { describe, expect, it } from "vitest";
import { growing } from "./growing-array";

describe("growing", () => {
  it("keeps every number beyond its first room, and no more than those", () => {
    const numbers = growing(Uint32Array);
    for (let i = 0; i < 200_000; i++) numbers.push(i);
    expect(numbers.length).toBe(200_000);
    expect(numbers.take()).toEqual(Uint32Array.from({ length: 200_000 }, (_, i) => i));
    expect(numbers.length).toBe(0);
    numbers.push(7);
    expect(numbers.take()).toEqual(Uint32Array.of(7));
    expect(growing(Float64Array).take()).toEqual(new Float64Array(0));
  });
});
