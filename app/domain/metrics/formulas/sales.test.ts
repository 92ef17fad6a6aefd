import { expect, it } from "vitest";
import { repeatRevenueShare, revenueGrowth, totalSales } from "./sales";
import { addSalesTotalsByBuyer, emptySalesTotals } from "~/domain/metrics/totals/sales-totals";

const nothing = emptySalesTotals();
const sold = { ...nothing, orders: 4, purchases: 3, grossSales: 1_000, discounts: 100, returns: 50 };
const extras = { ...sold, shipping: 20, taxes: 7, duties: 3, fees: 1, tips: 500, giftCardsSold: 900 };

it("adds shipping, taxes, duties and fees to net sales, and nothing else", () => {
  expect(totalSales({ new: extras, returning: nothing, other: nothing }).value).toBe(850 + 20 + 7 + 3 + 1);
});

it("gives returning customers their share of what known customers bought", () => {
  const returning = { ...nothing, purchases: 2, grossSales: 150 };
  const share = repeatRevenueShare({ new: sold, returning, other: sold });
  expect(share).toMatchObject({ value: 0.15, numerator: 150, denominator: 1_000, n: 5 });
});

it("measures growth against an earlier range", () => {
  const now = { new: sold, returning: nothing, other: nothing };
  const base = { ...now, new: { ...nothing, grossSales: 680 } };
  expect(revenueGrowth(now, base).value).toBe(0.25);
});

it("adds totals buyer by buyer", () => {
  const a = { new: sold, returning: extras, other: nothing };
  const sum = addSalesTotalsByBuyer(a, a);
  expect([sum.new.orders, sum.returning.tips, sum.other.orders]).toEqual([8, 1_000, 0]);
});
