import { previousPeriod, previousYear } from "~/domain/time/reporting-window";
import { growthOf, moneyOf, shareOf } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { Buyer } from "~/domain/metrics/history/buyer";
import type { LedgerLine } from "~/domain/metrics/totals/ledger-amounts";
import { allBuyers, netSalesOf, squaresInProportion } from "~/domain/metrics/totals/sales-totals";
import type { SalesTotals } from "~/domain/metrics/totals/totals";
import { growth, ledgerSum, NET_SALES, netSalesBasis } from "./bases";
import {
  GOAL_OF_WHOLE_QUARTER,
  GOAL_OF_YEAR,
  metric,
  money,
  ofOrders,
  salesOfRange,
  shareOfMoney,
  withoutPath,
  type GoalLook,
  type MetricRecord,
} from "./metric-record";

type Better = MetricRecord["better"];

const EARLIER = { previous_period: previousPeriod, previous_year: previousYear };

/** Lines that every order adds to as its value goes; of the others stored sums do not tell how they spread. */
const GOES_WITH_VALUE: ReadonlySet<LedgerLine> = new Set(["grossSales", "taxes"]);

const line = (amount: LedgerLine, better: Better) =>
  metric({
    ...money,
    ...ofOrders,
    better,
    section: "money",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: salesOfRange,
    formula(sales) {
      const all = allBuyers(sales);
      const squares = GOES_WITH_VALUE.has(amount) ? squaresInProportion(all[amount], all) : undefined;
      return moneyOf(all[amount], all.orders, squares);
    },
    basis: ledgerSum(amount),
  });

/** Gross sales less discounts and returns; may be negative. */
const netSales = (totals: SalesTotals) => moneyOf(netSalesOf(totals), totals.orders, totals.orderValueSquares);

const netSalesFrom = (buyer: Buyer, better: Better) =>
  metric({
    ...money,
    ...ofOrders,
    better,
    section: "netSalesParts",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: salesOfRange,
    formula: (sales) => netSales(sales[buyer]),
    basis: netSalesBasis([buyer]),
  });

/** Net sales against those of an earlier range, less one. */
const growthOver = (base: keyof typeof EARLIER, goal: GoalLook) =>
  metric({
    ...shareOfMoney,
    ...ofOrders,
    better: "higher",
    section: "money",
    goal: withoutPath(goal),
    totals: async (reader, range) => ({
      now: allBuyers(await reader.sales(range)),
      before: allBuyers(await reader.sales(EARLIER[base](range))),
    }),
    formula({ now, before }) {
      const sold = { amount: netSalesOf(now), squares: now.orderValueSquares };
      const soldBefore = { amount: netSalesOf(before), squares: before.orderValueSquares };
      return growthOf(sold, soldBefore, now.orders, because("noEarlierSales"));
    },
    basis: growth(base),
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
    goal: GOAL_OF_WHOLE_QUARTER,
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
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: salesOfRange,
    // Tips and gift cards are no sales.
    formula(sales) {
      const all = allBuyers(sales);
      const amount = netSalesOf(all) + all.shipping + all.taxes + all.duties + all.fees;
      return moneyOf(amount, all.orders, squaresInProportion(amount, all));
    },
    basis: {
      ...ledgerSum("totalSales"),
      madeOf: [...NET_SALES, "shipping", "taxes", "duties", "fees"],
    },
  }),
  gift_cards_sold: line("giftCardsSold", "neither"),
  revenue_growth_mom: growthOver("previous_period", { ...GOAL_OF_YEAR, days: 30 }),
  revenue_growth_yoy: growthOver("previous_year", GOAL_OF_YEAR),
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
    formula({ new: first, returning }) {
      const [sold, soldAgain] = [netSalesOf(first), netSalesOf(returning)];
      const squares = returning.orderValueSquares + first.orderValueSquares;
      const purchases = first.purchases + returning.purchases;
      return shareOf(soldAgain, soldAgain + sold, purchases, because("noNetSales"), squares);
    },
    basis: {
      ...ledgerSum("netSales", ["new", "returning"]),
      reading: "share",
      denominator: "netSales",
      numeratorBuyers: ["returning"],
    },
  }),
};
