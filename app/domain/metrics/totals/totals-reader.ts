import type { DayRange } from "~/domain/time/reporting-window";
import type { CustomerRhythm } from "~/domain/metrics/customers/customer-rhythm";
import type { ForecastTotals } from "./forecast-totals";
import type { FirstPurchaseTimes } from "~/domain/metrics/customers/time-to-first-purchase";
import type { SecondPurchaseTimes } from "~/domain/metrics/customers/time-to-second-purchase";
import type { Reason } from "~/words/records/reasons";
import type {
  MeasuredCarts,
  MeasuredLiftTotals,
  MeasuredOrders,
  MeasuredRecommendations,
  MeasuredSales,
  MeasuredSessions,
  PriorPurchases,
} from "./measured-totals";
import type { TopCustomers } from "~/domain/metrics/customers/top-customers";
import type {
  CheckoutTotals,
  CustomerTotals,
  LifetimeTotals,
  MatureCustomers,
  SalesTotalsByBuyer,
  ValueHorizon,
} from "./totals";

/**
 * The totals of ranges of one shop, for one segment and as of one moment, wherever they are kept. Checkouts, and what was
 * measured in the storefront, are those of the whole shop whatever the segment.
 */
export interface TotalsReader {
  sales(range: DayRange): Promise<SalesTotalsByBuyer>;
  medianOrderValue(range: DayRange): Promise<number | null>;
  customers(range: DayRange): Promise<CustomerTotals>;
  /** Customers with at least two purchases in the range. */
  repeaters(range: DayRange): Promise<number>;
  /** Customers acquired in these days, or ever, and at least so old. */
  mature(acquired: Partial<DayRange>, horizonDays: ValueHorizon): Promise<MatureCustomers>;
  lifetime(): Promise<LifetimeTotals>;
  checkouts(range: DayRange): Promise<CheckoutTotals>;
  /** Sessions that began in the range. */
  sessions(range: DayRange): Promise<MeasuredSessions>;
  /** Carts that were begun in the range. */
  carts(range: DayRange): Promise<MeasuredCarts>;
  /** The online store's orders of the range, and those the pixel saw completed. */
  measuredOrders(range: DayRange): Promise<MeasuredOrders>;
  /** Net sales of the range by the device their order was completed on. */
  measuredSales(range: DayRange): Promise<MeasuredSales>;
  /** Sessions of known customers by how often these had bought. */
  priorPurchases(range: DayRange): Promise<PriorPurchases>;
  /** What sessions that began in the range did with recommendations. */
  recommendations(range: DayRange): Promise<MeasuredRecommendations>;
  /** What recommendations were found to add on the drawn days of the range, or why nobody can say. */
  lift(range: DayRange): Promise<MeasuredLiftTotals | Reason>;
  firstPurchases(range: DayRange): Promise<FirstPurchaseTimes>;
  secondPurchases(range: DayRange): Promise<SecondPurchaseTimes>;
  rhythm(range: DayRange): Promise<CustomerRhythm>;
  top(): Promise<{ readonly tenth: TopCustomers; readonly hundredth: TopCustomers }>;
  forecast(): Promise<ForecastTotals>;
}

/** The same reader, which reads nothing twice. */
export function rememberingTotals(reader: TotalsReader): TotalsReader {
  const known = new Map<string, unknown>();
  const remembering = Object.entries(reader).map(([name, read]: [string, (...asked: unknown[]) => unknown]) => [
    name,
    (...asked: unknown[]) => {
      const question = JSON.stringify([name, ...asked]);
      if (!known.has(question)) known.set(question, read(...asked));
      return known.get(question);
    },
  ]);
  return Object.fromEntries(remembering) as TotalsReader;
}
