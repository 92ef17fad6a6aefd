import { describe, expect, it } from "vitest";
import { at, checkout, context, order, row } from "../../../../test/support/builders";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import type { ShopHistory } from "~/domain/orders/history";
import type { Order, SalesRow } from "~/domain/orders/order";
import type { Segment } from "~/domain/orders/segment";
import { METRICS, METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { foldedTotals } from "~/domain/metrics/totals/folded-totals";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import type { Basis } from "~/domain/metrics/records/basis";
import { BLANK_ROW, listTotals, type ExplainedRow } from "./explained-row";
import { explainedRows } from "./explained-rows";

const RANGE = { from: "2026-02-01", to: "2026-05-31" };
const AS_OF = context({ asOf: at("2026-06-30T12:00") });

const noon = (day: string) => at(`${day}T12:00`);
const bought = (id: number, customerId: string | null, day: string, more: Partial<Order> = {}) =>
  order({ id: String(id), customerId, processedAt: noon(day), ...more });
const later = (day: string, more: Partial<SalesRow>) => row({ happenedAt: noon(day), isOriginal: false, ...more });
const beside = (lineType: SalesRow["lineType"], total: number, tax = 0) => row({ lineType, total, tax, quantity: 0 });

/** At least one of everything that can happen to a shop, around the four months looked at. */
const ORDERS: readonly Order[] = [
  // Comes and goes: two purchases a year before, one in each year since.
  bought(1, "1", "2025-02-10", { rows: [row({ total: 4_000 })] }),
  bought(2, "1", "2025-03-10", { rows: [row({ total: 7_000, tax: 700 })] }),
  bought(3, "1", "2026-02-05", {
    channel: "POS",
    country: "DE",
    rows: [
      row({ total: 11_900, tax: 1_900, discount: 500, quantity: 3 }),
      beside("SHIPPING", 600, 100),
      beside("TIP", 250),
      beside("DUTY", 330, 30),
      beside("FEE", 120, 20),
      beside("ADDITIONAL_FEE", 60, 10),
      beside("UNKNOWN", 77, 7),
      later("2026-02-20", { action: "RETURN", quantity: -1, total: -3_000, tax: -500, discount: -100 }),
      later("2026-06-05", { action: "RETURN", lineType: "SHIPPING", quantity: 0, total: -120, tax: -20 }),
      later("2026-03-02", { total: 900, tax: 100 }),
    ],
  }),
  // Acquired in the range, refunded beyond the goods, back on the thirtieth day and once more later.
  bought(4, "2", "2026-02-10", { customerCreatedAt: noon("2026-02-01"), rows: [row({ total: 5_000, discount: 1 })] }),
  bought(5, "2", "2026-03-12", {
    rows: [
      row({ total: 6_000 }),
      later("2026-03-20", { action: "RETURN", lineType: "ADJUSTMENT", total: -250, quantity: 0 }),
    ],
  }),
  bought(6, "2", "2026-05-15", { rows: [row({ total: 1_000 })] }),
  // Too young for longer horizons, older than its record.
  bought(7, "3", "2026-05-31", { customerCreatedAt: noon("2026-06-02"), rows: [row({ total: 2_000 })] }),
  // Active when the range begins, and lapses in it.
  bought(8, "4", "2025-09-01", { rows: [row({ total: 3_000 })] }),
  // Lapsed before, and comes back in the range.
  bought(9, "5", "2025-01-05", { rows: [row({ total: 3_100 })] }),
  bought(10, "5", "2026-03-03", { isRenewal: true, rows: [row({ total: 3_200 })] }),
  // Just before the range, and just after it.
  bought(11, "6", "2026-01-31", { rows: [row({ total: 3_300 }), beside("SHIPPING", 500)] }),
  bought(12, "6", "2026-06-01", {
    rows: [row({ total: 3_400 }), later("2026-06-01", { lineType: "SHIPPING", total: 1 })],
  }),
  // Nobody's.
  bought(13, null, "2026-04-01", { channel: "POS", rows: [row({ total: 1_100 })] }),
  // No purchases: cancelled, free, test, gift card, a former currency, voided, a tip.
  bought(14, "7", "2026-04-02", {
    cancelledAt: noon("2026-04-03"),
    rows: [row({ total: 4_400 }), later("2026-04-03", { action: "RETURN", total: -4_400 })],
  }),
  bought(15, "2", "2026-04-04", { rows: [row({ total: 0, discount: 1_500 })] }),
  bought(16, "8", "2026-04-05", { isTest: true }),
  bought(17, "8", "2026-04-06", { rows: [beside("GIFT_CARD", 2_500)] }),
  bought(18, "8", "2026-04-07", { currencyCode: "USD" }),
  bought(19, "9", "2026-04-08", { financialStatus: "VOIDED", rows: [row({ total: 900 })] }),
  bought(20, "9", "2026-04-09", { rows: [beside("TIP", 300)] }),
  // Gift card beside a product, and a card given back later.
  bought(21, "10", "2026-05-01", {
    checkoutToken: "bought",
    rows: [
      row({ total: 2_100 }),
      beside("GIFT_CARD", 1_000),
      later("2026-05-02", { action: "RETURN", lineType: "GIFT_CARD", total: -400, quantity: -1 }),
    ],
  }),
  bought(22, "11", "2026-05-03", {
    checkoutToken: "late",
    customerCreatedAt: noon("2026-05-03"),
    rows: [row({ total: 8_000 })],
  }),
];
const started = (token: string, day: string, more: Parameters<typeof checkout>[0] = {}) =>
  checkout({ key: `c${token}`, token, startedAt: noon(day), ...more });
const CHECKOUTS = [
  started("bought", "2026-05-01", { value: 2_100 }),
  started("late", "2026-05-01", { value: 7_700, customerId: "11" }),
  started("left", "2026-04-10", { value: 1_234 }),
  started("left too", "2026-05-31", { value: 4_321 }),
  started("before", "2026-01-31", { value: 1 }),
  started("after", "2026-06-01", { value: 1 }),
  started("unknown", "2026-04-11", { hasContact: false }),
  started("test", "2026-04-12", { isTest: true }),
];
const HISTORY: ShopHistory = { orders: ORDERS, checkouts: CHECKOUTS };

const basisOf = (key: MetricKey): Basis => METRICS[key].basis;
const listOf = (key: MetricKey, where = AS_OF, segment: Segment = {}) =>
  explainedRows(basisOf(key), HISTORY, RANGE, where, segment);
const rowOf = (key: MetricKey, id: string) => listOf(key).find((each) => each.key === id);
const amounts = (rows: readonly ExplainedRow[]) =>
  Object.fromEntries(rows.map(({ key, numerator, denominator }) => [key, [numerator, denominator]]));

async function expectToAddUp(key: MetricKey, where: MetricContext, segment: Segment): Promise<void> {
  const metric = await readMetric(key, foldedTotals(HISTORY, where, segment), RANGE, where);
  const { reading, denominator } = basisOf(key);
  const rows = listOf(key, where, segment);
  const sums = listTotals(rows, denominator !== null);
  expect(new Set(rows.map((each) => each.key)).size, key).toBe(rows.length);
  if (reading === "sum") {
    // Without a forecast there is no number, and nobody it is of.
    expect(sums, key).toEqual({ count: rows.length, numerator: metric.value ?? 0, denominator: null });
  } else if (reading === "values") {
    if (basisOf(key).facts !== "gaps" && basisOf(key).facts !== "ranked") expect(rows.length, key).toBe(metric.n ?? 0);
  } else {
    // Without a forecast there is no number, and nobody it is of.
    expect([sums.numerator, sums.denominator], key).toEqual([metric.numerator ?? 0, metric.denominator ?? 0]);
  }
}

describe("the list behind a number", () => {
  it.each<[string, MetricContext, Segment]>([
    ["the whole shop", AS_OF, {}],
    ["the shop at an earlier moment", { ...AS_OF, asOf: at("2026-04-15T00:00") }, {}],
    ["new customers", AS_OF, { buyer: "new" }],
    ["a channel", AS_OF, { channel: "POS" }],
    ["discounted orders", AS_OF, { hasDiscount: true }],
    [
      "other definitions",
      {
        ...AS_OF,
        timeZone: "Asia/Tokyo",
        definitions: {
          ...DEFAULT_DEFINITIONS,
          excludeZeroValueFromAov: true,
          subscriptionRenewalsAreRepeat: false,
          excludeCancelledFromOrders: true,
        },
      },
      {},
    ],
  ])("adds up to it for %s", async (_, where, segment) => {
    for (const key of METRIC_KEYS) await expectToAddUp(key, where, segment);
  });

  it("holds nothing that adds nothing", () => {
    for (const key of METRIC_KEYS) {
      const idle = listOf(key).filter(({ numerator, denominator }) => !numerator && !denominator);
      expect(idle, key).toEqual([]);
    }
  });
});

describe("a list of orders", () => {
  it("tells of each order what it was worth and who placed it", () => {
    expect(rowOf("aov_net", "3")).toEqual({
      ...BLANK_ROW,
      key: "3",
      orderId: "3",
      customerId: "1",
      at: noon("2026-02-05"),
      channel: "POS",
      country: "DE",
      purchaseNumber: 3,
      value: 10_000,
      numerator: 10_000 - 2_500 + 800,
      denominator: 1,
    });
  });
  it("has every placed order of the range, unless only some buyers count", () => {
    const ids = (key: MetricKey) => listOf(key).map((each) => Number(each.orderId));
    expect(ids("orders").toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 10, 13, 14, 15, 19, 21, 22]);
    expect(ids("aov_new").toSorted((a, b) => a - b)).toEqual([4, 7, 21, 22]);
    expect(ids("identified_share")).not.toContain(14);
  });
  it("reads the median from order values, whatever the average leaves out", () => {
    expect(amounts(listOf("aov_median"))["15"]).toEqual([0, 1]);
    const definitions = { ...DEFAULT_DEFINITIONS, excludeZeroValueFromAov: true };
    expect(amounts(listOf("aov", { ...AS_OF, definitions }))["15"]).toBeUndefined();
  });
  it("counts the shipping of a range where it was charged, and orders where they were placed", () => {
    expect(amounts(listOf("shipping_cost_charged"))["3"]).toEqual([500, 1]);
    expect(rowOf("shipping_cost_charged", "11")).toBeUndefined();
    const spring = explainedRows(
      basisOf("shipping_cost_charged"),
      HISTORY,
      { from: "2026-06-01", to: "2026-06-30" },
      AS_OF,
    );
    expect(amounts(spring)).toEqual({ "3": [-100, 0], "12": [1, 1] });
  });
});

