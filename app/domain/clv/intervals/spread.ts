import { drawnVariance } from "./drawn-variance";
import type { PastCut, PastErrors } from "./past-errors";
import type { SegmentSums } from "./segment-sums";

export type Part = "purchases" | "value";

/**
 * How far off sums are, as variances of ln(actual / forecast). That of a segment of which `n` purchases are expected,
 * `share` of what the whole shop expects, is shared + (1 - share) (own + chance / (n + 1/2)).
 */
export interface PartSpread {
  /** What all segments have in common: the shop as a whole is off by it. */
  readonly shared: number;
  /** How much a segment goes its own way, however large it is. */
  readonly own: number;
  /** What chance does to a segment of one expected purchase; 1 is Poisson's. */
  readonly chance: number;
}

export type Spread = Readonly<Record<Part, PartSpread>>;

/**
 * What is believed of a shop that tells nothing of itself yet: middle values of six public logs (BTYDplus groceryElog,
 * CLVTools apparelTrans, Sample Superstore, Retail Data Transactions, Groceries dataset, AdventureWorks), none of which
 * is among the logs that the README's table is headed by.
 */
export const PRIOR: Spread = {
  purchases: { shared: 0.018, own: 0.018, chance: 1.3 },
  value: { shared: 0.034, own: 0.025, chance: 4.3 },
};

/** The prior of segments weighs as much as so many segments. */
const PRIOR_SEGMENTS = 5;
/** Purchases expected of them. */
const PRIOR_SIZES = [5, 20, 100, 500];
/**
 * Up to so many days the error of a total is as large as one measured over fewer: season and chance average out as fast
 * as drift grows. What is beyond them grows in proportion to time, as drift does.
 */
const YEAR_DAYS = 366;
/** Nobody is surer of a total than by one percent. */
const LEAST_VARIANCE = 1e-4;
const LEAST_CUSTOMERS = 10;
const LEAST_PURCHASES = 0.5;
/** A segment that is nearly all of the shop has no way of its own to tell of. */
const LARGEST_SHARE = 0.95;
const REWEIGHTINGS = 8;

/**
 * The spread of forecasts of `days`, from how far off the shop's own forecasts were.
 *
 * What is shared: the mean square of the errors of totals, drawn towards the prior. What is not: squared differences
 * between the errors of segments and of the total at the same cut, by non-negative least squares on 1 and 1 / (n + 1/2),
 * reweighted by the variances found, with the prior as further segments.
 */
export function spreadOf(past: PastErrors, days: number): Spread {
  return { purchases: partSpread("purchases", past, days), value: partSpread("value", past, days) };
}

function partSpread(part: Part, { days: measured, isMature, cuts }: PastErrors, days: number): PartSpread {
  const telling = cuts.filter(({ whole }) => whole[part].forecast > 0);
  const prior = PRIOR[part];
  return {
    shared: drawnVariance(prior.shared, {
      squares: telling.map(({ whole }) => logError(whole, part) ** 2),
      measuredPart: measured / days,
      growth: Math.max(1, days / Math.max(measured, YEAR_DAYS)),
      isMature,
      least: LEAST_VARIANCE,
    }),
    ...fitOwn(
      telling.flatMap((cut) => observe(cut, part)),
      prior,
    ),
  };
}

/** ln(actual / forecast), half a purchase added to both so that nothing is not infinitely less than little. */
export function logError(sums: SegmentSums, part: Part): number {
  const { forecast, actual } = sums[part];
  const half = halfUnit(part, sums.purchases.forecast, forecast);
  return Math.log((Math.max(0, actual) + half) / (forecast + half));
}

/** Half a purchase, or half of what one is worth. */
export function halfUnit(part: Part, purchases: number, forecast: number): number {
  return part === "purchases" ? 0.5 : forecast / purchases / 2;
}

/** A squared error with what its variance is a sum of. */
interface Observation {
  readonly square: number;
  readonly own: number;
  readonly chance: number;
  readonly weight: number;
}

function observe({ whole, months, frequencies }: PastCut, part: Part): Observation[] {
  const common = logError(whole, part);
  return [...months, ...frequencies].flatMap((segment) => {
    const { customers, purchases } = segment;
    const rest = 1 - segment[part].forecast / whole[part].forecast;
    if (customers < LEAST_CUSTOMERS || purchases.forecast < LEAST_PURCHASES) return [];
    if (!(segment[part].forecast > 0) || rest < 1 - LARGEST_SHARE) return [];
    const square = (logError(segment, part) - common) ** 2;
    return [{ square, own: rest, chance: rest / (purchases.forecast + 0.5), weight: 1 }];
  });
}

function fitOwn(observed: readonly Observation[], prior: PartSpread): Pick<PartSpread, "own" | "chance"> {
  const believed = PRIOR_SIZES.map((size) => {
    const chance = 1 / (size + 0.5);
    const square = prior.own + prior.chance * chance;
    return { square, own: 1, chance, weight: PRIOR_SEGMENTS / PRIOR_SIZES.length };
  });
  const all = [...believed, ...observed];
  let fit: Pick<PartSpread, "own" | "chance"> = prior;
  for (let round = 0; round < REWEIGHTINGS; round++) fit = leastSquares(all, fit);
  return { own: fit.own, chance: fit.chance };
}

/** Of two variables that are not negative: where the free solution is, the best on the border is the best of all. */
function leastSquares(observed: readonly Observation[], before: Pick<PartSpread, "own" | "chance">) {
  let [oo, oc, cc, os, cs] = [0, 0, 0, 0, 0];
  for (const { square, own, chance, weight } of observed) {
    const w = weight / Math.max(before.own * own + before.chance * chance, LEAST_VARIANCE) ** 2;
    oo += w * own * own;
    oc += w * own * chance;
    cc += w * chance * chance;
    os += w * own * square;
    cs += w * chance * square;
  }
  const determinant = oo * cc - oc * oc;
  const own = (os * cc - cs * oc) / determinant;
  const chance = (cs * oo - os * oc) / determinant;
  if (!(own > 0)) return { own: 0, chance: cs / cc };
  return chance > 0 ? { own, chance } : { own: os / oo, chance: 0 };
}
