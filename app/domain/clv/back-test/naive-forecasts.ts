import type { Snapshot } from "~/domain/clv/log/snapshot";

/** A forecast of some days, parallel to the customers of a snapshot. */
export interface Forecast {
  readonly name: string;
  readonly counts: Float64Array;
  readonly values: Float64Array;
}

/** Each customer goes on at their past rate x / T, and spends their own mean; nobody leaves. */
export function pastRate({ log, at }: Snapshot, days: number): Forecast {
  const counts = Float64Array.from(at.frequency, (frequency, row) =>
    frequency > 0 ? (frequency / at.tenureDays[row]!) * days : 0,
  );
  const values = counts.map((count, row) => {
    if (count === 0) return 0;
    const start = log.starts[at.customers[row]!]!;
    const purchases = log.values.subarray(start, start + at.frequency[row]! + 1);
    return count * (purchases.reduce((sum, value) => sum + value, 0) / purchases.length);
  });
  return { name: "past-rate", counts, values };
}

/** All customers go on at the mean rate and the mean value of the shop's repeat purchases. */
export function shopMean({ log, at }: Snapshot, days: number): Forecast {
  let [purchases, tenure, value] = [0, 0, 0];
  for (let row = 0; row < at.count; row++) {
    const first = log.starts[at.customers[row]!]!;
    purchases += at.frequency[row]!;
    tenure += at.tenureDays[row]!;
    for (let index = first + 1; index <= first + at.frequency[row]!; index++) value += log.values[index]!;
  }
  const count = tenure > 0 ? (purchases / tenure) * days : 0;
  const worth = purchases > 0 ? count * (value / purchases) : 0;
  return {
    name: "shop-mean",
    counts: new Float64Array(at.count).fill(count),
    values: new Float64Array(at.count).fill(worth),
  };
}
