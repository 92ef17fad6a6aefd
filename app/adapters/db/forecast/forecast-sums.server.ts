import { byMonths, type ExpectedSums } from "~/domain/clv/expected-means";
import { FORECAST_MONTHS, type ForecastMonths } from "~/domain/clv/forecast-months";
import type { ShopifyId } from "~/domain/orders/order";
import { customerSegment, isWholeShop, type Segment } from "~/domain/orders/segment";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";

/** Sums over the customers of a run. */
export interface ForecastSums {
  readonly customers: number;
  /** Sum of the probabilities of having left. */
  readonly lost: number;
  readonly valueToDate: number;
  readonly value: Readonly<Record<ForecastMonths, number>>;
  /** Of a part of the shop; null of the whole, with which no sums of purchases are kept. */
  readonly purchases: Readonly<Record<ForecastMonths, number>> | null;
}

/** Sums over the customers `c` of a run, as they are kept with it. */
export const SUMS = `count(*) AS customers, COALESCE(sum(round((1 - c.probability_alive) * 1e6)), 0)::bigint AS lost_millionths,
  COALESCE(sum(c.value_to_date), 0)::bigint AS value_to_date, COALESCE(sum(c.value_6), 0)::bigint AS value_6,
  COALESCE(sum(c.value_12), 0)::bigint AS value_12, COALESCE(sum(c.value_24), 0)::bigint AS value_24`;

/** In millionths, so that they add up exactly in any order. */
const PURCHASES = FORECAST_MONTHS.map(
  (months) => `COALESCE(sum(round(c.purchases_${months} * 1e6)), 0)::bigint AS purchase_millionths_${months}`,
).join(", ");

/** Sums over a run's customers whose first purchase belongs to the segment. */
export async function readForecastSums(
  tx: Tx,
  shopId: string,
  version: number,
  segment: Segment,
): Promise<ForecastSums> {
  const { sql, values } = customersAcquiredIn(segment, "f", 2);
  const { rows } = await tx.query<SumsRow | PartRow>(
    isWholeShop(customerSegment(segment))
      ? `SELECT customers, lost_millionths, value_to_date, value_6, value_12, value_24
         FROM value_forecast WHERE shop_id = $1 AND version = $2`
      : `SELECT ${SUMS}, ${PURCHASES} FROM customer_forecast c
         JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
         WHERE c.shop_id = $1 AND c.version = $2${sql}`,
    [shopId, version, ...values],
  );
  const [row] = rows;
  if (!row) throw new Error("the sums of a forecast came back without a row");
  return {
    customers: Number(row.customers),
    lost: Number(row.lost_millionths) / 1e6,
    valueToDate: Number(row.value_to_date),
    value: byMonths((months) => Number(row[`value_${months}`])),
    purchases: hasPurchases(row) ? byMonths((months) => Number(row[`purchase_millionths_${months}`]) / 1e6) : null,
  };
}

const hasPurchases = (row: SumsRow | PartRow): row is PartRow => "purchase_millionths_6" in row;

/** What is expected of the customers whose first purchase opens with one product. */
export interface ExpectedOfProduct extends ExpectedSums {
  readonly productId: ShopifyId;
}

/** By first product, those of most customers first; who first bought what is not known is in none. */
export async function readExpectedByFirstProduct(
  tx: Tx,
  shopId: string,
  version: number,
  most: number,
): Promise<ExpectedOfProduct[]> {
  const { rows } = await tx.query<PartRow & { readonly product_id: ShopifyId }>(
    `SELECT f.first_product_id::text AS product_id, ${SUMS}, ${PURCHASES} FROM customer_forecast c
     JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
     WHERE c.shop_id = $1 AND c.version = $2 AND f.first_product_id IS NOT NULL
     GROUP BY f.first_product_id ORDER BY count(*) DESC, f.first_product_id LIMIT $3`,
    [shopId, version, most],
  );
  return rows.map((row) => ({
    productId: row.product_id,
    customers: Number(row.customers),
    purchases: byMonths((months) => Number(row[`purchase_millionths_${months}`]) / 1e6),
    value: byMonths((months) => Number(row[`value_${months}`])),
  }));
}

type PartRow = SumsRow & Readonly<Record<`purchase_millionths_${ForecastMonths}`, string>>;

interface SumsRow extends Readonly<Record<`value_${ForecastMonths}`, string>> {
  readonly customers: string;
  readonly lost_millionths: string;
  readonly value_to_date: string;
}
