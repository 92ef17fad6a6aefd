import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVENTS_START, randomEvents } from "../../../test/support/measurement/random-events";
import { cartStateAt, type CartState } from "./cart-episodes";
import type { StorefrontEvent } from "./storefront-event";
import { visitsOf } from "./visits";

/**
 * The definitions read a second time, one sentence after the other and event by event, however slow: what the first
 * reading does with groups and folds must come out the same.
 */
const RANK = [
  ...["product_viewed", "product_added_to_cart"],
  "checkout_started checkout_contact_info_submitted checkout_address_info_submitted checkout_shipping_info_submitted payment_info_submitted",
  "checkout_completed",
];

function heard(events: readonly StorefrontEvent[], asOf: number): StorefrontEvent[] {
  const once = events.filter(
    (event, index) => event.at <= asOf && events.findIndex(({ id }) => id === event.id) === index,
  );
  const sorted = once.toSorted((a, b) => a.at - b.at || a.seq - b.seq || a.id.localeCompare(b.id));
  const kept: StorefrontEvent[] = [];
  for (const event of sorted) {
    const isSameAdd = kept.some(
      (other) =>
        event.name === "product_added_to_cart" &&
        other.name === event.name &&
        other.clientId === event.clientId &&
        other.variantId !== null &&
        other.variantId === event.variantId &&
        event.at - other.at <= 2_000,
    );
    if (!isSameAdd) kept.push(event);
  }
  return kept;
}

/** Whether an event completes a checkout: no earlier one of the shop tells of the same. */
const isRepeated = (event: StorefrontEvent, all: readonly StorefrontEvent[]) =>
  event.name === "checkout_completed" &&
  event.checkoutToken !== null &&
  all.some(
    (other) =>
      other !== event &&
      other.name === event.name &&
      other.checkoutToken === event.checkoutToken &&
      all.indexOf(other) < all.indexOf(event),
  );

interface Reading {
  readonly sessions: string[];
  readonly carts: string[];
}

function secondReading(events: readonly StorefrontEvent[], asOf: number): Reading {
  const all = heard(events, asOf);
  const sessions: string[] = [];
  const carts: string[] = [];
  for (const client of new Set(all.map(({ clientId }) => clientId))) {
    const own = all.filter(({ clientId }) => clientId === client);
    const begins = own.filter(({ at }, index) => index === 0 || at - (own[index - 1]?.at ?? 0) > 1_800_000);
    for (const [number, begin] of begins.entries()) {
      const next = begins[number + 1];
      const part = own.slice(own.indexOf(begin), next === undefined ? own.length : own.indexOf(next));
      const told = part.filter((event) => !isRepeated(event, all));
      const steps = told.map(({ name }) => RANK.findIndex((names) => names.split(" ").includes(name)) + 1);
      const searches = part.filter(({ name }) => name === "search_submitted");
      const views = part.filter(({ name }) => name === "product_viewed");
      sessions.push(
        [
          client,
          begin.at,
          number === 0 ? "new" : "again",
          `step ${Math.max(0, ...steps)}`,
          `searches ${searches.length} empty ${searches.filter(({ results }) => results === 0).length}`,
          `views ${views.length} known ${views.filter(({ inStock }) => inStock !== null).length}`,
          `sold out ${views.filter(({ inStock }) => inStock === false).length}`,
          `completed ${told.filter(({ name, checkoutToken }) => name === "checkout_completed" && checkoutToken).length}`,
        ].join(", "),
      );
    }
    let begun: number | null = null;
    let touched = 0;
    const end = (state: CartState) => {
      carts.push(`${client}, ${begun}, ${state}`);
      begun = null;
    };
    for (const event of own) {
      const isAdd = event.name === "product_added_to_cart";
      const isCart = isAdd || event.name === "product_removed_from_cart" || event.name === "cart_viewed";
      const isCheckout = event.name.startsWith("checkout_") || event.name === "payment_info_submitted";
      if (!(isCart || isCheckout) || isRepeated(event, all)) continue;
      if (begun !== null && event.at - touched >= 86_400_000) end("abandoned");
      if (begun === null && !isAdd) continue;
      begun ??= event.at;
      touched = event.at;
      if (event.name === "checkout_completed") end("bought");
    }
    if (begun !== null) end(asOf - touched >= 86_400_000 ? "abandoned" : "open");
  }
  return { sessions: sessions.toSorted(), carts: carts.toSorted() };
}

function firstReading(events: readonly StorefrontEvent[], asOf: number): Reading {
  const { sessions, carts } = visitsOf(events, asOf);
  return {
    sessions: sessions
      .map((session) => {
        const { searches, products } = session;
        const sum = <Item>(items: readonly Item[], amount: (item: Item) => number) =>
          items.reduce((total, item) => total + amount(item), 0);
        return [
          session.clientId,
          session.startedAt,
          session.isNew ? "new" : "again",
          `step ${session.depth}`,
          `searches ${sum(searches, (each) => each.searches)} empty ${sum(searches, (each) => each.withoutResult)}`,
          `views ${sum(products, (each) => each.views)} known ${sum(products, (each) => each.knownViews)}`,
          `sold out ${sum(products, (each) => each.soldOutViews)}`,
          `completed ${session.completed.length}`,
        ].join(", ");
      })
      .toSorted(),
    carts: carts.map((cart) => `${cart.clientId}, ${cart.startedAt}, ${cartStateAt(cart, asOf)}`).toSorted(),
  };
}

const moments = fc.integer({ min: 0, max: 8 * 24 * 60 }).map((minutes) => EVENTS_START + minutes * 60_000);

describe("sessions and carts", () => {
  it("come out the same when the definitions are read a second time", () => {
    fc.assert(
      fc.property(randomEvents, moments, (events, asOf) => {
        expect(firstReading(events, asOf)).toEqual(secondReading(events, asOf));
      }),
      { numRuns: 500 },
    );
  });
  it("do not depend on the order of arrival, nor on what arrives twice", () => {
    fc.assert(
      fc.property(
        randomEvents.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
        ),
        moments,
        ([all, shuffled], asOf) => {
          const inAnyOrder = ({ sessions, carts }: ReturnType<typeof visitsOf>) => ({
            sessions: sessions.toSorted((a, b) => a.startedAt - b.startedAt || a.clientId.localeCompare(b.clientId)),
            carts: carts.toSorted((a, b) => a.startedAt - b.startedAt || a.clientId.localeCompare(b.clientId)),
          });
          expect(inAnyOrder(visitsOf(shuffled, asOf))).toEqual(inAnyOrder(visitsOf(all, asOf)));
        },
      ),
      { numRuns: 300 },
    );
  });
  it("never reach a step more often than the one before it", () => {
    fc.assert(
      fc.property(randomEvents, (events) => {
        for (const { depth, checkoutDepth, completed } of visitsOf(events, Number.POSITIVE_INFINITY).sessions) {
          expect(checkoutDepth > 0).toBe(depth >= 3);
          expect(checkoutDepth === 6).toBe(depth === 4);
          if (completed.length > 0) expect(depth).toBe(4);
        }
      }),
    );
  });
});
