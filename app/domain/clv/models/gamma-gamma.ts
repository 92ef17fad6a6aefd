import { digamma, logGamma } from "~/domain/numeric/gamma";
import type { Objective } from "~/domain/numeric/maximise";
import { orderByWholeKeys } from "~/domain/numeric/sorted-order";
import { type CustomerSum, everyNth, maximiseBySample, sampleStride } from "./sample";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import type { CustomersAt } from "~/domain/clv/log/purchase-summary";

/**
 * Which purchase days the spend model sees: only those after the first, as in the published figures, or all of them,
 * which ranks customers by value better where the first purchase says something about the next ones.
 */
export type SpendBasis = "repeat" | "all";

/** What customers spend, in columns parallel to the summaries they belong to. */
export interface SpendSummaries {
  readonly basis: SpendBasis;
  readonly count: number;
  /** Days of the basis worth more than zero; free and refunded days tell nothing about what a purchase is worth. */
  readonly purchases: Int32Array;
  /** Mean value of those days; 0 where there are none. */
  readonly mean: Float64Array;
}

/** The spend of the same customers, up to the same day, as `at`. */
export function spendSummaries(log: PurchaseLog, at: CustomersAt, basis: SpendBasis): SpendSummaries {
  const purchases = new Int32Array(at.count);
  const mean = new Float64Array(at.count);
  for (let row = 0; row < at.count; row++) {
    const first = log.starts[at.customers[row]!]!;
    let total = 0;
    for (let day = basis === "repeat" ? first + 1 : first; day <= first + at.frequency[row]!; day++) {
      const value = log.values[day]!;
      if (!(value > 0)) continue;
      purchases[row]! += 1;
      total += value;
    }
    if (total > 0) mean[row] = total / purchases[row]!;
  }
  return { basis, count: at.count, purchases, mean };
}

