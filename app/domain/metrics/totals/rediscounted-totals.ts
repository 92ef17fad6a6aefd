import { type Estimate, type Outlook, withExisting } from "~/domain/clv/arrivals/outlook";
import { discountedShare, discountFactor } from "~/domain/clv/discount";
import type { Bounds } from "~/domain/clv/intervals/range";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import type { ForecastTotals } from "./forecast-totals";

/** What a forecast would add up to over twelve months at another annual rate; longer and shorter ones stay as they are. */
export function rediscountedTotals(
  totals: ForecastTotals,
  { valueByMonth, annualDiscountPercent: before }: Pick<ForecastSummary, "valueByMonth" | "annualDiscountPercent">,
  after: number,
): ForecastTotals {
  if (!totals.isReady) return totals;
  const factor = discountedShare(valueByMonth, after) / discountedShare(valueByMonth, before);
  const existing = scaled(totals.existing, factor);
  return {
    ...totals,
    value: { ...totals.value, 12: totals.value[12] * factor },
    bounds: { ...totals.bounds, 12: scaledBounds(totals.bounds[12], factor) },
    existing,
    outlook: withExisting(withArriving(totals.outlook, before, after), existing),
  };
}

function withArriving(outlook: Outlook, before: number, after: number): Outlook {
  if (!outlook.isReady) return outlook;
  const arriving = outlook.months.reduce(
    (sum, month, index) =>
      sum + (month.arriving * discountFactor(after, index + 1)) / discountFactor(before, index + 1),
    0,
  );
  const { expected } = outlook.arriving;
  return expected > 0 ? { ...outlook, arriving: scaled(outlook.arriving, arriving / expected) } : outlook;
}

const scaled = ({ expected, interval }: Estimate, factor: number): Estimate => ({
  expected: expected * factor,
  interval: scaledBounds(interval, factor),
});

const scaledBounds = (bounds: Bounds | null, factor: number): Bounds | null =>
  bounds && [bounds[0] * factor, bounds[1] * factor];
