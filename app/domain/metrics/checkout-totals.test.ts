import { expect, it } from "vitest";
import { at, checkout, context, order } from "../../../test/support/builders";
import { checkoutTotals } from "./checkout-totals";

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
