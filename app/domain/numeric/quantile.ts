/**
 * The `share` quantile of ascending values, by linear interpolation between neighbours; null when there are none.
 *
 * @param share - 0 for the smallest value, 1 for the largest.
 * @throws {RangeError} if `share` lies outside [0, 1].
 */
export function quantile(ascending: readonly number[], share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`no quantile ${share}`);
  const position = (ascending.length - 1) * share;
  const below = ascending[Math.floor(position)];
  const above = ascending[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position - Math.floor(position));
}
