import type { Interval } from "~/domain/metrics/confidence/confidence";
import { drawSpread, type DrawSpread } from "./draw-spread";
import type { ProductSums } from "./product-days";

/** Two-sided 90% point of the normal distribution. */
export const Z90 = 1.6448536269514722;

export interface MeasuredLift {
  /** Net sales per session on shown product-days over that on held-out ones, less one. */
  readonly lift: number;
  /** 90%; null while chance alone could make the lift as large or as small as one likes. */
  readonly interval: Interval | null;
  /** Standard error of the logarithm of 1 + lift. */
  readonly logError: number;
  readonly shown: Side;
  readonly heldOut: Side;
}

interface Side {
  readonly sessions: number;
  readonly netSales: number;
}

/**
 * Measured lift with its 90% interval, from the sums of each product.
 *
 * The interval holds every lift that the draw does not contradict. For a lift tried, sales on shown days are divided by
 * it; then nothing but the draw tells held-out days from the others, and how far their sales may stray from their part
 * is known without a model of shoppers (Fisher 1935; Rosenbaum 2002, chapter 2). That spread is taken product by
 * product, over the days of each, since the days of one product are drawn together and products apart from each other.
 * A square equation in 1 / (1 + lift) gives both ends (as Fieller 1954 does for a ratio of means).
 *
 * @returns null unless both sides sold something; refunds may take all of it away.
 */
export function measuredLift(products: readonly ProductSums[]): MeasuredLift | null {
  const shown = sideOf(products.map((product) => product.shown));
  const heldOut = sideOf(products.map((product) => product.heldOut));
  if (!(shown.netSales > 0 && heldOut.netSales > 0)) return null;
  const spread = drawSpread(products, shown, heldOut);
  const sessions = shown.sessions + heldOut.sessions;
  // What held-out days sold beyond their part of all sessions, once sales on shown days are scaled by q = 1 / (1 + lift):
  // level - slope q, which is 0 at the lift seen.
  const level = (heldOut.netSales * shown.sessions) / sessions;
  const slope = (shown.netSales * heldOut.sessions) / sessions;
  const q = level / slope;
  return {
    lift: 1 / q - 1,
    interval: liftsWithin(level, slope, spread),
    logError: Math.sqrt(spread.shown * q * q + 2 * spread.both * q + spread.heldOut) / level,
    shown,
    heldOut,
  };
}

/** Lifts at which (level - slope q)^2 lies within z^2 times the spread at q; null unless both ends are bounded. */
function liftsWithin(level: number, slope: number, spread: DrawSpread): Interval | null {
  const z2 = Z90 * Z90;
  const square = slope * slope - z2 * spread.shown;
  const rest = level * level - z2 * spread.heldOut;
  if (!(square > 0 && rest > 0)) return null;
  const half = level * slope + z2 * spread.both;
  const root = Math.sqrt(Math.max(0, half * half - square * rest));
  return [square / (half + root) - 1, (half + root) / rest - 1];
}

function sideOf(sums: readonly Side[]): Side {
  return {
    sessions: sums.reduce((sum, side) => sum + side.sessions, 0),
    netSales: sums.reduce((sum, side) => sum + side.netSales, 0),
  };
}
