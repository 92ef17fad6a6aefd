import { readFirstPurchaseTimes, readSecondPurchaseWaits } from "~/adapters/db/facts/first-purchases.server";
import { readMedianOrderValue } from "~/adapters/db/totals/order-values.server";
import { readCheckoutTotals } from "~/adapters/db/totals/rollups.server";
import {
  readCustomersIn,
  readLifetimeTotalsIn,
  readMatureCustomersIn,
  readSalesTotalsIn,
} from "~/adapters/db/totals/segments.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { allMetrics, type ReportTotals } from "~/domain/metrics/all-metrics";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue";
import { checkoutTotals } from "~/domain/metrics/checkout-totals";
import { customerTotals, repeatersInRange } from "~/domain/metrics/customer-totals";
import type { Basis } from "~/domain/metrics/explain/basis";
import type { LedgerLine } from "~/domain/metrics/ledger-amounts";
import { acquisitionRange, baseRange } from "~/domain/metrics/explain/covered-range";
import { customerRhythm } from "~/domain/metrics/customer-rhythm";
import { lifetimeTotals } from "~/domain/metrics/lifetime-totals";
import { matureCustomers } from "~/domain/metrics/mature-customers";
import type { MetricContext } from "~/domain/metrics/metric-context";
import type { MetricValue } from "~/domain/metrics/metric-value";
import { medianOfOrderValues } from "~/domain/metrics/order-values";
import { forecastTotals, type ForecastTotals } from "~/domain/metrics/forecast-totals";
import { firstPurchaseTimes, type FirstPurchaseTimes } from "~/domain/metrics/time-to-first-purchase";
import { purchaseBook, type Purchaser } from "~/domain/metrics/purchase-book";
import { reportTotals, trailing365 } from "~/domain/metrics/report-totals";
import { salesTotals } from "~/domain/metrics/sales-totals";
import { acquiredIn } from "~/domain/metrics/segmented-book";
import {
  secondPurchaseTimes,
  secondPurchaseTimesOf,
  type SecondPurchaseTimes,
} from "~/domain/metrics/time-to-second-purchase";
import { topCustomers } from "~/domain/metrics/top-customers";
import {
  BUYERS,
  type CustomerTotals,
  type LifetimeTotals,
  type MatureCustomers,
  type SalesTotalsByBuyer,
  type CheckoutTotals,
  type ValueHorizon,
} from "~/domain/metrics/totals";
import type { ShopHistory } from "~/domain/orders/history";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { readForecastTotals, type ReadyForecast } from "../forecast/stored-forecast.server";
import type { FormulaPart } from "./explanation";

/** The totals a number is read from, wherever they are kept. */
interface TotalsReader {
  sales(range: DayRange): Promise<SalesTotalsByBuyer>;
  median(range: DayRange): Promise<number | null>;
  customers(range: DayRange): Promise<CustomerTotals & { readonly repeaters: number }>;
  mature(acquired: Partial<DayRange>, horizonDays: ValueHorizon): Promise<MatureCustomers>;
  lifetime(): Promise<LifetimeTotals>;
  checkouts(range: DayRange): Promise<CheckoutTotals>;
  firstPurchases(range: DayRange): Promise<FirstPurchaseTimes>;
  secondPurchases(range: DayRange): Promise<SecondPurchaseTimes>;
  purchasers(): readonly Purchaser[];
  forecast(): Promise<ForecastTotals>;
}

/**
 * The totals of now: from the rollups, or of a segment from its facts.
 *
 * @param purchasers - for the metrics that are told by pauses and ranks.
 * @param forecast - the one shown, for the metrics that are expected.
 */
export function storedTotals(
  tx: Tx,
  shopId: string,
  segment: Segment,
  purchasers: readonly Purchaser[],
  forecast: ReadyForecast | string,
  { asOf }: MetricContext,
): TotalsReader {
  return {
    sales: (range) => readSalesTotalsIn(tx, shopId, range, segment),
    median: (range) => readMedianOrderValue(tx, shopId, { ...range, until: null }, segment),
    customers: (range) => readCustomersIn(tx, shopId, range, segment),
    mature: (acquired, horizonDays) => readMatureCustomersIn(tx, shopId, acquired, horizonDays, asOf, segment),
    lifetime: () => readLifetimeTotalsIn(tx, shopId, segment),
    checkouts: (range) => readCheckoutTotals(tx, shopId, range, asOf),
    firstPurchases: (range) => readFirstPurchaseTimes(tx, shopId, range, segment),
    secondPurchases: async (range) =>
      secondPurchaseTimesOf(await readSecondPurchaseWaits(tx, shopId, range, asOf, segment)),
    purchasers: () => purchasers,
    forecast: () => readForecastTotals(tx, shopId, forecast, segment),
  };
}

