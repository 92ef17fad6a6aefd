import { drawnVariance } from "~/domain/clv/intervals/drawn-variance";
import type { OutlookSums } from "./outlook-sums";
import type { PastOutlooks } from "./past-outlooks";

/** Sums that have a range of their own. */
export const OUTLOOK_PARTS = ["newCustomers", "arriving", "together"] as const;
export type OutlookPart = (typeof OUTLOOK_PARTS)[number];

/**
 * Variances of ln(actual / expected) of twelve months that are believed of a shop which tells nothing of itself yet:
 * of new customers, of what they bring, and of all customers together.
 */
const OUTLOOK_PRIOR: Readonly<Record<OutlookPart, number>> = {
  newCustomers: 0.03,
  arriving: 0.04,
  together: 0.02,
};
const PRIOR_MONTHS = 12;
/** A variance grows by this power of time: between chance, which evens out, and a level that wanders. */
const GROWTH = 0.5;
/** Nobody is surer of new customers than by two percent. */
const LEAST_VARIANCE = 4e-4;

export const partOf = (part: OutlookPart, { newCustomers, existing, arriving }: OutlookSums): number => {
  if (part === "newCustomers") return newCustomers;
  return part === "arriving" ? arriving : existing + arriving;
};

/** Half a customer, or half of what one brings, so that nothing is not infinitely less than little. */
const halfUnit = (part: OutlookPart, { newCustomers, arriving }: OutlookSums) =>
  part === "newCustomers" ? 0.5 : (arriving + 1) / (newCustomers + 1) / 2;

/**
 * The variance of ln(actual / expected) over `months`: the mean square of earlier errors, drawn towards the prior.
 * Errors of fewer months are taken for larger as time goes on.
 */
export function outlookVariance({ months: measured, isMature, cuts }: PastOutlooks, part: OutlookPart, months: number) {
  const squares = cuts.flatMap(({ expected, came }) => {
    const [said, actual] = [partOf(part, expected), partOf(part, came)];
    if (!(said > 0)) return [];
    const half = halfUnit(part, expected);
    return [Math.log((Math.max(0, actual) + half) / (said + half)) ** 2];
  });
  return drawnVariance(OUTLOOK_PRIOR[part] * (months / PRIOR_MONTHS) ** GROWTH, {
    squares,
    measuredPart: measured / months,
    growth: (months / measured) ** GROWTH,
    isMature,
    least: LEAST_VARIANCE,
  });
}
