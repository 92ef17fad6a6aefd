import { describe, expect, it } from "vitest";
import { at, context } from "../../../../test/support/builders";
import { storefrontEvent } from "~/domain/measurement/storefront-event";
import { foldedTotals } from "~/domain/metrics/totals/folded-totals";
import { readMetric } from "./read-metric";
import { settlingDays } from "./settling-days";

describe("settlingDays", () => {
  const settling = (from: string, to: string, settledAtDays: number) =>
    settlingDays({ from, to }, "2026-05-20", settledAtDays);

  it("counts the days that are too young, today among them", () => {
    expect(settling("2026-05-01", "2026-05-20", 7)).toBe(7);
    expect(settling("2026-05-01", "2026-05-19", 7)).toBe(6);
    expect(settling("2026-05-01", "2026-05-14", 7)).toBe(1);
    expect(settling("2026-05-01", "2026-05-13", 7)).toBe(0);
  });
  it("counts no day outside of the range, and none of a number that never settles later", () => {
    expect(settling("2026-05-19", "2026-05-20", 7)).toBe(2);
    expect(settling("2026-05-01", "2026-05-20", 0)).toBe(0);
    expect(settling("2026-04-01", "2026-04-30", 7)).toBe(0);
  });
});

describe("cart abandonment", () => {
  const where = context({ asOf: at("2026-05-20T12:00"), measuredFrom: "2026-05-01" });
  const events = ["2026-05-17T09:00", "2026-05-19T20:00"].map((moment, index) =>
    storefrontEvent({ id: `e${index}`, clientId: `v${index}`, at: at(moment), name: "product_added_to_cart" }),
  );
  const storefront = { events, seenClients: new Set<string>() };
  const reader = foldedTotals({ orders: [], checkouts: [], storefront }, where);
  const read = (to: string) => readMetric("cart_abandonment_rate", reader, { from: "2026-05-10", to }, where);

  it("can still change on its last day while a cart of that day may be open", async () => {
    expect(await read("2026-05-19")).toMatchObject({ numerator: 1, denominator: 1, settlingDays: 1 });
    expect(await read("2026-05-20")).toMatchObject({ settlingDays: 2 });
    expect(await read("2026-05-18")).toMatchObject({ settlingDays: 0 });
  });
});
