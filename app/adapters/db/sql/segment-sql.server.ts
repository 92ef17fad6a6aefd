import { customerSegment, isWholeShop, type Segment } from "~/domain/orders/segment";

/** A condition on rows and the values it binds, numbered after those of the query around it. */
export interface Condition {
  /** Begins with ` AND`, or is empty. */
  readonly sql: string;
  readonly values: readonly (string | boolean)[];
}

/** Whether the order `o` was placed with a discount on its products, as stored beside customers and in rollups. */
export const DISCOUNT = `CASE WHEN o.original_discount > 0 THEN 'yes' ELSE 'no' END`;

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
    firstProductId !== undefined &&
      `o.customer_id IN (
        SELECT b.customer_id FROM customer_facts b WHERE b.shop_id = $1 AND b.first_product_id = ${bind(firstProductId)})`,
    hasDiscount !== undefined && `(o.original_discount > 0) = ${bind(hasDiscount)}`,
  ].filter((condition) => condition !== false);
  return { sql: conditions.map((condition) => ` AND ${condition}`).join(""), values };
}

/** Whether the first purchase of the customer of row `facts` of `customer_facts` belongs to the segment. */
export function customersAcquiredIn(segment: Segment, facts: string, bound: number): Condition {
  const { channel, country, firstProductId, hasDiscount } = customerSegment(segment);
  return conditions(bound, {
    [`${facts}.first_channel`]: channel,
    [`${facts}.first_country`]: country,
    [`${facts}.first_product_id`]: firstProductId,
    [`${facts}.first_discount`]: yesOrNo(hasDiscount),
  });
}

/**
 * The rows `cells` of a rollup that add up to the segment: one for the whole shop, or those of its channel, country and
 * use of a discount.
 *
 * @param segment - without a first product: products are too many to be told apart in a rollup.
 */
export function cellsOfSegment(segment: Segment, cells: string, bound: number): Condition {
  if (segment.firstProductId !== undefined) throw new RangeError("no rollup knows the first products of customers");
  if (isWholeShop(segment)) return { sql: ` AND ${cells}.is_whole`, values: [] };
  const { buyer, channel, country, hasDiscount } = segment;
  const { sql, values } = conditions(bound, {
    [`${cells}.buyer`]: buyer,
    [`${cells}.channel`]: channel,
    [`${cells}.country`]: country,
    [`${cells}.discount`]: yesOrNo(hasDiscount),
  });
  return { sql: ` AND NOT ${cells}.is_whole${sql}`, values };
}

const yesOrNo = (hasDiscount: boolean | undefined) =>
  hasDiscount === undefined ? undefined : hasDiscount ? "yes" : "no";

/** The same rows told apart, those of the whole shop as well. */
export function partsOfSegment(segment: Segment, cells: string, bound: number): Condition {
  const { sql, values } = cellsOfSegment(segment, cells, bound);
  return isWholeShop(segment) ? { sql: ` AND NOT ${cells}.is_whole`, values } : { sql, values };
}

/** Columns that have to equal what is given for them. */
function conditions(bound: number, columns: Readonly<Record<string, string | undefined>>): Condition {
  const values: string[] = [];
  const sql = Object.entries(columns)
    .flatMap(([column, value]) => (value === undefined ? [] : [` AND ${column} = $${bound + values.push(value)}`]))
    .join("");
  return { sql, values };
}
