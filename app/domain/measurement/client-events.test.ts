import { describe, expect, it } from "vitest";
import { visitsOf } from "./visits";
import { storefrontEvent, type EventName, type StorefrontEvent } from "./storefront-event";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
let last = 0;
const event = (at: number, name: EventName, parts: Partial<StorefrontEvent> = {}) =>
  storefrontEvent({ id: `e${++last}`, clientId: "v", at, name, ...parts });
const visits = (...events: StorefrontEvent[]) => visitsOf(events, 1_000 * HOUR);
const add = (at: number, variantId: string | null = "11") => event(at, "product_added_to_cart", { variantId });

describe("two adds of one variant", () => {
  it("are one within two seconds, and the dropped one is no event at all", () => {
    const adds = (...events: StorefrontEvent[]) =>
      visits(...events).sessions.flatMap((session) => session.products)[0]?.adds;
    expect(adds(add(0), add(2 * SECOND))).toBe(1);
    expect(adds(add(0), add(2 * SECOND + 1))).toBe(2);
    // The third is held against the first, as the second is none.
    expect(adds(add(0), add(2 * SECOND), add(3 * SECOND))).toBe(2);
    expect(adds(add(0), add(SECOND, "12"))).toBe(2);
    expect(adds(add(0, null), add(SECOND, null))).toBe(2);
    expect(visits(add(0), add(2 * SECOND)).sessions[0]?.endedAt).toBe(0);
  });
});

describe("a session", () => {
  it("ends with a pause of more than thirty minutes, not of thirty", () => {
    const pages = (pause: number) => visits(event(0, "page_viewed"), event(pause, "page_viewed")).sessions.length;
    expect([pages(30 * MINUTE), pages(30 * MINUTE + 1)]).toEqual([1, 2]);
  });
  it("orders events of one moment by their place, then by their id", () => {
    const first = event(0, "page_viewed", { seq: 2, referrer: "blog.example" });
    const second = event(0, "product_viewed", { seq: 1, path: "/" });
    expect(visits(first, second).sessions[0]?.source).toBe("direct");
  });
  it("is completed by the first of the shop's sessions to tell of a checkout", () => {
    const completed = (clientId: string, at: number) =>
      event(at, "checkout_completed", { clientId, checkoutToken: "t" });
    const { sessions, carts } = visits(
      add(0),
      completed("v", MINUTE),
      completed("other", MINUTE - 1),
      completed("v", 2 * MINUTE),
    );
    expect(sessions.map(({ clientId, depth }) => [clientId, depth])).toEqual([
      ["v", 2],
      ["other", 4],
    ]);
    expect(sessions[0]?.endedAt).toBe(2 * MINUTE);
    // A completion told before is no cart event either.
    expect(carts).toEqual([{ clientId: "v", startedAt: 0, lastActivityAt: 0, isBought: false }]);
  });
  it("counts every completion that names no checkout", () => {
    expect(visits(event(0, "checkout_completed"), event(HOUR, "checkout_completed")).sessions).toMatchObject([
      { depth: 4, completed: [] },
      { depth: 4, completed: [] },
    ]);
  });
  it("keeps the first customer it names, and knows the client again", () => {
    const events = [event(0, "page_viewed"), event(1, "page_viewed", { customerId: "7" }), event(HOUR, "page_viewed")];
    expect(visitsOf(events, 2 * HOUR).sessions).toMatchObject([
      { customerId: "7", isNew: true },
      { customerId: null, isNew: false },
    ]);
    expect(visitsOf(events, 2 * HOUR, new Set(["v"])).sessions[0]?.isNew).toBe(false);
  });
  it("counts what recommendations were seen, and what was looked at through them", () => {
    const rec = { place: "product", list: "similar", position: 1 };
    const { sessions } = visits(
      event(0, "rec_viewed", { rec }),
      event(1, "product_viewed", { productId: "2", rec }),
      event(2, "page_viewed", { rec }),
    );
    expect(sessions[0]?.recommendations).toEqual([{ ...rec, views: 1, clicks: 1 }]);
  });
});

describe("a cart", () => {
  it("is kept alive by what touches it, for 24 hours to the second", () => {
    const carts = (pause: number) => visits(add(0), event(pause, "cart_viewed"), add(pause + 1, "12")).carts.length;
    expect([carts(24 * HOUR - 1), carts(24 * HOUR)]).toEqual([1, 2]);
  });
  it("is not touched by looking at products", () => {
    const { carts } = visits(add(0), event(20 * HOUR, "product_viewed"), event(25 * HOUR, "checkout_completed"));
    expect(carts).toEqual([{ clientId: "v", startedAt: 0, lastActivityAt: 0, isBought: false }]);
  });
});
