import { customerSegment, isWholeShop, type Segment } from "~/domain/segment";

/** A condition on rows and the values it binds, numbered after those of the query around it. */
export interface Condition {
  /** Begins with ` AND`, or is empty. */
  readonly sql: string;
  readonly values: readonly (string | boolean)[];
}

/** Whether line `l` is the one that names the order's first product (`Order.leadProductId`). */
const IS_LEAD = `NOT l.is_gift_card AND l.product_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM order_line e
  WHERE e.shop_id = $1 AND e.order_id = l.order_id AND e.line_id < l.line_id
    AND NOT e.is_gift_card AND e.product_id IS NOT NULL)`;

/** First product of the order `o`: that of its first line that is no gift card and whose product is known. */
export const LEAD_PRODUCT = `(
  SELECT l.product_id FROM order_line l
  WHERE l.shop_id = $1 AND l.order_id = o.order_id AND NOT l.is_gift_card AND l.product_id IS NOT NULL
  ORDER BY l.line_id LIMIT 1)`;

/**
 * `isInSegment` for rows `o` of `orders`, in a query whose $1 is the shop.
 *
 * @param bound - how many values the query binds besides.
 */
export function ordersInSegment(segment: Segment, bound: number): Condition {
  const { buyer, channel, country, firstProductId, hasDiscount } = segment;
  const values: (string | boolean)[] = [];
  const bind = (value: string | boolean) => `$${bound + values.push(value)}`;
  const conditions = [
    buyer === "new" && "o.purchase_number = 1",
    buyer === "returning" && "o.purchase_number >= 2",
    channel !== undefined && `o.channel = ${bind(channel)}`,
    country !== undefined && `o.country = ${bind(country)}`,
    firstProductId !== undefined && `o.customer_id IN (${customersWhoBeganWith(bind(firstProductId))})`,
    hasDiscount !== undefined && `(o.original_discount > 0) = ${bind(hasDiscount)}`,
  ].filter((condition) => condition !== false);
  return { sql: conditions.map((condition) => ` AND ${condition}`).join(""), values };
}

/**
 * Whether the customer of row `row` made a first purchase that belongs to the segment, as `acquiredIn` says.
 *
 * @param days - SQL of the first and last day of that purchase, where the query asks for some days alone: the others
 *   are then not looked at.
 */
export function customersAcquiredIn(
  segment: Segment,
  row: string,
  bound: number,
  days?: readonly [from: string, to: string],
): Condition {
  const asked = customerSegment(segment);
  if (isWholeShop(asked)) return { sql: "", values: [] };
  const { firstProductId, ...rest } = asked;
  const { sql, values } = ordersInSegment(rest, bound);
  const dated = days ? ` AND o.day BETWEEN ${days[0]} AND ${days[1]}` : "";
  const matching = isWholeShop(rest)
    ? ""
    : ` AND ${row}.customer_id IN (
      SELECT o.customer_id FROM orders o WHERE o.shop_id = $1 AND o.purchase_number = 1${dated}${sql})`;
  if (firstProductId === undefined) return { sql: matching, values };
  const beganWith = customersWhoBeganWith(`$${bound + values.length + 1}`);
  return { sql: `${matching} AND ${row}.customer_id IN (${beganWith})`, values: [...values, firstProductId] };
}

function customersWhoBeganWith(product: string): string {
  return `SELECT f.customer_id FROM order_line l
    JOIN orders f ON f.shop_id = $1 AND f.order_id = l.order_id
    WHERE l.shop_id = $1 AND l.product_id = ${product} AND f.purchase_number = 1 AND ${IS_LEAD}`;
}
