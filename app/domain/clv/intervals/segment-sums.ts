import type { Outcome, Snapshot } from "~/domain/clv/log/snapshot";

/** A sum that was forecast, and what it came to. */
export interface Met {
  readonly forecast: number;
  readonly actual: number;
}

/** Sums over the customers of a segment. */
export interface SegmentSums {
  readonly customers: number;
  readonly purchases: Met;
  /** Zeros where nothing has a value. */
  readonly value: Met;
}

const LAST_FREQUENCY = 7;

/** Repeat purchases of each customer of a snapshot; the last class holds all that are more. */
export function frequencyClasses({ at }: Snapshot): number[] {
  return Array.from(at.frequency, (frequency) => Math.min(frequency, LAST_FREQUENCY));
}

/** @param keys - what segment each customer is of, parallel to the columns of forecast and outcome. */
export function sumsBy<Key>(keys: readonly Key[], forecast: Outcome, actual: Outcome): Map<Key, SegmentSums> {
  const sums = new Map<Key, { customers: number; columns: [number, number, number, number] }>();
  const columns = [forecast.counts, actual.counts, forecast.values, actual.values];
  for (const [row, key] of keys.entries()) {
    const own = sums.get(key) ?? { customers: 0, columns: [0, 0, 0, 0] };
    own.customers += 1;
    for (const [index, column] of columns.entries()) own.columns[index]! += column[row]!;
    sums.set(key, own);
  }
  return new Map(
    Array.from(
      sums,
      ([
        key,
        {
          customers,
          columns: [counts, actualCounts, values, actualValues],
        },
      ]) => [
        key,
        {
          customers,
          purchases: { forecast: counts, actual: actualCounts },
          value: { forecast: values, actual: actualValues },
        },
      ],
    ),
  );
}
