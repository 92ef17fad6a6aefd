import { describe, expect, it } from "vitest";
import { sessionsThatLeftCarts } from "./shopify-sessions";

const own = { dimension: "all", key: "", sessions: 100, reachedCheckout: 10 } as const;

describe("sessionsThatLeftCarts", () => {
  it("counts sessions with a cart that completed no checkout", () => {
    expect(sessionsThatLeftCarts({ ...own, withCart: 20, completed: 6 })).toBe(14);
    expect(sessionsThatLeftCarts({ ...own, withCart: 0, completed: 0 })).toBe(0);
  });
  it("is unknown where more completed a checkout than had a cart", () => {
    expect(sessionsThatLeftCarts({ ...own, withCart: 3, completed: 4 })).toBeNull();
  });
});
