import type { ForecastMonths } from "~/domain/clv/forecast-months";
import type { LedgerAmount } from "~/domain/metrics/totals/ledger-amounts";
import type { Buyer } from "~/domain/metrics/history/buyer";
import type { ValueHorizon } from "~/domain/metrics/totals/totals";
import type {
  AcquiredAmount,
  AcquiredBasis,
  BuyerAmount,
  BuyersBasis,
  CheckoutAmount,
  CheckoutsBasis,
  ForecastAmount,
  ForecastBasis,
  LedgerBasis,
  LedgerPart,
  OrderAmount,
  OrdersBasis,
  TopBasis,
} from "./basis";

export const ORDERS = "placed orders";
export const BUYERS = "customers with a purchase in the range";

export const perOrder = (numerator: OrderAmount, words: string): OrdersBasis => ({
  facts: "orders",
  reading: "share",
  numerator,
  denominator: "orders",
  words: [words, ORDERS],
});
/** Of an order counted in the average. */
export const meanValue = (words: string, buyers?: readonly Buyer[]): OrdersBasis => ({
  ...perOrder("orderValue", words),
  denominator: "countedOrders",
  ...(buyers && { buyers }),
});
export const orderSum = (numerator: OrderAmount, words: string): OrdersBasis => ({
  facts: "orders",
  reading: "sum",
  numerator,
  denominator: null,
  words: [words, null],
});
export const ledgerSum = (numerator: LedgerAmount, words: string, buyers?: readonly Buyer[]): LedgerBasis => ({
  facts: "ledger",
  reading: "sum",
  numerator,
  denominator: null,
  words: [words, null],
  ...(buyers && { buyers }),
});
export const NET_SALES = ["grossSales", "-discounts", "-returns"] as const satisfies readonly LedgerPart[];
export const netSalesBasis = (words: string, buyers?: readonly Buyer[]): LedgerBasis => ({
  ...ledgerSum("netSales", words, buyers),
  madeOf: NET_SALES,
});
export const growth = (base: "previous_period" | "previous_year", words: string): LedgerBasis => ({
  facts: "ledger",
  reading: "growth",
  numerator: "netSales",
  denominator: "netSales",
  words: ["net sales of the range", words],
  base,
});
export const buyerCount = (numerator: BuyerAmount, words: string): BuyersBasis => ({
  facts: "buyers",
  reading: "sum",
  numerator,
  denominator: null,
  words: [words, null],
});
export const buyerShare = (numerator: BuyerAmount, words: string, of = BUYERS): BuyersBasis => ({
  facts: "buyers",
  reading: "share",
  numerator,
  denominator: "one",
  words: [words, of],
});
export const everyCustomer = (numerator: AcquiredAmount, words: string): AcquiredBasis => ({
  facts: "acquired",
  reading: "share",
  acquired: "ever",
  horizonDays: null,
  numerator,
  denominator: "one",
  words: [words, "customers with at least one purchase"],
});
export const topCustomersBasis = (share: number, words: string): TopBasis => ({
  facts: "ranked",
  reading: "values",
  share,
  numerator: "topValue",
  denominator: "restValue",
  words: [`order value of the purchases of ${words}`, "order value of the purchases of the rest"],
  how: "Both sums are divided by their number of purchases, then the first mean by the second.",
});
export const checkoutShare = (
  numerator: CheckoutAmount,
  denominator: CheckoutAmount,
  words: readonly [string, string],
): CheckoutsBasis => ({ facts: "checkouts", reading: "share", numerator, denominator, words });
export const checkoutSum = (numerator: CheckoutAmount, words: string): CheckoutsBasis => ({
  facts: "checkouts",
  reading: "sum",
  numerator,
  denominator: null,
  words: [words, null],
});

export const forecast = (numerator: ForecastAmount, months: ForecastMonths, words: string): ForecastBasis => ({
  facts: "forecast",
  reading: "share",
  months,
  numerator,
  denominator: "one",
  words: [words, "customers when the forecast was made"],
});

export const SETTLED = "checkouts that ended: completed, recovered or abandoned";
export const MERCHANDISE = "merchandise sold, before discounts and tax";
/** Customers acquired in the range, or in the trailing year of a horizon, and at least so old. */
export const horizonBasis = (
  numerator: AcquiredAmount,
  horizonDays: ValueHorizon,
  acquired: "range" | "trailing",
  words: readonly [string, string],
): AcquiredBasis => ({
  facts: "acquired",
  reading: "share",
  acquired,
  horizonDays,
  numerator,
  denominator: "one",
  words,
});
