import { spendSummaries } from "~/domain/clv/models/gamma-gamma";
import { MBG_NBD } from "~/domain/clv/models/beta-geometric";
import { fitCounts } from "~/domain/clv/models/fit-counts";
import type { SummaryGroups } from "~/domain/clv/log/purchase-summary";
import type { Snapshot } from "~/domain/clv/log/snapshot";
import { logGamma, logRising } from "~/domain/numeric/gamma";
import { quantile } from "~/domain/numeric/quantile";

/** By what a customer stands out: how often they buy, or what a purchase of theirs is worth. */
export type UnusualBecause = "frequency" | "value";

/** Whoever would be met by chance in fewer than one of a thousand shops like this is none of its usual customers. */
const LOG_CHANCE = Math.log(1e-3);
/** No more than this part of the customers stands out from the rest; in a small shop so many, but never its half. */
const LARGEST_PART = 0.05;
const FEWEST = 5;

/**
 * Customers the models should not learn from: a till's shared account, a bot, a slip of the keyboard, one wholesaler
 * among consumers. Each is an index of the log, with the reason.
 *
 * - `frequency`: a customer who never leaves buys so often with a chance below 1e-3 over the number of customers, under
 *   the purchase rates of the others: their x is negative binomial of shape r and rate alpha, those of MBG/NBD. The
 *   others are found by a forward search: the most extreme 5% are left out of the fit, whoever of them is likely under
 *   it is taken back, and the fit repeated until nobody is.
 * - `value`: the logarithm of their mean purchase lies as far from the median, beside a normal distribution as wide as
 *   the farthest of the quantiles up to 2% from the end says.
 *
 * Both compare customers with each other, so neither currency nor pace matter.
 */
export function unusualCustomers(
  snapshot: Snapshot,
  options: { readonly hasPrior: boolean },
): Map<number, UnusualBecause> {
  const { customers } = snapshot.at;
  const unusual = new Map<number, UnusualBecause>();
  if (customers.length === 0) return unusual;
  for (const row of unusualByValue(snapshot)) unusual.set(customers[row]!, "value");
  for (const row of unusualByFrequency(snapshot, options)) unusual.set(customers[row]!, "frequency");
  return unusual;
}

/** How many there are for each reason. */
export function countsBecause(unusual: ReadonlyMap<number, UnusualBecause>): Record<UnusualBecause, number> {
  const counts = { frequency: 0, value: 0 };
  for (const because of unusual.values()) counts[because] += 1;
  return counts;
}

function unusualByFrequency({ at, grouping }: Snapshot, options: { readonly hasPrior: boolean }): number[] {
  const { groups, groupOf } = grouping;
  const logChances = (without: ReadonlySet<number>, start?: readonly number[]) => {
    const weight = groups.weight.map((customers, group) => (without.has(group) ? 0 : customers));
    const fit = fitCounts(MBG_NBD, { ...groups, weight }, { ...options, ...(start && { start }) });
    return {
      parameters: fit.parameters,
      byGroup: groups.frequency.map((_, group) => logChance(fit.parameters, groups, group)),
    };
  };
  const all = logChances(new Set());
  const extreme = mostExtreme(all.byGroup, groups, Math.min(Math.max(FEWEST, LARGEST_PART * at.count), at.count / 2));
  const limit = LOG_CHANCE - Math.log(at.count);
  let unusual: ReadonlySet<number> = extreme;
  for (let size = -1, start = all.parameters; unusual.size > 0 && unusual.size !== size;) {
    size = unusual.size;
    const others = logChances(unusual, start);
    start = others.parameters;
    unusual = new Set([...unusual].filter((group) => others.byGroup[group]! < limit));
  }
  return unusual.size === 0 ? [] : Array.from(groupOf.keys()).filter((row) => unusual.has(groupOf[row]!));
}

/** Groups of the least chance, of repeat customers, up to so many customers. */
function mostExtreme(logChances: Float64Array, groups: SummaryGroups, most: number): Set<number> {
  const extreme = new Set<number>();
  let customers = 0;
  const order = Uint32Array.from(logChances.keys()).sort((one, other) => logChances[one]! - logChances[other]!);
  for (const group of order) {
    customers += groups.weight[group]!;
    if (customers > most || groups.frequency[group] === 0) break;
    extreme.add(group);
  }
  return extreme;
}

/**
 * ln of an upper bound of the chance that a customer who never leaves buys as often: terms of the negative binomial fall
 * at least as fast as a geometric series.
 */
function logChance([r = 0, alpha = 0]: readonly number[], groups: SummaryGroups, group: number): number {
  const [x, tenure] = [groups.frequency[group]!, groups.tenure[group]!];
  if (x === 0) return 0;
  const passed = tenure / (alpha + tenure);
  const ratio = Math.max(passed, (passed * (r + x)) / (x + 1));
  if (ratio >= 1) return 0;
  const term = logRising(r, x) - logGamma(x + 1) + r * Math.log(alpha / (alpha + tenure)) + x * Math.log(passed);
  return Math.min(0, term - Math.log1p(-ratio));
}

/** Shares of a normal distribution, and how many standard deviations from the median they lie. */
const QUANTILES = [
  { share: 0.75, deviations: 0.6745 },
  { share: 0.9, deviations: 1.2816 },
  { share: 0.95, deviations: 1.6449 },
  { share: 0.98, deviations: 2.0537 },
];
/** Where nearly all pay one price, another is no surprise yet: standard deviation of the logarithm. */
const LEAST_SPREAD = 0.25;

function unusualByValue({ log, at }: Snapshot): number[] {
  const { purchases, mean } = spendSummaries(log, at, "all");
  const rows = Array.from(purchases.keys()).filter((row) => purchases[row]! > 0);
  const ascending = rows.map((row) => Math.log(mean[row]!)).sort((a, b) => a - b);
  const median = quantile(ascending, 0.5) ?? 0;
  const spread = (share: (upper: number) => number) =>
    Math.max(
      LEAST_SPREAD,
      ...QUANTILES.map((each) => Math.abs((quantile(ascending, share(each.share)) ?? 0) - median) / each.deviations),
    );
  const above = spread((upper) => upper);
  const below = spread((upper) => 1 - upper);
  const limit = LOG_CHANCE - Math.log(rows.length);
  return rows.filter((row) => {
    const off = Math.log(mean[row]!) - median;
    return logTail(Math.abs(off) / (off > 0 ? above : below)) < limit;
  });
}

/** ln of the bound of Mills on the chance of a standard normal to lie above `deviations`. */
function logTail(deviations: number): number {
  return deviations < 1 ? 0 : -0.5 * deviations * deviations - Math.log(deviations * Math.sqrt(2 * Math.PI));
}
