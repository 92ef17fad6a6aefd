import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { tokenCipher } from "./token-cipher.server";

const [older, newer] = [randomBytes(32), randomBytes(32)];

describe("tokenCipher", () => {
  it("opens what it sealed, and never seals alike twice", () => {
    const cipher = tokenCipher([newer]);
    const sealed = cipher.seal("shpat_1", "offline_a access");
    expect(sealed).not.toContain("shpat_1");
    expect(cipher.seal("shpat_1", "offline_a access")).not.toBe(sealed);
    expect(cipher.open(sealed, "offline_a access")).toBe("shpat_1");
  });

  it("opens under the old key after a rotation, and seals under the new one", () => {
    const sealed = tokenCipher([older]).seal("shpat_1", "row");
    expect(tokenCipher([newer, older]).open(sealed, "row")).toBe("shpat_1");
    expect(tokenCipher([newer]).open(tokenCipher([newer, older]).seal("x", "row"), "row")).toBe("x");
    expect(() => tokenCipher([newer]).open(sealed, "row")).toThrow(/TOKEN_ENCRYPTION_KEY/);
  });

  it("refuses a token moved to another row or changed", () => {
    const cipher = tokenCipher([newer]);
    const sealed = cipher.seal("shpat_1", "offline_a access");
    expect(() => cipher.open(sealed, "offline_b access")).toThrow();
    expect(() => cipher.open(`${sealed.slice(0, -2)}AA`, "offline_a access")).toThrow();
  });

  it("refuses keys of the wrong length", () => {
    expect(() => tokenCipher([randomBytes(16)])).toThrow(RangeError);
    expect(() => tokenCipher([])).toThrow(RangeError);
  });
});
