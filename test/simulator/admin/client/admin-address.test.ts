import { describe, expect, it } from "vitest";
import { adminAddress } from "./admin-address";

const here = { base: "/store/sample", shop: "sample.myshopify.com", storefront: "http://localhost:4601" };

describe("adminAddress", () => {
  it.each([
    ["shopify://admin/orders/7", "/store/sample/orders/7"],
    ["shopify:admin/products", "/store/sample/products"],
    ["shopify://admin", "/store/sample"],
    ["https://admin.shopify.com/store/sample/customers/9?x=1", "/store/sample/customers/9?x=1"],
    ["https://sample.myshopify.com/admin/themes/current/editor?a=b", "/store/sample/themes/current/editor?a=b"],
    ["https://sample.myshopify.com/products/soap", "http://localhost:4601/products/soap"],
    ["https://help.example/x", "https://help.example/x"],
  ])("leads %s to %s", (url, address) => {
    expect(adminAddress(url, here)).toBe(address);
  });
});
