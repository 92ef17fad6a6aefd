import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSignedByShopify } from "./webhook-signature.server";

const body = Buffer.from('{"id": 1,  "name": "#1001 é"}');
const sign = (bytes: Buffer, secret = "secret", encoding: "base64" | "hex" = "base64") =>
  createHmac("sha256", secret).update(bytes).digest(encoding);
const check = (signature: string | null, bytes = body) => isSignedByShopify(bytes, signature, ["secret"]);

describe("isSignedByShopify", () => {
  it("accepts the signature over exactly these bytes", () => {
    expect(check(sign(body))).toBe(true);
  });

  it("accepts the former secret while it is rotated", () => {
    expect(isSignedByShopify(body, sign(body, "old"), ["secret", "old"])).toBe(true);
    expect(isSignedByShopify(body, sign(body, "old"), ["secret"])).toBe(false);
  });

  it.each([
    ["missing", null],
    ["empty", ""],
    ["another secret's", sign(body, "other")],
    ["hexadecimal", sign(body, "secret", "hex")],
    ["truncated", sign(body).slice(0, -4)],
    ["padded", `${sign(body)}=`],
    ["over the same JSON written differently", sign(Buffer.from(JSON.stringify(JSON.parse(body.toString()))))],
  ])("W5: refuses a signature that is %s", (_name, signature) => {
    expect(check(signature)).toBe(false);
  });

  it("W6: refuses a body of which one byte changed", () => {
    const changed = Buffer.from(body);
    changed[3] = (changed[3] ?? 0) ^ 1;
    expect(check(sign(body), changed)).toBe(false);
  });
});
