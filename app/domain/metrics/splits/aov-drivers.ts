/** Sums over the placed orders that an average value is taken over, which explain it. */
export interface AovParts {
  readonly orders: number;
  readonly units: number;
  /** Products after discounts. */
  readonly orderValue: number;
  /** Discount on the products as ordered, positive. */
  readonly originalDiscount: number;
}

/** A cause of a change of average order value, in minor units. */
export interface AovDriver {
  readonly key: "units" | "price" | "discount";
  readonly amount: number;
}

/**
 * Splits the change of average order value among its three factors: units per order, price per unit before discounts,
 * and the share that discounts leave. Each gets its Shapley value (Shapley 1953): the mean of its effect over all
 * orders in which the factors can change, so that no order is favoured and the parts add up to the change.
 *
 * @returns null when one side has no orders, units or sales before discounts to compare.
 */
export function aovDrivers(before: AovParts, now: AovParts): AovDriver[] | null {
  const was = factorsOf(before);
  const is = factorsOf(now);
  if (!was || !is) return null;
  const keys = ["units", "price", "discount"] as const;
  return keys.map((key, index) => {
    const [left = 0, right = 0] = [0, 1, 2].filter((each) => each !== index);
    const [l0 = 0, l1 = 0, r0 = 0, r1 = 0] = [was[left], is[left], was[right], is[right]];
    const others = (2 * l0 * r0 + l0 * r1 + l1 * r0 + 2 * l1 * r1) / 6;
    return { key, amount: ((is[index] ?? 0) - (was[index] ?? 0)) * others };
  });
}

function factorsOf({ orders, units, orderValue, originalDiscount }: AovParts): readonly number[] | null {
  const gross = orderValue + originalDiscount;
  if (orders === 0 || units <= 0 || gross <= 0) return null;
  return [units / orders, gross / units, orderValue / gross];
}
