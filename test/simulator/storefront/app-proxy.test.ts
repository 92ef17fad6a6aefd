import { describe, expect, it } from "vitest";
import { proxySignature } from "./app-proxy";

describe("proxySignature", () => {
  it("equals the example of Shopify's documentation", () => {
    const parameters = new URLSearchParams(
      "extra=1&extra=2&shop=shop-name.myshopify.com&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555",
    );
    expect(proxySignature(parameters, "hush")).toBe("a9718877bea71c2484f91608a7eaea1532bdf71f5c56825065fa4ccabe549ef3");
  });
});
