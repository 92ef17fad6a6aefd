/** Two sets of totals of separate things, added up field by field. */
export function addTotals<Totals extends { readonly [Key in keyof Totals]: number }>(a: Totals, b: Totals): Totals {
  const keys = Object.keys(a) as (keyof Totals)[];
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as Totals;
}
