import { describe, expect, it } from "vitest";
import { reconcile, type ComparedKey, type CountedCause, type Fraction, type TheirNumber } from "./reconciliation";

const sum = (numerator: number): Fraction => ({ numerator, denominator: 1 });
const more = (numerator: number): Fraction => ({ numerator, denominator: 0 });
const printed = (value: number, rounding = 0.5): TheirNumber => ({ value, rounding });

const ours: Record<ComparedKey, Fraction | null> = {
  orders: sum(1_000),
  gross_sales: sum(5_000_000),
  discounts: sum(200_000),
  net_sales: sum(4_700_000),
  average_order_value: { numerator: 4_800_000, denominator: 1_000 },
  returning_customer_rate: { numerator: 200, denominator: 800 },
};
const theirs: Record<ComparedKey, TheirNumber | null> = {
  orders: printed(1_000, 0),
  gross_sales: printed(5_000_000),
  discounts: printed(200_000),
  net_sales: printed(4_700_000),
  average_order_value: printed(4_800),
  returning_customer_rate: printed(0.25, 0.0000005),
};
const notReceived = (deltas: CountedCause["deltas"], count = 1): CountedCause => ({
  cause: "orders_not_received",
  count,
  deltas,
  isComplete: true,
});
const number = (result: ReturnType<typeof reconcile>, key: ComparedKey) => {
  const found = result.numbers.find((each) => each.key === key);
  if (!found) throw new Error(`no ${key}`);
  return found;
};

describe("reconcile", () => {
  it("matches to the cent, and within rounding where Shopify rounds", () => {
    expect(reconcile(ours, theirs, [], true).status).toBe("matches");
    const thirds = { ...ours, average_order_value: { numerator: 10_000, denominator: 3 } };
    const rounded = { ...theirs, average_order_value: printed(3_333) };
    expect(number(reconcile(thirds, rounded, [], true), "average_order_value").status).toBe("matches");
  });
  it("matches within 0.1% and one order, not beyond", () => {
    const orders = (value: number, own = 1_000) =>
      number(reconcile({ ...ours, orders: sum(own) }, { ...theirs, orders: printed(value, 0) }, [], true), "orders");
    expect(orders(1_001).status).toBe("matches");
    expect(orders(1_002).status).toBe("explained");
    expect(orders(1_006).status).toBe("investigate");
    // 0.05% of many orders are more than one order.
    expect(orders(10_005, 10_000).status).toBe("explained");
  });
  it("explains a difference line by line and keeps what is left", () => {
    const causes: CountedCause[] = [
      { cause: "gift_card_only_orders", count: 12, deltas: { orders: more(12) }, isComplete: true },
      notReceived({ orders: more(8), net_sales: more(40_000) }, 8),
    ];
    const result = reconcile(
      ours,
      { ...theirs, orders: printed(1_021, 0), net_sales: printed(4_740_000) },
      causes,
      true,
    );
    expect(number(result, "orders")).toMatchObject({
      difference: 21,
      remainder: 1,
      status: "explained",
      lines: [
        { cause: "gift_card_only_orders", count: 12, amount: 12 },
        { cause: "orders_not_received", count: 8, amount: 8 },
      ],
    });
    expect(number(result, "net_sales")).toMatchObject({ remainder: 0, status: "explained" });
    expect(number(result, "gross_sales").lines).toEqual([]);
    expect(result.status).toBe("explained");
  });
  it("asks to investigate what no row explains", () => {
    const result = reconcile(ours, { ...theirs, net_sales: printed(4_800_000) }, [], true);
    expect(number(result, "net_sales")).toMatchObject({ remainder: 100_000, status: "investigate" });
    expect(result.status).toBe("investigate");
  });
  it("splits the difference of a mean so that the parts add up", () => {
    const causes = [
      notReceived({ average_order_value: { numerator: 600_000, denominator: 50 } }),
      notReceived({ average_order_value: { numerator: -300_000, denominator: -20 } }),
    ];
    const after = 5_100_000 / 1_030;
    const aov = number(
      reconcile(ours, { ...theirs, average_order_value: printed(Math.round(after)) }, causes, true),
      "average_order_value",
    );
    expect(aov.lines.reduce((total, { amount }) => total + amount, 0)).toBeCloseTo(after - 4_800, 8);
    expect(Math.abs(aov.remainder ?? 1)).toBeLessThanOrEqual(0.5);
    expect(aov.status).toBe("explained");
  });
  it("never judges a day that still runs, nor a number one side does not have", () => {
    const result = reconcile(ours, { ...theirs, net_sales: printed(4_800_000) }, [], false);
    expect(result.status).toBe("not_judged");
    expect(number(result, "net_sales").difference).toBe(100_000);
    const empty = reconcile(
      { ...ours, average_order_value: sum(0) },
      { ...theirs, average_order_value: null },
      [],
      true,
    );
    expect(number(empty, "average_order_value")).toMatchObject({ status: "not_judged", theirs: null });
  });
});
