/**
 * Shopify's position of each of `orders` in its customer's history, as the column `shopify_position`: what the pure
 * `shopifyPositions` says. `orders` holds all known orders of each of its customers, with customer_id, order_id,
 * processed_at, updated_at, is_test, customer_order_index and customer_order_count.
 */
export function withShopifyPositions(orders: string): string {
  return `
    SELECT o.*, COALESCE(o.customer_order_index,
             first_value(o.customer_order_count) OVER (
               PARTITION BY o.customer_id ORDER BY ${NEWEST_COUNT_FIRST("o")})
             - count(*) FILTER (WHERE NOT o.is_test) OVER (
               PARTITION BY o.customer_id ORDER BY o.processed_at, o.order_id
               ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING))::int AS shopify_position
    FROM (${orders}) o`;
}

/**
 * Puts the count of a customer that Shopify gave last in front. Each came with an order and held when that was read,
 * hence at least since it was updated.
 */
export const NEWEST_COUNT_FIRST = (order: string) =>
  `(${order}.customer_order_count IS NULL), ${order}.updated_at DESC, ${order}.order_id DESC`;