/** p and q are shapes, v is in units of money; the papers call v gamma. */
export interface SpendParameters {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/**
 * - `too_few_customers`: fewer than two have spent anything, so every forecast is their mean.
 * - `equal_amounts`: every customer spends the same, so every forecast is that amount.
 * - `heavy_tail`: a few customers spend so much more than the rest that the mean is hardly determined.
 */
export type SpendFinding = "too_few_customers" | "equal_amounts" | "heavy_tail";

export interface SpendFit {
  readonly basis: SpendBasis;
  /** null where there is nothing to fit; every forecast is then `populationMean`. */
  readonly parameters: SpendParameters | null;
  /** Expected value of a purchase of a customer of whom nothing is known; 0 if nobody has spent anything. */
  readonly populationMean: number;
  /** ln L at the parameters, without the prior; 0 where there are none. */
  readonly logLikelihood: number;
  readonly hasConverged: boolean;
  readonly finding: SpendFinding | null;
}

export interface SpendFitOptions {
  /** Whether the weak prior is used; published parameters are met without it. Default true. */
  readonly hasPrior?: boolean;
}

/** Prior centres for p, q - 1 and the population mean, on amounts scaled to a mean of 1, and spreads of their logarithms. */
const TYPICAL = [3, 2, 1].map(Math.log);
const PRIOR_SPREAD = [1.5, 1.5, 0.5];
/** Logarithms of parameters stay within this of zero; the likelihood is flat long before. */
const LARGEST_LOG = 12;
/** Amounts this close to each other, as a standard deviation of logarithms, are one amount. */
const EQUAL_WITHIN = 0.003;
const HEAVY_TAIL_BELOW = 1.1;
const HEAVY_TAIL_MEAN = 3;

/** Customers with spend, sorted by purchases. */
interface SpendRows {
  readonly count: number;
  readonly purchases: Float64Array;
  /** In units of the mean spend. */
  readonly total: Float64Array;
  readonly logTotal: Float64Array;
}

/**
 * Gamma-Gamma (Fader and Hardie 2013): the value of a purchase is Gamma(p, nu), nu ~ Gamma(q, v) between customers.
 *
 *     ln L = lnΓ(px + q) - lnΓ(px) - lnΓ(q) + q ln v + (px - 1) ln m + px ln x - (px + q) ln(v + xm)
 *
 * Maximum likelihood over the logarithms of p, q - 1 and the population mean p v / (q - 1): q stays above 1, where the
 * mean is finite, and no forecast is negative. Amounts are scaled by their mean, so cents and thousands fit alike.
 * With the prior it is the posterior mode under independent normals, the weight of about one customer.
 */
export function fitSpend(spend: SpendSummaries, options: SpendFitOptions = {}): SpendFit {
  const { hasPrior = true } = options;
  const { rows, scale } = spendRows(spend);
  const { basis } = spend;
  const constant = (finding: SpendFinding): SpendFit => ({
    basis,
    parameters: null,
    populationMean: scale,
    logLikelihood: 0,
    hasConverged: true,
    finding,
  });
  if (rows.count < 2) return constant("too_few_customers");
  if (logSpread(rows) < EQUAL_WITHIN) return constant("equal_amounts");

  const posterior = (of: SpendRows): CustomerSum => ({ objective: objectiveOf(of, hasPrior), customers: of.count });
  const stride = sampleStride(rows.count);
  const sample = stride === null ? null : posterior(someOf(rows, stride));
  const maximum = maximiseBySample(posterior(rows), sample, TYPICAL, 1e-8);
  const { p, q, v } = parametersAt(maximum.point);
  const populationMean = Math.exp(maximum.point[2]!);
  return {
    basis,
    parameters: { p, q, v: v * scale },
    populationMean: populationMean * scale,
    logLikelihood: spendLogLikelihood(p, q, v, rows, new Float64Array(3)) - rows.count * Math.log(scale),
    hasConverged: maximum.isStationary,
    finding: q < HEAVY_TAIL_BELOW || populationMean > HEAVY_TAIL_MEAN ? "heavy_tail" : null,
  };
}

/** By the logarithms of p, q - 1 and the population mean. */
function objectiveOf(rows: SpendRows, hasPrior: boolean): Objective {
  return (logs, gradient) => {
    if (logs.some((log) => !(Math.abs(log) <= LARGEST_LOG))) return Number.NEGATIVE_INFINITY;
    const { p, q, v } = parametersAt(logs);
    let value = spendLogLikelihood(p, q, v, rows, gradient);
    const [byP, byQ, byV] = [p * gradient[0]!, (q - 1) * gradient[1]!, v * gradient[2]!];
    gradient[0] = byP - byV;
    gradient[1] = byQ + byV;
    gradient[2] = byV;
    for (let index = 0; hasPrior && index < logs.length; index++) {
      const off = (logs[index]! - TYPICAL[index]!) / PRIOR_SPREAD[index]!;
      value -= 0.5 * off * off;
      gradient[index]! -= off / PRIOR_SPREAD[index]!;
    }
    return value;
  };
}

/**
 * Expected value of a future purchase, p (v + x m) / (p x + q - 1): between the customer's own mean and everybody's.
 *
 * @param purchases - days of the fit's basis worth more than zero; with 0 the population mean is returned.
 * @param mean - their mean value.
 */
export function expectedSpend(fit: SpendFit, purchases: number, mean: number): number {
  if (fit.parameters === null || purchases === 0) return fit.populationMean;
  const { p, q, v } = fit.parameters;
  return (p * (v + purchases * mean)) / (p * purchases + q - 1);
}

/** Gamma-Gamma takes spend and frequency as independent; above this correlation a page should say that they are not. */
export const LARGEST_CORRELATION = 0.3;

/** Pearson correlation of mean spend and number of purchases; null if either does not vary between customers. */
export function spendFrequencyCorrelation(spend: SpendSummaries): number | null {
  const spenders = Int32Array.from(spend.purchases.keys()).filter((row) => spend.purchases[row]! > 0);
  if (spenders.length === 0) return null;
  const average = (column: ArrayLike<number>) => spenders.reduce((sum, row) => sum + column[row]!, 0) / spenders.length;
  const ofPurchases = average(spend.purchases);
  const ofMeans = average(spend.mean);
  let [both, purchases, means] = [0, 0, 0];
  for (const row of spenders) {
    const x = spend.purchases[row]! - ofPurchases;
    const m = spend.mean[row]! / ofMeans - 1;
    both += x * m;
    purchases += x * x;
    means += m * m;
  }
  return purchases > 0 && means > 1e-20 * spenders.length ? both / Math.sqrt(purchases * means) : null;
}

function parametersAt(logs: Float64Array): SpendParameters {
  const p = Math.exp(logs[0]!);
  const excess = Math.exp(logs[1]!);
  return { p, q: 1 + excess, v: (Math.exp(logs[2]!) * excess) / p };
}

/** Customers who have spent something, and the mean of their means; 0 without any. */
function spendRows({ purchases, mean }: SpendSummaries): { rows: SpendRows; scale: number } {
  const order = orderByWholeKeys(purchases.length, [purchases]).filter((row) => purchases[row]! > 0 && mean[row]! > 0);
  const count = order.length;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += mean[order[index]!]!;
  const scale = count === 0 ? 0 : sum / count;
  const rows = {
    count,
    purchases: new Float64Array(count),
    total: new Float64Array(count),
    logTotal: new Float64Array(count),
  };
  for (let index = 0; index < count; index++) {
    const row = order[index]!;
    rows.purchases[index] = purchases[row]!;
    rows.total[index] = purchases[row]! * (mean[row]! / scale);
    rows.logTotal[index] = Math.log(rows.total[index]!);
  }
  return { scale, rows };
}

function someOf(rows: SpendRows, stride: number): SpendRows {
  const total = everyNth(rows.total, stride);
  const purchases = everyNth(rows.purchases, stride);
  return { count: total.length, purchases, total, logTotal: everyNth(rows.logTotal, stride) };
}

/** Standard deviation of the logarithms of the customers' means. */
function logSpread({ count, purchases, logTotal }: SpendRows): number {
  const logs = logTotal.map((log, row) => log - Math.log(purchases[row]!));
  const middle = logs.reduce((sum, log) => sum + log, 0) / count;
  return Math.sqrt(logs.reduce((sum, log) => sum + (log - middle) ** 2, 0) / count);
}

/** Derivatives by p, q and v are written into `gradient`. */
function spendLogLikelihood(p: number, q: number, v: number, rows: SpendRows, gradient: Float64Array): number {
  const { count, purchases, total, logTotal } = rows;
  const logV = Math.log(v);
  let sum = 0;
  let [byP, byQ, byV] = [0, 0, 0];
  // Rows are sorted by purchases, so what depends on them alone is formed once for each number.
  for (let first = 0, row = 0; first < count; first = row) {
    const x = purchases[first]!;
    const shape = p * x;
    // Sums of ln(xm / (v + xm)) and ln(v / (v + xm)), exact where either is close to 0, of 1 / (v + xm), and of ln xm.
    let [logOwn, logOthers, inverse, logs] = [0, 0, 0, 0];
    for (; row < count && purchases[row] === x; row++) {
      const ratio = logTotal[row]! - logV;
      if (ratio > 0) {
        const own = -Math.log1p(v / total[row]!);
        logOwn += own;
        logOthers += own - ratio;
      } else {
        const others = -Math.log1p(total[row]! / v);
        logOthers += others;
        logOwn += others + ratio;
      }
      inverse += 1 / (v + total[row]!);
      logs += logTotal[row]!;
    }
    const customers = row - first;
    const together = digamma(shape + q);
    const fixed = logGamma(shape + q) - logGamma(shape) - logGamma(q) + Math.log(x);
    sum += customers * fixed + q * logOthers + shape * logOwn - logs;
    byP += x * (customers * (together - digamma(shape)) + logOwn);
    byQ += customers * (together - digamma(q)) + logOthers;
    byV += (customers * q) / v - (shape + q) * inverse;
  }
  gradient[0] = byP;
  gradient[1] = byQ;
  gradient[2] = byV;
  return sum;
}
