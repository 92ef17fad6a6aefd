import { describe, expect, it } from "vitest";
import { at, checkout, context, order } from "../../../../test/support/builders";
import { checkoutTotals } from "./checkout-totals";
import { otherSources } from "./other-sources";

const NONE = {
  completed: 0,
  recovered: 0,
  abandoned: 0,
  open: 0,
  superseded: 0,
  voided: 0,
  anonymous: 0,
  abandonedValue: 0,
  recoveredValue: 0,
  cut: null,
};
const DAY = { from: "2026-04-30", to: "2026-04-30" };
const startedAt = (iso: string) => ({ startedAt: at(iso), activity: [at(iso)] });

it("starts at nothing", () => {
  expect(checkoutTotals({ orders: [], checkouts: [] }, DAY, context())).toEqual(NONE);
});

it("counts every state of the checkouts started on the days asked for", () => {
  const checkouts = [
    checkout(startedAt("2026-04-29T23:59")),
    checkout(startedAt("2026-04-30T00:00")),
    checkout({ ...startedAt("2026-04-30T23:59"), isTest: true }),
    checkout({ ...startedAt("2026-04-30T12:00"), hasContact: false }),
    checkout(startedAt("2026-05-01T00:00")),
  ];
  expect(checkoutTotals({ orders: [], checkouts }, DAY, context())).toEqual({
    ...NONE,
    abandoned: 1,
    abandonedValue: 5_000,
    voided: 1,
    anonymous: 1,
  });
});

it("knows no order in a former currency", () => {
  const former = order({ currencyCode: "USD", checkoutToken: "t", processedAt: at("2026-04-30T12:00") });
  expect(checkoutTotals({ orders: [former], checkouts: [] }, DAY, context())).toEqual(NONE);
});

describe("what the online store did not sell", () => {
  const noon = startedAt("2026-04-30T12:00");
  const sold = (sourceName: string | null, overrides = {}) =>
    order({ sourceName, checkoutToken: `${sourceName}`, processedAt: noon.startedAt, ...overrides });
  const history = {
    orders: [
      sold("web"),
      sold(null),
      sold("pos"),
      sold("pos", { checkoutToken: null }),
      sold("pos", { isTest: true }),
      sold("subscription_contract_checkout_one"),
    ],
    checkouts: [
      checkout({ ...noon, sourceName: "pos" }),
      checkout({ ...noon, sourceName: "shopify_draft_order" }),
      // Announced by the till, and sold by it: one sale.
      checkout({ ...noon, sourceName: "pos", token: "pos" }),
      checkout(noon),
    ],
  };
  it("is in no part of the rate, whatever its source is called", () => {
    expect(checkoutTotals(history, DAY, context())).toMatchObject({ completed: 2, abandoned: 1 });
  });
  it("is counted by source, each sale once", () => {
    expect(otherSources(history, DAY, context())).toEqual([
      { sourceName: "pos", count: 3 },
      { sourceName: "shopify_draft_order", count: 1 },
      { sourceName: "subscription_contract_checkout_one", count: 1 },
    ]);
    expect(otherSources(history, { from: "2026-04-29", to: "2026-04-29" }, context())).toEqual([]);
  });
  it("joins it where a setting says that it sells through the shop's own checkout", () => {
    const definitions = { ...context().definitions, checkoutSources: ["pos"] };
    expect(checkoutTotals(history, DAY, context({ definitions }))).toMatchObject({ completed: 3, abandoned: 2 });
    expect(otherSources(history, DAY, context({ definitions })).map(({ sourceName }) => sourceName)).not.toContain(
      "pos",
    );
  });
});
