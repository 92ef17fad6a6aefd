/** What delivery costs of the basket of checkout `c`, as the domain's `shippingShareOf` has it. */
export function shippingShareSql(c: string): string {
  const shipping = `COALESCE(${c}.shipping, ${c}.order_shipping)`;
  return `CASE WHEN ${shipping} IS NULL THEN 'unknown' WHEN ${shipping} <= 0 THEN 'free'
               WHEN ${shipping} * 10 < ${c}.value THEN 'under_10' WHEN ${shipping} * 5 <= ${c}.value THEN '10_to_20'
               ELSE 'over_20' END`;
}
