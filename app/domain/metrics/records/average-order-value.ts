import type { Reason } from "~/words/records/reasons";
import { because } from "~/domain/metrics/confidence/reason";
import {
  meanMoney,
  meanSampling,
  ratioOf,
  unavailable,
  type MetricValue,
} from "~/domain/metrics/confidence/metric-value";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { allBuyers, squaresInProportion, squaresOfPart } from "~/domain/metrics/totals/sales-totals";
import type { SalesTotals } from "~/domain/metrics/totals/totals";
import { meanValue, perOrder } from "./bases";
import { GOAL_OF_QUARTER, MEDIAN_SHOWN_FROM, metric, money, ofOrders, ratio, salesOfRange } from "./metric-record";

/** What the average is read from: of a range, a day or a group of a split alike. The squares give it an interval. */
export type PlacedOrders = Pick<SalesTotals, "orders" | "zeroValueOrders" | "orderValue"> &
  Partial<Pick<SalesTotals, "orderValueSquares">>;

const NO_ORDERS = because("noOrders");

const average = { ...money, ...ofOrders, better: "higher", goal: GOAL_OF_QUARTER } as const;

/** What one order is worth, on average and in the middle. */
export const AVERAGE_RECORDS = {
  aov: metric({
    ...average,
    section: "orders",
    totals: async (reader, range): Promise<PlacedOrders> => allBuyers(await reader.sales(range)),
    formula: (placed, context) => meanOrderValue(placed, context, NO_ORDERS),
    basis: meanValue(),
  }),
  aov_net: metric({
    ...average,
    section: "averages",
    totals: salesOfRange,
    formula(sales) {
      const all = allBuyers(sales);
      return meanOfPart(all.keptValue, all.orders, squaresOfPart(all.keptValue, all));
    },
    basis: perOrder("keptValue"),
  }),
  aov_total: metric({
    ...average,
    section: "averages",
    totals: salesOfRange,
    formula(sales) {
      const all = allBuyers(sales);
      return meanOfPart(all.totalPaid, all.orders, squaresInProportion(all.totalPaid, all));
    },
    basis: perOrder("totalPaid"),
  }),
  aov_new: metric({
    ...average,
    section: "averages",
    totals: salesOfRange,
    formula: (sales, context) => meanOrderValue(sales.new, context, because("noFirstPurchases")),
    basis: meanValue(["new"]),
  }),
  aov_returning: metric({
    ...average,
    section: "averages",
    totals: salesOfRange,
    formula: (sales, context) => meanOrderValue(sales.returning, context, because("noRepeatPurchases")),
    basis: meanValue(["returning"]),
  }),
  aov_median: metric({
    ...average,
    section: "orders",
    shownFrom: MEDIAN_SHOWN_FROM,
    totals: async (reader, range) => ({
      median: await reader.medianOrderValue(range),
      orders: allBuyers(await reader.sales(range)).orders,
    }),
    formula({ median, orders }) {
      if (median === null) return { ...unavailable("money", NO_ORDERS), n: 0 };
      return { ...meanMoney(median, 1, NO_ORDERS), numerator: null, denominator: null, n: orders };
    },
    basis: {
      ...perOrder("orderValue"),
      reading: "values",
    },
  }),
  units_per_order: metric({
    ...ratio,
    ...ofOrders,
    better: "higher",
    section: "orders",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula(sales) {
      const { units, orders } = allBuyers(sales);
      return ratioOf(units, orders, NO_ORDERS);
    },
    basis: perOrder("units"),
  }),
};

/**
 * What one order is worth as placed: products after discounts, before tax, whatever was edited, returned or cancelled
 * later. As Shopify defines it since January 2023. Zero-value orders are left out where the shop asks for it.
 */
function meanOrderValue(
  { orders, zeroValueOrders, orderValue, orderValueSquares }: PlacedOrders,
  { definitions }: Pick<MetricContext, "definitions">,
  becauseEmpty: Reason,
): MetricValue {
  const averaged = orders - (definitions.excludeZeroValueFromAov ? zeroValueOrders : 0);
  return meanMoney(orderValue, averaged, becauseEmpty, orderValueSquares);
}

/** A mean whose squares are not known but bounded: enough to judge its change by, not to give it an interval. */
function meanOfPart(amount: number, orders: number, squares: number): MetricValue {
  return { ...meanMoney(amount, orders, NO_ORDERS), sampling: meanSampling(orders, amount, squares) };
}
