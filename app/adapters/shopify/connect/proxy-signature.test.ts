import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { proxyCaller } from "./proxy-signature.server";

const NOW = 1_800_000_000_000;
const SECRET = "hush";

/** Signs as Shopify's documentation says. */
function signed(pairs: readonly (readonly [string, string])[], secret = SECRET): URLSearchParams {
  const names = [...new Set(pairs.map(([name]) => name))].sort();
  const valuesOf = (name: string) => pairs.flatMap(([key, value]) => (key === name ? [value] : []));
  const message = names.map((name) => `${name}=${valuesOf(name).join(",")}`).join("");
  const signature = createHmac("sha256", secret).update(message).digest("hex");
  return new URLSearchParams([
    ...pairs.map(([name, value]): [string, string] => [name, value]),
    ["signature", signature],
  ]);
}
const pairs = (changes: Record<string, string> = {}) =>
  Object.entries({
    ...{ shop: "tea.myshopify.com", logged_in_customer_id: "12", path_prefix: "/apps/comeback" },
    ...{ timestamp: String(NOW / 1000 - 5), ...changes },
  });

describe("the caller of the app proxy", () => {
  it("is the shop, and the customer who is logged in", () => {
    expect(proxyCaller(signed(pairs()), [SECRET], NOW)).toEqual({ shopDomain: "tea.myshopify.com", customerId: "12" });
    expect(proxyCaller(signed(pairs({ logged_in_customer_id: "" })), [SECRET], NOW)?.customerId).toBeNull();
  });

  it("may have sent parameters of their own, several of a name", () => {
    const own = [...pairs(), ["extra", "1"], ["extra", "2"]] as const;
    expect(proxyCaller(signed(own), [SECRET], NOW)).not.toBeNull();
  });

  it("is known by the secret before, while one is rotated", () => {
    expect(proxyCaller(signed(pairs(), "before"), [SECRET, "before"], NOW)).not.toBeNull();
  });

  const forged = signed(pairs());
  forged.set("logged_in_customer_id", "13");
  const unsigned = signed(pairs());
  unsigned.delete("signature");
  it.each([
    ["another customer's number", forged],
    ["no signature", unsigned],
    ["another secret", signed(pairs(), "other")],
    ["a second shop", signed([...pairs(), ["shop", "coffee.myshopify.com"]])],
    ["an old timestamp", signed(pairs({ timestamp: String(NOW / 1000 - 91) }))],
    ["a timestamp that is none", signed(pairs({ timestamp: "soon" }))],
    ["a shop elsewhere", signed(pairs({ shop: "tea.example.com" }))],
    ["a customer who is no number", signed(pairs({ logged_in_customer_id: "1 OR 1" }))],
  ])("is nobody with %s", (_case, parameters) => {
    expect(proxyCaller(parameters, [SECRET], NOW)).toBeNull();
  });
});
