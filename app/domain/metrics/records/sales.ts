import { previousPeriod, previousYear } from "~/domain/time/reporting-window";
import {
  netSales,
  repeatRevenueShare,
  revenueGrowth,
  salesLine,
  totalSales,
  type SalesLine,
} from "~/domain/metrics/formulas/sales";
import { allBuyers } from "~/domain/metrics/totals/sales-totals";
import type { Buyer } from "~/domain/metrics/history/buyer";
import { growth, ledgerSum, NET_SALES, netSalesBasis } from "./bases";
import {
  GOAL_OF_QUARTER,
  GOAL_OF_YEAR,
  metric,
  money,
  ofOrders,
  salesOfRange,
  shareOfMoney,
  withoutPath,
  type MetricRecord,
} from "./metric-record";

type Better = MetricRecord["better"];

const line = (amount: SalesLine, better: Better) =>
  metric({
    ...money,
    ...ofOrders,
    better,
    section: "money",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula: (sales) => salesLine(sales, amount),
    basis: ledgerSum(amount),
  });

const netSalesFrom = (buyer: Buyer, better: Better) =>
  metric({
    ...money,
    ...ofOrders,
    better,
    section: "netSalesParts",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula: (sales) => netSales(sales[buyer]),
    basis: netSalesBasis([buyer]),
  });

/** The money lines of section 3 of the definitions, each by the day its ledger rows happened, and what is made of them. */
export const SALES_RECORDS = {
  gross_sales: line("grossSales", "higher"),
  discounts: line("discounts", "neither"),
  returns: line("returns", "lower"),
  net_sales: metric({
    ...money,
    ...ofOrders,
    better: "higher",
    section: "money",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula: (sales) => netSales(allBuyers(sales)),
    basis: netSalesBasis(),
  }),
  shipping: line("shipping", "neither"),
  duties: line("duties", "neither"),
  tips: line("tips", "higher"),
  fees: line("fees", "neither"),
  taxes: line("taxes", "neither"),
  total_sales: metric({
    ...money,
    ...ofOrders,
    better: "higher",
    section: "money",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula: totalSales,
    basis: {
      ...ledgerSum("totalSales"),
      madeOf: [...NET_SALES, "shipping", "taxes", "duties", "fees"],
    },
  }),
  gift_cards_sold: line("giftCardsSold", "neither"),
  revenue_growth_mom: metric({
    ...shareOfMoney,
    ...ofOrders,
    better: "higher",
    section: "money",
    goal: withoutPath({ ...GOAL_OF_YEAR, days: 30 }),
    totals: async (reader, range) => ({
      sales: await reader.sales(range),
      before: await reader.sales(previousPeriod(range)),
    }),
    formula: ({ sales, before }) => revenueGrowth(sales, before),
    basis: growth("previous_period"),
  }),
  revenue_growth_yoy: metric({
    ...shareOfMoney,
    ...ofOrders,
    better: "higher",
    section: "money",
    goal: withoutPath(GOAL_OF_YEAR),
    totals: async (reader, range) => ({
      sales: await reader.sales(range),
      before: await reader.sales(previousYear(range)),
    }),
    formula: ({ sales, before }) => revenueGrowth(sales, before),
    basis: growth("previous_year"),
  }),
  net_sales_new: netSalesFrom("new", "higher"),
  net_sales_returning: netSalesFrom("returning", "higher"),
  net_sales_other: netSalesFrom("other", "higher"),
  repeat_revenue_share: metric({
    ...shareOfMoney,
    ...ofOrders,
    better: "neither",
    section: "netSalesParts",
    goal: withoutPath(GOAL_OF_YEAR),
    totals: salesOfRange,
    formula: repeatRevenueShare,
    basis: {
      ...ledgerSum("netSales", ["new", "returning"]),
      reading: "share",
      denominator: "netSales",
      numeratorBuyers: ["returning"],
    },
  }),
};
