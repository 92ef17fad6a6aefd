/** Customers whose chance lay between two bounds, and how many of them bought. */
export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  /** Mean of their chances. */
  readonly expected: number;
  /** Share who bought. */
  readonly actual: number;
}

/** Bounds of the rows: narrow where most chances of a shop lie. */
const BOUNDS = [0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/**
 * What came of chances, by how large they were; rows without customers are left out.
 *
 * @param came - parallel to the chances: 1 where it came true, else 0.
 */
export function reliability(chances: Float64Array, came: Float64Array): ReliabilityRow[] {
  const rows = BOUNDS.slice(1).map(() => ({ customers: 0, expected: 0, actual: 0 }));
  for (let index = 0; index < chances.length; index++) {
    const above = BOUNDS.findIndex((bound) => chances[index]! < bound);
    const row = rows[above < 0 ? rows.length - 1 : above - 1]!;
    row.customers += 1;
    row.expected += chances[index]!;
    row.actual += came[index]!;
  }
  return rows.flatMap(({ customers, expected, actual }, index) =>
    customers === 0
      ? []
      : [
          {
            from: BOUNDS[index]!,
            to: BOUNDS[index + 1]!,
            customers,
            expected: expected / customers,
            actual: actual / customers,
          },
        ],
  );
}

/** All rows together: how many customers, and how many of them were expected to buy and bought. */
export interface ReliabilityTotal {
  readonly customers: number;
  readonly expected: number;
  readonly actual: number;
  /** Expected over actual, less one; no finite number where nobody bought. */
  readonly bias: number;
}

export function reliabilityTotal(rows: readonly ReliabilityRow[]): ReliabilityTotal {
  let [customers, expected, actual] = [0, 0, 0];
  for (const row of rows) {
    customers += row.customers;
    expected += row.customers * row.expected;
    actual += row.customers * row.actual;
  }
  // Whole customers bought; their share is rounded as a number with a point.
  actual = Math.round(actual);
  return { customers, expected, actual, bias: expected / actual - 1 };
}

/** Whether chances came true over all: within 5% they did, within 10% nearly. */
export function cameTrue({ bias }: ReliabilityTotal): "yes" | "nearly" | "no" {
  const off = Math.abs(bias);
  if (off <= 0.05) return "yes";
  return off <= 0.1 ? "nearly" : "no";
}

/** Mean squared error of chances (Brier 1950): 0 is perfect. */
export function brierScore(chances: Float64Array, came: Float64Array): number {
  return chances.reduce((sum, chance, index) => sum + (chance - came[index]!) ** 2, 0) / chances.length;
}
