import { cutOf } from "~/domain/orders/known-checkouts";
import { previousPeriod, previousYear, type DayRange } from "~/domain/time/reporting-window";
import { addDays, dayOf, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import { trailingRange } from "~/domain/metrics/totals/headline-customers";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { trailing365 } from "~/domain/time/trailing-year";
import type { AcquiredBasis, Basis, LedgerBasis } from "~/domain/metrics/records/basis";
import { isOfStorefront } from "~/domain/metrics/records/storefront-facts";

/** The days a number looks at; null when it looks at the whole history. */
export function coveredRange(
  basis: Basis,
  range: DayRange,
  {
    asOf,
    timeZone,
    checkoutsKnownFrom,
    measuredFrom,
  }: Pick<MetricContext, "asOf" | "timeZone" | "checkoutsKnownFrom" | "measuredFrom">,
): DayRange | null {
  switch (basis.facts) {
    case "buyers":
      return basis.isTrailing365 ? trailing365(range) : range;
    case "acquired":
      return acquisitionRange(basis, range, asOf, timeZone);
    case "retention":
      return { from: addDays(range.to, -729), to: range.to };
    case "gaps":
    case "ranked":
    case "forecast":
      return null;
    case "checkouts":
      return knownPart(range, checkoutsKnownFrom);
    default:
      return isOfStorefront(basis) ? knownPart(range, measuredFrom) : range;
  }
}

/** The days of the range that are known; all of them where none is. */
function knownPart(range: DayRange, knownFrom: ShopDay | null): DayRange {
  const cut = cutOf(range, knownFrom);
  return cut === null || cut.isUnknown || cut.knownFrom === null ? range : { ...range, from: cut.knownFrom };
}

/** The earlier range a growth is measured against; null for every other ledger number. */
export function baseRange({ base }: LedgerBasis, range: DayRange): DayRange | null {
  if (base === undefined) return null;
  return base === "previous_period" ? previousPeriod(range) : previousYear(range);
}

/** The days on which customers of a basis first bought; null for all of them. */
export function acquisitionRange(basis: AcquiredBasis, range: DayRange, asOf: EpochMs, timeZone: string) {
  if (basis.acquired === "ever") return null;
  if (basis.acquired === "range" || basis.horizonDays === null) return range;
  return trailingRange(dayOf(asOf, timeZone), basis.horizonDays);
}