describe("a list of ledger rows", () => {
  it("tells of each row what happened", () => {
    const returned = listOf("returns").find(({ orderId }) => orderId === "3");
    expect(returned).toEqual({
      ...BLANK_ROW,
      key: "3:7",
      orderId: "3",
      customerId: "1",
      at: noon("2026-02-20"),
      channel: "POS",
      country: "DE",
      purchaseNumber: 3,
      action: "RETURN",
      lineType: "PRODUCT",
      quantity: -1,
      numerator: 2_500,
      denominator: null,
    });
  });
  it("measures growth against the rows of the earlier range", () => {
    expect(amounts(listOf("revenue_growth_yoy"))).toMatchObject({
      "1:0": [0, 4_000],
      "2:0": [0, 6_300],
      "4:0": [5_000, 0],
    });
    expect(amounts(listOf("revenue_growth_mom"))).toMatchObject({ "11:0": [0, 3_300] });
  });
});

describe("a list of customers", () => {
  it("tells of buyers what they bought in the range", () => {
    expect(rowOf("purchase_frequency", "2")).toEqual({
      ...BLANK_ROW,
      key: "2",
      customerId: "2",
      at: noon("2026-02-10"),
      quantity: 3,
      value: 12_000,
      numerator: 3,
      denominator: 1,
    });
    expect(rowOf("repeat_rate_trailing_365", "4")).toMatchObject({ numerator: 0, denominator: 1 });
    expect(rowOf("repeat_rate", "4")).toBeUndefined();
  });
  it("tells of new customers what they bought so far, and how long they took to come back", () => {
    expect(rowOf("repurchase_rate_30d", "2")).toEqual({
      ...BLANK_ROW,
      key: "2",
      customerId: "2",
      at: noon("2026-02-10"),
      quantity: 3,
      value: 5_000 + 5_750 + 1_000,
      days: 30,
      numerator: 1,
      denominator: 1,
    });
    expect(rowOf("clv_observed_30", "2")).toMatchObject({ numerator: 5_000 + 5_750, denominator: 1 });
    expect(rowOf("time_to_second_purchase", "3")).toMatchObject({ days: 30, numerator: 0, quantity: 1 });
    expect(rowOf("clv_observed_60", "3")).toBeUndefined();
    // Thirty days old to the minute.
    expect(rowOf("clv_observed_30", "3")).toMatchObject({ numerator: 2_000 });
  });
  it("tells how long new customers were known before", () => {
    expect(listOf("time_to_first_purchase")).toMatchObject([{ key: "2", days: 9, numerator: 1, denominator: null }]);
  });
  it("tells who came back after the year before", () => {
    expect(rowOf("retention_rate", "1")).toEqual({
      ...BLANK_ROW,
      key: "1",
      customerId: "1",
      at: noon("2025-02-10"),
      quantity: 3,
      value: 4_000 + 6_300 + 8_300,
      numerator: 1,
      denominator: 1,
    });
    expect(amounts(listOf("churn_rate"))).toEqual({ "4": [1, 1], "6": [0, 1] });
    expect(amounts(listOf("reactivated"))).toEqual({ "1": [1, null], "5": [1, null] });
  });
  it("has a row for each pause between purchases", () => {
    const pauses = listOf("lapse_point");
    expect(pauses.map(({ key }) => key).toSorted()).toEqual(["1:1", "1:2", "2:1", "2:2", "5:1", "6:1"]);
    expect(pauses.find(({ key }) => key === "2:1")).toEqual({
      ...BLANK_ROW,
      key: "2:1",
      customerId: "2",
      at: noon("2026-03-12"),
      purchaseNumber: 2,
      value: 6_000,
      days: 30,
      numerator: 30,
      denominator: 1,
    });
  });
  it("sets the best customers against the rest", () => {
    const rows = listOf("order_value_top10");
    expect(rows.find(({ key }) => key === "1")).toEqual({
      ...BLANK_ROW,
      key: "1",
      customerId: "1",
      at: noon("2025-02-10"),
      quantity: 3,
      value: 18_600,
      numerator: 20_300,
      denominator: 0,
    });
    expect(amounts(rows)["2"]).toEqual([0, 12_000]);
    expect(amounts(listOf("order_value_top1"))["2"]).toEqual([0, 12_000]);
  });
});