/** The totals of any moment, folded from the shop's whole history. */
export function foldedTotals(history: ShopHistory, segment: Segment, context: MetricContext): TotalsReader {
  const { orders } = history;
  return {
    sales: async (range) => salesTotals(orders, range, context, segment),
    median: async (range) => medianOfOrderValues(orders, range, context, segment),
    customers: async (range) => ({
      ...customerTotals(orders, range, context, segment),
      repeaters: repeatersInRange(orders, range, context, segment),
    }),
    mature: async (acquired, horizonDays) => matureCustomers(orders, acquired, horizonDays, context, segment),
    lifetime: async () => lifetimeTotals(orders, context, segment),
    checkouts: async (range) => checkoutTotals(history, range, context),
    firstPurchases: async (range) => firstPurchaseTimes(acquiredIn(purchaseBook(orders, context), segment), range),
    secondPurchases: async (range) =>
      secondPurchaseTimes(acquiredIn(purchaseBook(orders, context), segment), range, context),
    purchasers: () => acquiredIn(purchaseBook(orders, context), segment),
    forecast: async () => forecastTotals(purchaseBook(orders, context), segment, context),
  };
}

const NOTHING = { orders: [], checkouts: [] };

/** One metric as the pages show it, from only those totals it needs. */
export async function explainedNumber(
  key: MetricKey,
  basis: Basis,
  range: DayRange,
  context: MetricContext,
  reader: TotalsReader,
): Promise<MetricValue> {
  const nothing = reportTotals(NOTHING, range, context);
  const totals = await totalsOf(basis, range, context, reader, nothing);
  return allMetrics({ ...nothing, ...totals }, context.definitions, context.isHistoryLimited)[key];
}

/** The lines a sum of ledger rows consists of; what is taken off is below zero. */
export async function explainedLines(basis: Basis, range: DayRange, reader: TotalsReader): Promise<FormulaPart[]> {
  if (basis.facts !== "ledger" || basis.madeOf === undefined) return [];
  const { buyers = BUYERS, madeOf } = basis;
  const sales = await reader.sales(range);
  return madeOf.map((part) => {
    const isTakenOff = part.startsWith("-");
    const line = part.replace("-", "") as LedgerLine;
    const amount = buyers.reduce((sum, buyer) => sum + sales[buyer][line], 0);
    return { words: METRICS[LINE_METRICS[line]].label, amount: isTakenOff ? 0 - amount : amount, unit: "money" };
  });
}

const LINE_METRICS: Readonly<Record<LedgerLine, MetricKey>> = {
  grossSales: "gross_sales",
  discounts: "discounts",
  returns: "returns",
  shipping: "shipping",
  duties: "duties",
  tips: "tips",
  fees: "fees",
  taxes: "taxes",
  giftCardsSold: "gift_cards_sold",
};

async function totalsOf(
  basis: Basis,
  range: DayRange,
  context: MetricContext,
  reader: TotalsReader,
  nothing: ReportTotals,
): Promise<Partial<ReportTotals>> {
  const sales = () => reader.sales(range);
  switch (basis.facts) {
    case "orders":
      return basis.reading === "values"
        ? { sales: await sales(), medianOrderValue: await reader.median(range) }
        : { sales: await sales() };
    case "ledger": {
      const base = baseRange(basis, range);
      const before = base ? await reader.sales(base) : nothing.sales;
      return { sales: await sales(), salesBefore: before, salesYearBefore: before };
    }
    case "shipping":
      return { sales: await sales() };
    case "buyers": {
      const customers = await reader.customers(range);
      return {
        sales: await sales(),
        customers,
        repeatersInRange: customers.repeaters,
        customersTrailing365: basis.isTrailing365 ? await reader.customers(trailing365(range)) : customers,
      };
    }
    case "acquired": {
      const { horizonDays } = basis;
      if (basis.acquired === "ever") return { lifetime: await reader.lifetime() };
      if (basis.numerator === "hadRecord") return { firstPurchases: await reader.firstPurchases(range) };
      if (horizonDays === null) return { secondPurchases: await reader.secondPurchases(range) };
      const acquired = acquisitionRange(basis, range, context.asOf, context.timeZone) ?? {};
      const ofHorizon = { ...nothing.mature, [horizonDays]: await reader.mature(acquired, horizonDays) };
      return { mature: ofHorizon, matureTrailing: ofHorizon };
    }
    case "checkouts":
      return { checkouts: await reader.checkouts(range) };
    case "forecast":
      return { forecast: await reader.forecast() };
    case "ranked": {
      const top = topCustomers(reader.purchasers(), basis.share);
      return { topTenth: top, topHundredth: top };
    }
    default:
      return { rhythm: customerRhythm(reader.purchasers(), range, context) };
  }
}
