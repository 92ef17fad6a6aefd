import { forecastInputBuilder, type ForecastInput } from "~/domain/clv/log/forecast-input";
import type { ForecastMonths } from "~/domain/clv/forecast-months";
import { forecastShortage, shortageReason } from "~/domain/clv/log/forecast-readiness";
import { type Estimate, type Outlook, OUTLOOK_MONTHS, withExisting } from "~/domain/clv/arrivals/outlook";
import { byMonths, type ExpectedSums, meansOfPart } from "~/domain/clv/expected-means";
import type { Bounds } from "~/domain/clv/intervals/range";
import {
  shopForecast,
  type CustomerForecasts,
  type ForecastSettings,
  type ForecastSummary,
} from "~/domain/clv/shop-forecast";
import { customerSegment, isWholeShop, type Segment } from "~/domain/orders/segment";
import { dayNumber, dayOf, type ShopDay } from "~/domain/time/shop-time";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import { isReason } from "~/domain/metrics/confidence/reason";
import type { Reason } from "~/words/records/reasons";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { BookedPurchaser, PurchaseBook, Purchaser } from "~/domain/metrics/history/purchase-book";
import { acquiredIn } from "~/domain/metrics/history/segmented-book";

/** What a forecast adds up to over customers, or why there is none. */
export type ForecastTotals =
  | { readonly isReady: false; readonly because: Reason }
  | {
      readonly isReady: true;
      readonly customers: number;
      /** Sum of the probabilities of having left. */
      readonly lost: number;
      readonly valueToDate: number;
      readonly value: Readonly<Record<ForecastMonths, number>>;
      /** Of the mean expected value; null where nothing is expected. */
      readonly bounds: Readonly<Record<ForecastMonths, Bounds | null>>;
      /** Of the whole shop, whatever the segment. */
      readonly allCustomers: number;
      /** What they are expected to spend in twelve months. */
      readonly existing: Estimate;
      readonly outlook: Outlook;
    };

/** The bounds of the mean value of the whole shop. */
export function boundsOfShop({ months }: ForecastSummary): Readonly<Record<ForecastMonths, Bounds | null>> {
  return byMonths((ahead) => months[ahead].valueInterval);
}

/**
 * What the next twelve months bring by the forecast of a shop.
 *
 * @param customers - of the forecast, those who are no more left out.
 * @param value - what these are expected to spend.
 */
export function outlookOfShop(summary: ForecastSummary, customers: number, value: number) {
  const bounds = summary.months[OUTLOOK_MONTHS].valueInterval;
  const existing: Estimate = {
    expected: value,
    interval: bounds && [Math.min(bounds[0] * customers, value), Math.max(bounds[1] * customers, value)],
  };
  return { allCustomers: customers, existing, outlook: withExisting(summary.outlook, existing) };
}

/** The bounds of the mean value of a part of the shop. */
export function boundsOfPart(
  summary: ForecastSummary,
  sums: ExpectedSums,
): Readonly<Record<ForecastMonths, Bounds | null>> {
  const means = meansOfPart(summary, sums);
  return byMonths((ahead) => means[ahead].valueInterval);
}

/** A forecast of a whole shop and whom it is of. */
export interface BookForecast {
  readonly customers: CustomerForecasts;
  readonly summary: ForecastSummary;
  readonly valueToDate: Float64Array;
  /** Where a customer stands in the columns. */
  readonly indexOf: ReadonlyMap<string, number>;
}

const forecasts = new WeakMap<PurchaseBook, BookForecast | Reason>();

/** The forecast of a book at its as-of, or why there is none. Kept with the book: fits take their time. */
export function forecastOfBook(book: PurchaseBook, context: MetricContext): BookForecast | Reason {
  if (context.isHistoryLimited) return HISTORY_LIMITED;
  const known = forecasts.get(book);
  if (known !== undefined) return known;
  const forecast = calculated(book, dayOf(context.asOf, context.timeZone), {
    setsApart: context.definitions.setApartUnusualCustomers,
    annualDiscountPercent: context.definitions.annualDiscountPercent,
  });
  forecasts.set(book, forecast);
  return forecast;
}

function calculated({ purchasers }: PurchaseBook, today: ShopDay, settings: ForecastSettings): BookForecast | Reason {
  const shortage = forecastShortage(basisOf(purchasers), today);
  if (shortage) return shortageReason(shortage);
  const input = forecastInput(purchasers);
  return {
    ...shopForecast(input, dayNumber(today), settings),
    valueToDate: input.valueToDate,
    indexOf: new Map(input.log.customers.map((customer, index) => [customer, index])),
  };
}

function basisOf(purchasers: readonly Purchaser[]) {
  const firstDays = purchasers.map(({ numbered }) => numbered[0]?.day ?? "").sort();
  return {
    customers: purchasers.length,
    repeaters: purchasers.filter(({ numbered }) => numbered.at(-1)?.day !== numbered[0]?.day).length,
    firstDay: firstDays[0] ?? null,
  };
}

/** Customers in the order of their ids, as the database reads them: sums then round the same. */
export function forecastInput(purchasers: readonly Purchaser[]): ForecastInput {
  const input = forecastInputBuilder();
  const byId = purchasers.map((purchaser) => ({ id: BigInt(purchaser.customerId), purchaser }));
  byId.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { purchaser } of byId) {
    const { customerId, purchases } = purchaser;
    for (const { at, day, number, keptValue } of purchases) {
      input.add({ customerId, at, day: dayNumber(day), keptValue, isNumbered: number !== null });
    }
  }
  return input.build();
}

/** The forecast of the customers whose first purchase belongs to the segment, folded from the shop's whole history. */
export function forecastTotals(book: PurchaseBook, segment: Segment, context: MetricContext): ForecastTotals {
  const forecast = forecastOfBook(book, context);
  if (isReason(forecast)) return { isReady: false, because: forecast };
  const { customers, valueToDate, summary } = forecast;
  const own = indexesOf(forecast, acquiredIn(book, segment));
  const sum = (of: (index: number) => number) => own.reduce((total, index) => total + of(index), 0);
  const sums = {
    customers: own.length,
    purchases: byMonths((months) => sum((index) => Math.round(customers.purchases[months][index]! * 1e6)) / 1e6),
    value: byMonths((months) => sum((index) => customers.value[months][index]!)),
  };
  return {
    isReady: true,
    customers: own.length,
    lost: sum((index) => Math.round((1 - customers.probabilityAlive[index]!) * 1e6)) / 1e6,
    valueToDate: sum((index) => valueToDate[index]!),
    value: sums.value,
    bounds: isWholeShop(customerSegment(segment)) ? boundsOfShop(summary) : boundsOfPart(summary, sums),
    ...outlookOfShop(
      summary,
      summary.customers,
      customers.value[OUTLOOK_MONTHS].reduce((total, amount) => total + amount, 0),
    ),
  };
}

function indexesOf({ indexOf }: BookForecast, purchasers: readonly BookedPurchaser[]): number[] {
  return purchasers.flatMap(({ customerId }) => indexOf.get(customerId) ?? []);
}
