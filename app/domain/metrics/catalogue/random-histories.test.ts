import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, checkout, context, order, row } from "../../../../test/support/builders";
import type { CheckoutHistory } from "~/domain/orders/checkout";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import type { ShopHistory } from "~/domain/orders/history";
import type { Order, SalesRow } from "~/domain/orders/order";
import { daysIn, type DayRange } from "~/domain/time/reporting-window";
import { DAY_MS, addDays, dayOf } from "~/domain/time/shop-time";
import { METRIC_KEYS } from "./catalogue";
import { checkoutTotals } from "~/domain/metrics/totals/checkout-totals";
import { cohortCells } from "~/domain/metrics/cohorts/cohorts";
import { customerTotals, repeatersInRange } from "~/domain/metrics/totals/customer-totals";
import { foldedTotals } from "~/domain/metrics/totals/folded-totals";
import { lifetimeTotals } from "~/domain/metrics/totals/lifetime-totals";
import { matureCustomers } from "~/domain/metrics/totals/mature-customers";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { readEveryMetric } from "./read-metric";
import { allBuyers, netSalesOf, salesTotals } from "~/domain/metrics/totals/sales-totals";
import { VALUE_HORIZONS_DAYS, settledCheckouts } from "~/domain/metrics/totals/totals";

const START = at("2026-01-01T00:00");
const SPAN_DAYS = 120;
const WHOLE = { from: "2025-12-31", to: addDays("2026-01-01", SPAN_DAYS + 60) };

const moment = fc.integer({ min: START, max: START + SPAN_DAYS * DAY_MS });
const amount = fc.integer({ min: 0, max: 50_000 });

