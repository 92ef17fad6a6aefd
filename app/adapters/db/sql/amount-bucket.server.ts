/** `amountBucket` of a column of eight-byte integers. */
export function amountBucketSql(column: string): string {
  return `CASE WHEN ${column} < 0 THEN -1 WHEN ${column} < 100 THEN ${column}
               ELSE ${column} - ${column} % (
                 CASE WHEN left(${column}::text, 1) < '5' THEN 2 ELSE 10 END * (10 ^ (length(${column}::text) - 3))::bigint)
          END`;
}
