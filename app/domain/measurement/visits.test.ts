import { describe, expect, it } from "vitest";
import { STOREFRONT_EXAMPLES } from "../../../test/fixtures/worked-examples/storefront-examples";
import { cartStateAt } from "./cart-episodes";
import { FUNNEL_STEPS } from "./funnel";
import { isRefused, parseStorefrontEvent } from "./parse-event";
import type { StorefrontEvent } from "./storefront-event";
import { visitsOf } from "./visits";

function eventsOf(letter: string): StorefrontEvent[] {
  const example = STOREFRONT_EXAMPLES.find((each) => each.letter === letter);
  return (example?.folder.events ?? []).map((sent) => {
    const event = parseStorefrontEvent(sent);
    if (isRefused(event)) throw new RangeError(event.refusal);
    return event;
  });
}

describe("example Q: sessions and the closed funnel", () => {
  const { sessions } = visitsOf(eventsOf("Q"), Date.parse("2026-05-02T00:00:00Z"));
  const reaching = (step: (typeof FUNNEL_STEPS)[number]) =>
    sessions.filter(({ depth }) => depth > FUNNEL_STEPS.indexOf(step)).length;

  it("has five sessions, for a pause of more than thirty minutes ends one", () => {
    expect(sessions.map(({ clientId }) => clientId)).toEqual(["v1", "v1", "v2", "v3", "v4"]);
  });
  it("counts a session for the steps before the one it reached, and a checkout once", () => {
    expect(FUNNEL_STEPS.map(reaching)).toEqual([4, 3, 2, 2]);
    expect(sessions.flatMap(({ completed }) => completed.map(({ checkout }) => checkout))).toEqual(["t1", "t2"]);
  });
  it("takes the source of the first event", () => {
    expect(sessions.map(({ source }) => source)).toEqual(["paid", "direct", "social", "direct", "email"]);
  });
  it("tells the device, tablets apart, and who was here before", () => {
    expect(sessions.map(({ device }) => device)).toEqual(["mobile", "mobile", "desktop", "tablet", "mobile"]);
    expect(sessions.map(({ isNew }) => isNew)).toEqual([true, false, true, true, true]);
  });
  it("has one search, without a result, and three views of known stock, one of them sold out", () => {
    const searches = sessions.flatMap((session) => session.searches);
    expect(searches).toEqual([{ query: "shampoo bar", searches: 1, withoutResult: 1 }]);
    const products = sessions.flatMap((session) => session.products);
    const sum = (key: "views" | "knownViews" | "soldOutViews") =>
      products.reduce((total, each) => total + each[key], 0);
    expect([sum("views"), sum("knownViews"), sum("soldOutViews")]).toEqual([3, 3, 1]);
  });
});

describe("examples G and R: cart episodes", () => {
  const statesAt = (letter: string, moment: string) => {
    const asOf = Date.parse(moment);
    return visitsOf(eventsOf(letter), asOf).carts.map((cart) => `${cart.clientId} ${cartStateAt(cart, asOf)}`);
  };

  it("are bought, left from 24 hours without activity on, or open", () => {
    expect(statesAt("R", "2026-05-02T21:00:00Z")).toEqual(["v1 bought", "v5 abandoned", "v6 open"]);
    expect(statesAt("R", "2026-05-02T20:00:00Z")).toContain("v5 abandoned");
    expect(statesAt("R", "2026-05-02T19:59:59Z")).toContain("v5 open");
  });
  it("are three bought, six left and one open of ten", () => {
    const ends = statesAt("G", "2026-05-02T12:00:00Z").map((state) => state.split(" ")[1]);
    expect(["bought", "abandoned", "open"].map((state) => ends.filter((end) => end === state).length)).toEqual([
      3, 6, 1,
    ]);
  });
  it("begin with an add only: who buys without one had no cart", () => {
    expect(statesAt("R", "2026-05-03T00:00:00Z").join()).not.toContain("v3");
  });
});
