import { describe, expect, it } from "vitest";
import { addToCart, cartCookie, CartFull, changeQuantities, emptyCart, readCart } from "./cart";

const line = (variantId: number, quantity = 1, properties: Record<string, string> = {}) => ({
  variantId,
  quantity,
  properties,
});

describe("cart", () => {
  it("comes back from its cookie as it was", () => {
    const cart = addToCart(emptyCart(), line(7, 2, { _rec: "product:pairs" }));
    expect(readCart(`other=1; cart=${cartCookie(cart)}`)).toEqual(cart);
  });
  it("is new when the cookie is missing, broken, or holds what no cart holds", () => {
    const forged = Buffer.from(JSON.stringify({ token: "a", checkoutToken: null, lines: [line(-1)] })).toString(
      "base64url",
    );
    for (const header of [undefined, "cart=", "cart=%%%", `cart=${forged}`]) expect(readCart(header).lines).toEqual([]);
  });
  it("adds to a line of the same variant and properties, and only to that", () => {
    const once = addToCart(addToCart(emptyCart(), line(7)), line(7, 2));
    expect(once.lines).toEqual([line(7, 3)]);
    expect(addToCart(once, line(7, 1, { _rec: "x" })).lines).toHaveLength(2);
  });
  it("drops lines whose quantity becomes zero and keeps those not mentioned", () => {
    const cart = { ...emptyCart(), lines: [line(1), line(2), line(3, 4)] };
    expect(changeQuantities(cart, [0, 5]).lines).toEqual([line(2, 5), line(3, 4)]);
  });
  it("refuses to grow beyond what a browser keeps", () => {
    const lines = Array.from({ length: 100 }, (_, index) => line(index + 1));
    expect(() => cartCookie({ ...emptyCart(), lines })).toThrow(CartFull);
  });
});
