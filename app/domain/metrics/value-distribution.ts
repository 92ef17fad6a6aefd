import type { MinorUnits } from "../order";

/** How amounts of money spread: orders by value, or customers. */
export interface ValueDistribution {
  readonly n: number;
  /** Ascending, without gaps; they add up to `n`. */
  readonly bins: readonly ValueBin[];
  readonly quantiles: {
    readonly p10: MinorUnits;
    readonly p25: MinorUnits;
    readonly p50: MinorUnits;
    readonly p75: MinorUnits;
    readonly p90: MinorUnits;
  } | null;
  readonly mean: MinorUnits | null;
  /** True when there are too many to look at one by one: the quantiles are read from a logarithmic histogram. */
  readonly isApproximate: boolean;
}

/** Amounts with `from` <= amount < `to`; null stands for no end. */
export interface ValueBin {
  readonly from: MinorUnits | null;
  readonly to: MinorUnits | null;
  readonly count: number;
}