const laterRow = fc.record({
  days: fc.integer({ min: 0, max: 40 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

const orders: fc.Arbitrary<Order[]> = fc.array(
  fc
    .record({
      processedAt: moment,
      customerId: fc.option(fc.constantFrom("1", "2", "3", "4"), { nil: null }),
      total: amount,
      discount: fc.integer({ min: 0, max: 5_000 }),
      lineType: fc.constantFrom<SalesRow["lineType"]>("PRODUCT", "PRODUCT", "PRODUCT", "GIFT_CARD", "TIP"),
      back: fc.option(laterRow, { nil: null }),
      isCancelled: fc.boolean(),
      isTest: fc.boolean(),
      isRenewal: fc.boolean(),
      token: fc.option(fc.constantFrom("a", "b", "c"), { nil: null }),
    })
    .map(({ processedAt, total, discount, lineType, back, isCancelled, token, ...rest }) => {
      const rows = [row({ total, discount, lineType })];
      const backAt = processedAt + (back?.days ?? 0) * DAY_MS;
      if (back)
        rows.push(row({ action: "RETURN", lineType, total: -Math.round(total * back.share), happenedAt: backAt }));
      return order({
        ...rest,
        processedAt,
        rows,
        checkoutToken: token,
        cancelledAt: isCancelled && back ? backAt : null,
        isTest: rest.isTest && rest.isRenewal,
      });
    }),
  { maxLength: 25 },
);

const checkouts: fc.Arbitrary<CheckoutHistory[]> = fc.array(
  fc
    .record({
      startedAt: moment,
      minutes: fc.integer({ min: 0, max: 300 }),
      completed: fc.option(fc.integer({ min: 0, max: 60 * 24 * 40 }), { nil: null }),
      customerId: fc.option(fc.constantFrom("1", "2", "3"), { nil: null }),
      token: fc.option(fc.constantFrom("a", "b", "c"), { nil: null }),
      hasContact: fc.boolean(),
      value: amount,
    })
    .map(({ startedAt, minutes, completed, ...rest }) => {
      const last = startedAt + minutes * 60_000;
      const completedAt = completed === null ? null : last + completed * 60_000;
      return checkout({ ...rest, startedAt, activity: [...new Set([startedAt, last])], completedAt });
    }),
  { maxLength: 15 },
);

const contexts: fc.Arbitrary<MetricContext> = fc
  .record({
    timeZone: fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu"),
    asOf: fc.integer({ min: START, max: START + (SPAN_DAYS + 60) * DAY_MS }),
    subscriptionRenewalsAreRepeat: fc.boolean(),
    fullyRefundedIsPurchase: fc.boolean(),
    excludeCancelledFromOrders: fc.boolean(),
  })
  .map(({ timeZone, asOf, ...definitions }) =>
    context({ timeZone, asOf, definitions: { ...DEFAULT_DEFINITIONS, ...definitions } }),
  );

const ranges = fc
  .tuple(fc.nat(SPAN_DAYS), fc.nat(60))
  .map(([start, length]) => ({ from: addDays("2026-01-01", start), to: addDays("2026-01-01", start + length) }));

describe("totals of any history", () => {
  it("split money and orders so that the parts add up to the whole", () => {
    fc.assert(
      fc.property(orders, contexts, ranges, (all, where, range) => {
        const whole = allBuyers(salesTotals(all, range, where));
        const days = Array.from({ length: daysIn(range) }, (_, index) => addDays(range.from, index)).map((day) =>
          allBuyers(salesTotals(all, { from: day, to: day }, where)),
        );
        const sum = (amountOf: (day: typeof whole) => number) => days.reduce((total, day) => total + amountOf(day), 0);
        expect(sum(netSalesOf)).toBe(netSalesOf(whole));
        expect(sum(({ orders: placed }) => placed)).toBe(whole.orders);
        expect(whole.identifiedPurchases).toBeLessThanOrEqual(whole.purchases);
        expect(whole.purchases).toBeLessThanOrEqual(whole.orders);
      }),
    );
  });

  it("keep what all orders kept, less what was refunded of orders placed in the range", () => {
    fc.assert(
      fc.property(orders, contexts, (all, where) => {
        const { orderValue, keptValue, returnedValue, grossSales, discounts, returns } = allBuyers(
          salesTotals(all, WHOLE, where),
        );
        expect(keptValue).toBe(orderValue - returnedValue);
        expect(keptValue).toBe(grossSales - discounts - returns);
      }),
    );
  });

  it("count every customer as new, returning or both", () => {
    fc.assert(
      fc.property(orders, contexts, ranges, (all, where, range) => {
        const { customers, newCustomers, returningCustomers } = customerTotals(all, range, where);
        expect(newCustomers + returningCustomers).toBeGreaterThanOrEqual(customers);
        expect(newCustomers).toBeLessThanOrEqual(customers);
        expect(returningCustomers).toBeLessThanOrEqual(customers);
        expect(repeatersInRange(all, range, where)).toBeLessThanOrEqual(returningCustomers);
      }),
    );
  });

  it("find every customer once in the history and in the cohorts", () => {
    fc.assert(
      fc.property(orders, contexts, (all, where) => {
        const lifetime = lifetimeTotals(all, where);
        expect(lifetime.customers).toBe(customerTotals(all, WHOLE, where).newCustomers);
        expect(lifetime.repeaters).toBe(customerTotals(all, WHOLE, where).returningCustomers);
        const cells = cohortCells(all, where);
        expect(cells.reduce((sum, { keptValue }) => sum + keptValue, 0)).toBe(lifetime.keptValue);
        const sizes = cells
          .filter(({ cohort, month }) => cohort === month)
          .reduce((sum, { buyers }) => sum + buyers, 0);
        expect(sizes).toBe(lifetime.customers);
      }),
    );
  });

  it("leave young customers out of longer horizons, and never lose a repeater by waiting longer", () => {
    fc.assert(
      fc.property(orders, contexts, (all, where) => {
        const [short, long] = [30, 90].map((horizon) => matureCustomers(all, {}, horizon, where));
        expect(long?.customers).toBeLessThanOrEqual(short?.customers ?? 0);
        const old = { ...where, asOf: START + 1000 * DAY_MS };
        const [soon, late] = [30, 90].map((horizon) => matureCustomers(all, {}, horizon, old).repeaters);
        expect(late).toBeGreaterThanOrEqual(soon ?? 0);
      }),
    );
  });

  it("settle checkouts as completed, recovered or abandoned and lose none", () => {
    fc.assert(
      fc.property(orders, checkouts, contexts, ranges, (placed, started, where, range) => {
        const totals = checkoutTotals({ orders: placed, checkouts: started }, range, where);
        expect(settledCheckouts(totals)).toBe(totals.completed + totals.recovered + totals.abandoned);
        const announced = started.filter(({ startedAt }) => {
          const day = dayOf(startedAt, where.timeZone);
          return startedAt <= where.asOf && day >= range.from && day <= range.to;
        });
        const counted = settledCheckouts(totals) + totals.open + totals.superseded + totals.voided + totals.anonymous;
        expect(counted).toBeGreaterThanOrEqual(announced.length);
        if (totals.recovered === 0) expect(totals.recoveredValue).toBe(0);
      }),
    );
  });

  it("do not depend on the order in which orders and checkouts are known", async () => {
    const history = fc.record({ orders, checkouts });
    const allTotals = (known: ShopHistory, range: DayRange, where: MetricContext) => {
      const reader = foldedTotals(known, where);
      const horizons = VALUE_HORIZONS_DAYS.map((horizon) => reader.mature(range, horizon));
      const ofRange = [
        reader.sales,
        reader.medianOrderValue,
        reader.customers,
        reader.repeaters,
        reader.checkouts,
        reader.firstPurchases,
        reader.secondPurchases,
        reader.rhythm,
      ].map((read) => read(range));
      return Promise.all([...ofRange, ...horizons, reader.lifetime(), reader.top(), reader.forecast()]);
    };
    await fc.assert(
      fc.asyncProperty(history, contexts, ranges, async (known, where, range) => {
        const reversed = { orders: known.orders.toReversed(), checkouts: known.checkouts.toReversed() };
        expect(await allTotals(reversed, range, where)).toEqual(await allTotals(known, range, where));
      }),
    );
  });
});

describe("readEveryMetric", () => {
  it("gives every metric of the catalogue a value or a reason", async () => {
    const moments = fc.record({ where: contexts, isHistoryLimited: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(orders, checkouts, moments, ranges, async (placed, started, { where, ...limited }, range) => {
        const reader = foldedTotals({ orders: placed, checkouts: started }, where);
        const metrics = await readEveryMetric(reader, range, { ...where, ...limited });
        expect(new Set(Object.keys(metrics))).toEqual(new Set(METRIC_KEYS));
        for (const [key, { value, unavailableBecause, interval, unit }] of Object.entries(metrics)) {
          expect(value === null, key).toBe(unavailableBecause !== null);
          expect(value === null || Number.isFinite(value), key).toBe(true);
          if (value !== null && interval) {
            expect(interval[0]).toBeLessThanOrEqual(value + 1e-9);
            expect(interval[1]).toBeGreaterThanOrEqual(value - 1e-9);
          }
          if (interval && unit === "rate") expect(interval[0] >= 0 && interval[1] <= 1, key).toBe(true);
        }
      }),
    );
  });
});
