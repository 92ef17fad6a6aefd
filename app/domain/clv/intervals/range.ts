import { halfUnit, type Part, type Spread } from "./spread";

/** Bounds between which a number lies with probability 0.8. */
export type Bounds = readonly [low: number, high: number];

/** Sums that are expected of some customers. */
export type Expected = Readonly<Record<Part, number>>;

/** Quantile 0.9 of the standard normal: so many standard deviations to either side hold eight in ten. */
export const RANGE_QUANTILE = 1.2815515655446004;

/**
 * The range of a sum over a segment: (forecast + half a purchase) x exp(-/+ 1.28 s) less the half, not below nothing.
 *
 * @param segment - what is expected of its customers.
 * @param whole - what is expected of the shop; the segment itself where that is the shop.
 * @returns null where nothing is expected.
 */
export function rangeOf(spread: Spread, part: Part, segment: Expected, whole: Expected): Bounds | null {
  const forecast = segment[part];
  if (!(forecast > 0 && segment.purchases > 0)) return null;
  const { shared, own, chance } = spread[part];
  const rest = Math.max(0, 1 - forecast / whole[part]);
  const reach = RANGE_QUANTILE * Math.sqrt(shared + rest * (own + chance / (segment.purchases + 0.5)));
  const half = halfUnit(part, segment.purchases, forecast);
  return [Math.max(0, (forecast + half) * Math.exp(-reach) - half), (forecast + half) * Math.exp(reach) - half];
}
