import type { Cohort } from "~/domain/metrics/cohorts/cohorts";
import type { OtherSource } from "~/domain/metrics/totals/other-sources";
import { netSalesOf } from "~/domain/metrics/totals/sales-totals";
import { BUYERS, type Buyer } from "~/domain/metrics/history/buyer";
import type { CheckoutTotals, SalesTotalsByBuyer } from "~/domain/metrics/totals/totals";
import { formatDecimal, formatMean } from "~/domain/money";
import type { ShopMonth } from "~/domain/time/shop-time";
import type { ReportedGoal } from "./report-goals";

/** The lists of a report: what no single number says. */
export interface ReportTables {
  /** Acquisition months of the whole history; a month of a cohort stands here once it is over. */
  readonly cohorts: readonly ReportedCohort[];
  /** Checkouts of the online store started in the range, by where they stand; of the days that are known. */
  readonly checkoutStates: Readonly<Record<string, number>>;
  /** Orders and checkouts of these days that another source made: in no number of checkouts. */
  readonly otherSources: readonly OtherSource[];
  /** Orders and money by who ordered; they add up to the whole. */
  readonly salesByBuyer: Readonly<Record<Buyer, ReportedSales>>;
  /** Published goals, benchmarks and claims, and whether this range reaches them. */
  readonly goals: readonly ReportedGoal[];
}

export interface ReportedCohort {
  readonly cohort: ShopMonth;
  readonly customers: number;
  readonly months: readonly {
    /** Calendar months since the acquisition month, which is 0. */
    readonly month: number;
    readonly buyers: number;
    readonly retention: number;
    /** Cumulative kept value per customer of the cohort. */
    readonly value: string;
  }[];
}

export interface ReportedSales {
  readonly orders: number;
  readonly purchases: number;
  readonly netSales: string;
}

export function reportTables(
  totals: { readonly sales: SalesTotalsByBuyer; readonly checkouts: CheckoutTotals },
  cohorts: readonly Cohort[],
  goals: readonly ReportedGoal[],
  otherSources: readonly OtherSource[],
  currencyCode: string,
): ReportTables {
  const { completed, recovered, abandoned, open, superseded, voided, anonymous } = totals.checkouts;
  return {
    cohorts: cohorts.map((cohort) => reportedCohort(cohort, currencyCode)),
    checkoutStates: { completed, recovered, abandoned, open, superseded, void: voided, anonymous },
    otherSources,
    salesByBuyer: Object.fromEntries(
      BUYERS.map((buyer) => {
        const sales = totals.sales[buyer];
        const netSales = formatDecimal(netSalesOf(sales), currencyCode);
        return [buyer, { orders: sales.orders, purchases: sales.purchases, netSales }];
      }),
    ) as Record<Buyer, ReportedSales>,
    goals,
  };
}

function reportedCohort({ cohort, customers, months }: Cohort, currencyCode: string): ReportedCohort {
  return {
    cohort,
    customers,
    months: months.map(({ buyers, cumulativeValue }, month) => ({
      month,
      buyers,
      retention: buyers / customers,
      value: formatMean(cumulativeValue, customers, currencyCode),
    })),
  };
}
