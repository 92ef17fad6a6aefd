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
import { growth, ledgerSum, MERCHANDISE, NET_SALES, netSalesBasis } from "./bases";
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

type Told = Pick<MetricRecord, "label" | "definition" | "better">;

const line = (amount: SalesLine, words: string, told: Told) =>
  metric({
    ...money,
    ...ofOrders,
    ...told,
    section: "money",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula: (sales) => salesLine(sales, amount),
    basis: ledgerSum(amount, words),
  });

const netSalesFrom = (buyer: Buyer, words: string, told: Told) =>
  metric({
    ...money,
    ...ofOrders,
    ...told,
    section: "netSalesParts",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula: (sales) => netSales(sales[buyer]),
    basis: netSalesBasis(words, [buyer]),
  });

/** The money lines of section 3 of the definitions, each by the day its ledger rows happened, and what is made of them. */
export const SALES_RECORDS = {
  gross_sales: line("grossSales", MERCHANDISE, {
    label: "Gross sales",
    definition: "Products sold in the range, before discounts and tax.",
    better: "higher",
  }),
  discounts: line("discounts", "discounts on merchandise sold", {
    label: "Discounts",
    definition: "Discounts on the products sold in the range.",
    better: "neither",
  }),
  returns: line("returns", "merchandise returned and money refunded beyond it", {
    label: "Returns",
    definition: "Merchandise returned or refunded in the range, cancellations included.",
    better: "lower",
  }),
  net_sales: metric({
    ...money,
    ...ofOrders,
    label: "Net sales",
    definition: "Gross sales less discounts and returns.",
    better: "higher",
    section: "money",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula: (sales) => netSales(allBuyers(sales)),
    basis: netSalesBasis("merchandise sold after discounts, less returns"),
  }),
  shipping: line("shipping", "shipping before tax, less what was given back", {
    label: "Shipping",
    definition: "Shipping charged in the range, before tax, less what was given back.",
    better: "neither",
  }),
  duties: line("duties", "duties before tax, less what was given back", {
    label: "Duties",
    definition: "Duties charged in the range, less what was given back.",
    better: "neither",
  }),
  tips: line("tips", "tips", {
    label: "Tips",
    definition: "Tips received in the range; tips are not sales.",
    better: "higher",
  }),
  fees: line("fees", "fees before tax, less what was given back", {
    label: "Fees",
    definition: "Fees charged in the range, less what was given back.",
    better: "neither",
  }),
  taxes: line("taxes", "taxes, less what was given back", {
    label: "Taxes",
    definition: "Taxes charged in the range, less what was given back.",
    better: "neither",
  }),
  total_sales: metric({
    ...money,
    ...ofOrders,
    label: "Total sales",
    definition: "Net sales with shipping, taxes, duties and fees.",
    better: "higher",
    section: "money",
    goal: GOAL_OF_QUARTER,
    totals: salesOfRange,
    formula: totalSales,
    basis: {
      ...ledgerSum("totalSales", "net sales with shipping, taxes, duties and fees"),
      madeOf: [...NET_SALES, "shipping", "taxes", "duties", "fees"],
    },
  }),
  gift_cards_sold: line("giftCardsSold", "gift cards sold, less what was given back", {
    label: "Gift cards sold",
    definition: "Gift cards sold in the range: a liability, not part of any sales total.",
    better: "neither",
  }),
  revenue_growth_mom: metric({
    ...shareOfMoney,
    ...ofOrders,
    label: "Growth on the period before",
    definition: "Change in net sales from the preceding period of equal length.",
    better: "higher",
    section: "money",
    goal: withoutPath({ ...GOAL_OF_YEAR, days: 30 }),
    totals: async (reader, range) => ({
      sales: await reader.sales(range),
      before: await reader.sales(previousPeriod(range)),
    }),
    formula: ({ sales, before }) => revenueGrowth(sales, before),
    basis: growth("previous_period", "net sales of the same number of days before"),
  }),
  revenue_growth_yoy: metric({
    ...shareOfMoney,
    ...ofOrders,
    label: "Growth on the year before",
    definition: "Change in net sales from the same dates a year before.",
    better: "higher",
    section: "money",
    goal: withoutPath(GOAL_OF_YEAR),
    totals: async (reader, range) => ({
      sales: await reader.sales(range),
      before: await reader.sales(previousYear(range)),
    }),
    formula: ({ sales, before }) => revenueGrowth(sales, before),
    basis: growth("previous_year", "net sales of the same dates a year before"),
  }),
  net_sales_new: netSalesFrom("new", "net sales of first purchases", {
    label: "Net sales, first purchases",
    definition: "Net sales of orders that are their customer's first purchase.",
    better: "higher",
  }),
  net_sales_returning: netSalesFrom("returning", "net sales of second and later purchases", {
    label: "Net sales, repeat purchases",
    definition: "Net sales of second and later purchases.",
    better: "higher",
  }),
  net_sales_other: netSalesFrom("other", "net sales of orders that are neither", {
    label: "Net sales, other orders",
    definition: "Net sales of orders without a known customer and of orders that do not count as purchases.",
    better: "higher",
  }),
  repeat_revenue_share: metric({
    ...shareOfMoney,
    ...ofOrders,
    label: "Share of sales from repeat purchases",
    definition: "Net sales of repeat purchases, of first and repeat ones.",
    better: "neither",
    section: "netSalesParts",
    goal: withoutPath(GOAL_OF_YEAR),
    totals: salesOfRange,
    formula: repeatRevenueShare,
    basis: {
      ...ledgerSum("netSales", "", ["new", "returning"]),
      reading: "share",
      denominator: "netSales",
      numeratorBuyers: ["returning"],
      words: ["net sales of second and later purchases", "net sales of first and later purchases"],
    },
  }),
};
