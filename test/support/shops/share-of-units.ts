import type { MinorUnits } from "~/domain/money";
import { roundHalfAwayFromZero } from "~/domain/money";

/**
 * The share of `amount` that falls on units `from` (inclusive) to `to` (exclusive) of `units`, rounded cumulatively:
 * however the units are cut, the shares add up to the amount.
 *
 * @throws {RangeError} unless 0 <= from <= to <= units and units > 0.
 */
export function shareOfUnits(amount: MinorUnits, units: number, from: number, to: number): MinorUnits {
  if (!(units > 0 && from >= 0 && to >= from && to <= units)) {
    throw new RangeError(`no share of units ${from} to ${to} of ${units}`);
  }
  return roundHalfAwayFromZero((amount * to) / units) - roundHalfAwayFromZero((amount * from) / units);
}
