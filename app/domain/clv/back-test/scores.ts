import { orderFromHighest } from "~/domain/numeric/sorted-order";

/** How well a forecast of one number per customer met what then happened. Errors are in the unit of that number. */
export interface Scores {
  readonly mae: number;
  readonly rmse: number;
  /** Correlation of forecast and actual; null where one of them is the same for all. */
  readonly pearson: number | null;
  /** The same on average ranks. */
  readonly spearman: number | null;
  /** Gini of the actual in the order of the forecast, over that of the perfect order; ties share their mean. */
  readonly gini: number | null;
  /** Part of the actual that fell to the floor(n / 10) highest forecasts; ties by input order. */
  readonly top10Share: number | null;
  /** Sum of the forecast over sum of the actual, less 1. */
  readonly totalError: number | null;
}

/**
 * Scores of a forecast.
 *
 * Ratios are null where nothing happened, or too little to form them.
 *
 * @param forecast - one number per customer.
 * @param actual - what then happened, parallel to it.
 * @throws {RangeError} without customers, or if the columns differ in length.
 */
export function scoresOf(forecast: Float64Array, actual: Float64Array): Scores {
  return scorerOf(actual)(forecast);
}

/** {@link scoresOf} for many forecasts of the same: what depends on what happened alone is formed once. */
export function scorerOf(actual: Float64Array): (forecast: Float64Array) => Scores {
  const n = actual.length;
  const actualRanks = averageRanks(actual, orderFromHighest(actual));
  const perfect = giniOf(actual, actualRanks);
  const total = sum(actual);
  return (forecast) => {
    if (n === 0 || forecast.length !== n) {
      throw new RangeError(`${forecast.length} forecasts for ${n} customers cannot be scored`);
    }
    let [absolute, squared] = [0, 0];
    for (let i = 0; i < n; i++) {
      const error = forecast[i]! - actual[i]!;
      absolute += Math.abs(error);
      squared += error * error;
    }
    const order = orderFromHighest(forecast);
    const ranks = averageRanks(forecast, order);
    const gini = giniOf(actual, ranks);
    const best = order.subarray(0, Math.floor(n / 10));
    return {
      mae: absolute / n,
      rmse: Math.sqrt(squared / n),
      pearson: correlation(forecast, actual),
      spearman: correlation(ranks, actualRanks),
      gini: gini === null || !perfect ? null : gini / perfect,
      top10Share: total > 0 && best.length > 0 ? best.reduce((part, i) => part + actual[i]!, 0) / total : null,
      totalError: total > 0 ? sum(forecast) / total - 1 : null,
    };
  };
}

/** Pearson's correlation; null where one of the columns is constant. */
function correlation(a: Float64Array, b: Float64Array): number | null {
  // Rounding of the mean gives a constant column a variance.
  if (isConstant(a) || isConstant(b)) return null;
  const meanA = sum(a) / a.length;
  const meanB = sum(b) / b.length;
  let [both, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA > 0 && ofB > 0 ? both / Math.sqrt(ofA * ofB) : null;
}

const isConstant = (column: Float64Array) => column.every((value) => value === column[0]);

/** Gini coefficient of `amounts` put in the order of `ranks` (1 is the lowest); null where there is nothing to share. */
function giniOf(amounts: Float64Array, ranks: Float64Array): number | null {
  const n = amounts.length;
  const total = sum(amounts);
  if (!(total > 0)) return null;
  let ranked = 0;
  for (let i = 0; i < n; i++) ranked += ranks[i]! * amounts[i]!;
  return (2 * ranked) / (n * total) - (n + 1) / n;
}

/** Ranks from 1, the lowest; equal values share the mean of theirs. */
function averageRanks(column: Float64Array, order: Uint32Array): Float64Array {
  const n = column.length;
  const ranks = new Float64Array(n);
  for (let first = 0; first < n;) {
    let after = first + 1;
    while (after < n && column[order[after]!] === column[order[first]!]) after += 1;
    const rank = n - (first + after - 1) / 2;
    for (let i = first; i < after; i++) ranks[order[i]!] = rank;
    first = after;
  }
  return ranks;
}

function sum(column: Float64Array): number {
  let total = 0;
  for (let i = 0; i < column.length; i++) total += column[i]!;
  return total;
}
