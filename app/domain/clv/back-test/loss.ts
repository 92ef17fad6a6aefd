import { orderFromHighest } from "~/domain/numeric/sorted-order";

/** How far off a forecast was, and whose customers' it was. */
export interface ForecastLoss {
  /** Mean of the logarithms of MAE, RMSE and 1 - Gini: typical errors, large errors and order weigh alike. */
  readonly loss: number;
  /** What each customer adds to it: its derivative by their weight, times the number of customers. The mean is 0. */
  readonly influence: Float64Array;
}

/** Below any 1 - Gini of a forecast; keeps its logarithm finite. */
const LEAST_DISORDER = 1e-6;

/**
 * Judges forecasts of what then happened. Differences of the result do not depend on units, so shops of any size compare.
 *
 * @param actual - one number per customer.
 * @returns null where there is nothing to tell forecasts apart by: nothing happened, the same happened to all, or no
 *   error was made.
 */
export function lossAgainst(actual: Float64Array): (forecast: Float64Array) => ForecastLoss | null {
  const n = actual.length;
  const total = sum(actual);
  const perfect = total > 0 ? orderOf(actual, actual, total) : null;
  return (forecast) => {
    let [absolute, squared] = [0, 0];
    for (let i = 0; i < n; i++) {
      const error = forecast[i]! - actual[i]!;
      absolute += Math.abs(error);
      squared += error * error;
    }
    if (!perfect || !(perfect.gini > 0) || squared === 0) return null;
    const [mae, mse] = [absolute / n, squared / n];
    const own = orderOf(forecast, actual, total);
    const order = own.gini / perfect.gini;
    const disorder = Math.max(1 - order, LEAST_DISORDER);
    const influence = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const error = forecast[i]! - actual[i]!;
      const typical = Math.abs(error) / mae - 1;
      const large = ((error * error) / mse - 1) / 2;
      const ordered = (own.influence[i]! - order * perfect.influence[i]!) / perfect.gini;
      influence[i] = (typical + large - ordered / disorder) / 3;
    }
    return { loss: (Math.log(mae) + Math.log(mse) / 2 + Math.log(disorder)) / 3, influence };
  };
}

/**
 * Gini of the actual in the order of a forecast, and what each customer adds to it: by where their own actual stands,
 * and by whose they stand below.
 */
function orderOf(forecast: Float64Array, actual: Float64Array, total: number) {
  const n = actual.length;
  const order = orderFromHighest(forecast);
  const influence = new Float64Array(n);
  let above = 0;
  let weighted = 0;
  for (let first = 0; first < n;) {
    let [after, tied] = [first, 0];
    while (after < n && forecast[order[after]!] === forecast[order[first]!]) tied += actual[order[after++]!]!;
    // From 1, the lowest; equal forecasts share the mean of theirs.
    const rank = n - (first + after - 1) / 2;
    weighted += rank * tied;
    for (let at = first; at < after; at++) {
      const i = order[at]!;
      influence[i] = (2 * (rank * actual[i]! + above + tied / 2)) / total;
    }
    above += tied;
    first = after;
  }
  const gini = (2 * weighted) / (n * total) - (n + 1) / n;
  for (let i = 0; i < n; i++) influence[i]! -= ((gini + 1) * n * actual[i]!) / total;
  const mean = sum(influence) / n;
  return { gini, influence: influence.map((each) => each - mean) };
}

const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);