describe("a list of checkouts", () => {
  it("tells how each one ended", () => {
    expect(rowOf("recovered_value", "clate")).toEqual({
      ...BLANK_ROW,
      key: "clate",
      orderId: "22",
      customerId: "11",
      checkoutId: "late",
      at: noon("2026-05-01"),
      state: "recovered",
      value: 7_700,
      numerator: 8_000,
      denominator: null,
    });
    expect(amounts(listOf("abandoned_value"))).toEqual({ cleft: [1_234, null], "cleft too": [4_321, null] });
    expect(amounts(listOf("checkout_abandonment_gross"))).toEqual({
      cbought: [0, 1],
      clate: [1, 1],
      cleft: [1, 1],
      "cleft too": [1, 1],
    });
  });
  it("names no checkout of Shopify's where there was none", () => {
    const online = bought(30, "12", "2026-05-20", { checkoutToken: "express" });
    const history = { orders: [online], checkouts: [] };
    expect(explainedRows(basisOf("checkout_abandonment_rate"), history, RANGE, AS_OF)).toMatchObject([
      { key: "o30", orderId: "30", checkoutId: null, state: "completed" },
    ]);
  });
  it("leaves orders in a former currency aside", () => {
    const former = bought(31, "12", "2026-04-12", { checkoutToken: "left", currencyCode: "USD" });
    const rows = explainedRows(basisOf("abandoned_value"), { ...HISTORY, orders: [former] }, RANGE, AS_OF);
    expect(rows.map(({ key }) => key)).toContain("cleft");
  });
});

it("adds nothing up of an empty list", () => {
  expect(listTotals([], true)).toEqual({ count: 0, numerator: 0, denominator: 0 });
  expect(listTotals([], false)).toEqual({ count: 0, numerator: 0, denominator: null });
});
