import { describe, expect, it } from "vitest";
import { namesShop, OtherShopsBody } from "./checkout-owner";

const shop = { id: "64", domain: "a-shop.myshopify.com" };
const names = (address?: unknown) => namesShop({ id: 1, abandoned_checkout_url: address }, shop);

describe("a checkout's message", () => {
  it.each([
    "https://a-shop.myshopify.com/64/checkouts/ac/123/recover?key=x",
    "https://www.brand.example/64/checkouts/123/recover",
    "https://www.brand.example/64/checkouts/",
    "https://a-shop.myshopify.com/checkouts/cn/123/recover",
  ])("names the shop: %s", (address) => {
    expect(names(address)).toBe(true);
  });

  it.each([
    "https://www.brand.example/checkouts/cn/123/recover",
    "https://www.brand.example/65",
    "https://myshopify.com/checkouts/1",
    "no address",
    "",
    null,
    undefined,
    7,
  ])("W7: does not say whose it is: %s", (address) => {
    expect(names(address)).toBe(false);
  });

  it.each([
    "https://www.brand.example/65/checkouts/ac/123/recover",
    "https://a-shop.myshopify.com/65/checkouts/ac/123/recover",
    "https://b-shop.myshopify.com/checkouts/cn/123/recover",
    "https://b-shop.myshopify.com/",
  ])("W7: is refused when it names another shop: %s", (address) => {
    expect(() => names(address)).toThrow(OtherShopsBody);
  });
});
