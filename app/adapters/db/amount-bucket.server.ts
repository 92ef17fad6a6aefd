/**
 * Lowest amount of the bucket that a column of eight-byte integers falls into; -1 stands for all
 * that is below zero.
 */
export function amountBucket(column: string): string {
  return `CASE WHEN ${column} < 0 THEN -1 WHEN ${column} < 100 THEN ${column}
               ELSE ${column} - ${column} % (
                 CASE WHEN left(${column}::text, 1) < '5' THEN 2 ELSE 10 END * (10 ^ (length(${column}::text) - 3))::bigint)
          END`;
}
