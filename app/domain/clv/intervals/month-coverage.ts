import type { PastErrors } from "./past-errors";
import { rangeOf } from "./range";
import { spreadOf } from "./spread";

/**
 * Share of acquisition months whose actual lay inside their range at earlier days: each judged by what was known on it.
 *
 * @returns by value, by purchases where nothing has a value; null where there was no earlier day.
 */
export function monthCoverage(past: PastErrors): number | null {
  const part = past.cuts.some(({ whole }) => whole.value.forecast > 0) ? "value" : "purchases";
  const isInside = past.cuts.flatMap(({ lastDay, whole, months }) => {
    const known = past.cuts.filter((earlier) => earlier.lastDay + past.days <= lastDay);
    const spread = spreadOf({ ...past, cuts: known }, past.days);
    const expected = (of: typeof whole) => ({ purchases: of.purchases.forecast, value: of.value.forecast });
    return months.flatMap((month) => {
      const range = rangeOf(spread, part, expected(month), expected(whole));
      return range ? [range[0] <= month[part].actual && month[part].actual <= range[1]] : [];
    });
  });
  return isInside.length > 0 ? isInside.filter(Boolean).length / isInside.length : null;
}
