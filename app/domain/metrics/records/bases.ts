import type { ForecastMonths } from "~/domain/clv/forecast-months";
import type { LedgerAmount } from "~/domain/metrics/totals/ledger-amounts";
import type { SessionAmount } from "~/domain/metrics/totals/session-amounts";
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
  SessionsBasis,
  TopBasis,
} from "./basis";

export const perOrder = (numerator: OrderAmount): OrdersBasis => ({
  facts: "orders",
  reading: "share",
  numerator,
  denominator: "orders",
});
/** Of an order the average is taken over. */
export const meanValue = (buyers?: readonly Buyer[]): OrdersBasis => ({
  ...perOrder("orderValue"),
  denominator: "averagedOrders",
  ...(buyers && { buyers }),
});
export const orderSum = (numerator: OrderAmount): OrdersBasis => ({
  facts: "orders",
  reading: "sum",
  numerator,
  denominator: null,
});
export const ledgerSum = (numerator: LedgerAmount, buyers?: readonly Buyer[]): LedgerBasis => ({
  facts: "ledger",
  reading: "sum",
  numerator,
  denominator: null,
  ...(buyers && { buyers }),
});
export const NET_SALES = ["grossSales", "-discounts", "-returns"] as const satisfies readonly LedgerPart[];
export const netSalesBasis = (buyers?: readonly Buyer[]): LedgerBasis => ({
  ...ledgerSum("netSales", buyers),
  madeOf: NET_SALES,
});
export const growth = (base: "previous_period" | "previous_year"): LedgerBasis => ({
  facts: "ledger",
  reading: "growth",
  numerator: "netSales",
  denominator: "netSales",
  base,
});
export const buyerCount = (numerator: BuyerAmount): BuyersBasis => ({
  facts: "buyers",
  reading: "sum",
  numerator,
  denominator: null,
});
export const buyerShare = (numerator: BuyerAmount): BuyersBasis => ({
  facts: "buyers",
  reading: "share",
  numerator,
  denominator: "one",
});
export const everyCustomer = (numerator: AcquiredAmount): AcquiredBasis => ({
  facts: "acquired",
  reading: "share",
  acquired: "ever",
  horizonDays: null,
  numerator,
  denominator: "one",
});
export const topCustomersBasis = (share: number): TopBasis => ({
  facts: "ranked",
  reading: "values",
  share,
  numerator: "topValue",
  denominator: "restValue",
});
export const checkoutShare = (numerator: CheckoutAmount, denominator: CheckoutAmount): CheckoutsBasis => ({
  facts: "checkouts",
  reading: "share",
  numerator,
  denominator,
});
export const checkoutSum = (numerator: CheckoutAmount): CheckoutsBasis => ({
  facts: "checkouts",
  reading: "sum",
  numerator,
  denominator: null,
});
export const sessionShare = (numerator: SessionAmount, denominator: SessionAmount): SessionsBasis => ({
  facts: "sessions",
  reading: "share",
  numerator,
  denominator,
});

export const forecast = (numerator: ForecastAmount, months: ForecastMonths): ForecastBasis => ({
  facts: "forecast",
  reading: "share",
  months,
  numerator,
  denominator: "one",
});

/** Customers acquired in the range, or in the trailing year of a horizon, and at least so old. */
export const horizonBasis = (
  numerator: AcquiredAmount,
  horizonDays: ValueHorizon,
  acquired: "range" | "trailing",
): AcquiredBasis => ({
  facts: "acquired",
  reading: "share",
  acquired,
  horizonDays,
  numerator,
  denominator: "one",
});
