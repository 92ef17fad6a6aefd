import { countOf, meanMoney, rateOf, shareOf } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { OrderTotal } from "~/domain/metrics/totals/order-amounts";
import { allBuyers, squaresInProportion } from "~/domain/metrics/totals/sales-totals";
import { ledgerSum, orderSum, perOrder } from "./bases";
import {
  count,
  GOAL_OF_QUARTER,
  GOAL_OF_WHOLE_QUARTER,
  metric,
  money,
  ofOrders,
  rate,
  salesOfRange,
  shareOfMoney,
  type MetricRecord,
} from "./metric-record";

const NO_ORDERS = because("noOrders");
const NO_SALES = because("noSales");

/** The share of placed orders that a total counts. */
const shareOfOrders = (which: OrderTotal, better: MetricRecord["better"]) =>
  metric({
    ...rate,
    ...ofOrders,
    better,
    section: "leakage",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula(sales) {
      const { [which]: some, orders } = allBuyers(sales);
      return rateOf(some, orders, NO_ORDERS);
    },
    basis: perOrder(which),
  });

/** How many orders there are, and what is lost on the way. */
export const ORDER_RECORDS = {
  orders: metric({
    ...count,
    ...ofOrders,
    better: "higher",
    section: "orders",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: salesOfRange,
    formula: (sales) => countOf(allBuyers(sales).orders),
    basis: orderSum("orders"),
  }),
  units_sold: metric({
    ...count,
    ...ofOrders,
    better: "higher",
    section: "orders",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: salesOfRange,
    formula: (sales) => countOf(allBuyers(sales).units),
    basis: orderSum("units"),
  }),
  discount_rate: metric({
    ...shareOfMoney,
    ...ofOrders,
    better: "neither",
    section: "leakage",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula(sales) {
      const all = allBuyers(sales);
      return shareOf(all.discounts, all.grossSales, all.orders, NO_SALES, squaresInProportion(all.grossSales, all));
    },
    basis: {
      ...ledgerSum("discounts"),
      reading: "share",
      denominator: "grossSales",
    },
  }),
  discounted_order_share: shareOfOrders("discountedOrders", "neither"),
  zero_value_order_share: shareOfOrders("zeroValueOrders", "lower"),
  /** Of the merchandise ordered in the range, how much came back, whenever it did. Settles later. */
  return_rate_value: metric({
    ...shareOfMoney,
    ...ofOrders,
    better: "lower",
    section: "leakage",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula(sales) {
      const { returnedValue, orderValue, orderValueSquares, orders } = allBuyers(sales);
      return shareOf(returnedValue, orderValue, orders, NO_SALES, orderValueSquares);
    },
    basis: {
      ...perOrder("returnedValue"),
      denominator: "orderValue",
    },
  }),
  refunded_order_share: shareOfOrders("refundedOrders", "lower"),
  cancel_rate: shareOfOrders("cancelledOrders", "lower"),
  shipping_cost_charged: metric({
    ...money,
    ...ofOrders,
    better: "neither",
    section: "money",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula(sales) {
      const { shipping, orders } = allBuyers(sales);
      return meanMoney(shipping, orders, NO_ORDERS);
    },
    basis: {
      facts: "shipping",
      reading: "share",
      numerator: "shipping",
      denominator: "one",
    },
  }),
};
