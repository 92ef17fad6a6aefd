import type { ForecastPart, ForecastRecipe } from "~/domain/clv/shop-models";
import type { Cut } from "./back-test";

/** By how much one forecast was further off than another. */
export interface LossDifference {
  /** Of the logarithms of errors, mean over the cuts: below 0 the first erred less. */
  readonly difference: number;
  /** Of the difference, over customers. */
  readonly standardError: number;
}

/**
 * Compares two forecasts at the same cuts, customer by customer. Those who were there at several cuts are one source
 * of chance, so cuts that overlap are not taken for more evidence than they are.
 *
 * @returns null where no cut can tell.
 */
export function compareForecasts(
  part: ForecastPart,
  one: ForecastRecipe,
  other: ForecastRecipe,
  cuts: readonly Cut[],
): LossDifference | null {
  const pairs = cuts.flatMap((cut) => {
    const [own, others] = [cut.loss(part, one), cut.loss(part, other)];
    return own && others ? [{ own, others, customers: cut.models.snapshot.at.customers }] : [];
  });
  if (pairs.length === 0) return null;
  let difference = 0;
  const influence = new Float64Array(1 + pairs.reduce((last, { customers }) => Math.max(last, customers.at(-1)!), 0));
  for (const { own, others, customers } of pairs) {
    difference += (own.loss - others.loss) / pairs.length;
    const weight = 1 / (customers.length * pairs.length);
    for (let row = 0; row < customers.length; row++) {
      influence[customers[row]!]! += (own.influence[row]! - others.influence[row]!) * weight;
    }
  }
  return { difference, standardError: Math.sqrt(influence.reduce((squares, each) => squares + each * each, 0)) };
}
