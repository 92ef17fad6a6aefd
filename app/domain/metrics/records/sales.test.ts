import { expect, it } from "vitest";
import { context } from "../../../../test/support/builders";
import { SALES_RECORDS } from "./sales";
import { addSalesTotalsByBuyer, emptySalesTotals } from "~/domain/metrics/totals/sales-totals";

const nothing = emptySalesTotals();
const sold = { ...nothing, orders: 4, purchases: 3, grossSales: 1_000, discounts: 100, returns: 50 };
const extras = { ...sold, shipping: 20, taxes: 7, duties: 3, fees: 1, tips: 500, giftCardsSold: 900 };

it("adds shipping, taxes, duties and fees to net sales, and nothing else", () => {
  const total = SALES_RECORDS.total_sales.formula({ new: extras, returning: nothing, other: nothing }, context());
  expect(total.value).toBe(850 + 20 + 7 + 3 + 1);
});

it("gives returning customers their share of what known customers bought", () => {
  const returning = { ...nothing, purchases: 2, grossSales: 150 };
  const share = SALES_RECORDS.repeat_revenue_share.formula({ new: sold, returning, other: sold }, context());
  expect(share).toMatchObject({ value: 0.15, numerator: 150, denominator: 1_000, n: 5 });
});

it("measures growth against an earlier range", () => {
  const before = { ...nothing, grossSales: 680 };
  expect(SALES_RECORDS.revenue_growth_mom.formula({ now: sold, before }, context()).value).toBe(0.25);
});

it("adds totals buyer by buyer", () => {
  const a = { new: sold, returning: extras, other: nothing };
  const sum = addSalesTotalsByBuyer(a, a);
  expect([sum.new.orders, sum.returning.tips, sum.other.orders]).toEqual([8, 1_000, 0]);
});
