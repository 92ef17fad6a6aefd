/** The largest amount whose square fits eight bytes, in round numbers. */
const SQUARED_IN_EIGHT_BYTES = 3_000_000_000;

/**
 * The exact sum of the squares of a column of eight-byte integers. Squares of numeric type take ten times as long, so
 * only amounts that need them get them.
 */
export function sumOfSquares(column: string): string {
  const isSmall = `${column} BETWEEN -${SQUARED_IN_EIGHT_BYTES} AND ${SQUARED_IN_EIGHT_BYTES}`;
  return `(COALESCE(sum(${column} * ${column}) FILTER (WHERE ${isSmall}), 0)
             + COALESCE(sum(${column}::numeric * ${column}) FILTER (WHERE NOT ${isSmall}), 0))`;
}
