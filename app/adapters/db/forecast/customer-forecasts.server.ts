import type { ChanceDays } from "~/domain/clv/chance/chance-rule";
import type { UnusualBecause } from "~/domain/clv/unusual/unusual-customers";
import type { RiskChoice, RiskColumn, RiskOrder } from "~/domain/clv/churn-risk";
import type { ShopifyId } from "~/domain/orders/order";
import type { Segment } from "~/domain/orders/segment";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";
import { customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** One customer of a stored forecast, with what is known of them now. */
export interface ListedForecast {
  readonly customerId: ShopifyId;
  readonly probabilityAlive: number;
  /** Purchase days expected in 12 months. */
  readonly purchases12: number;
  readonly value12: number;
  readonly valueToDate: number;
  /** Expected loss: value of 12 months if the customer were active, times the probability of having left. */
  readonly loss: number;
  /** Probability to buy within so many days, active or not. */
  readonly chances: Readonly<Record<ChanceDays, number>>;
  /** By these days the customer, active or not, has bought again with probability 1/4 and 3/4. */
  readonly nextFromDay: ShopDay | null;
  readonly nextToDay: ShopDay | null;
  readonly purchases: number;
  readonly lastPurchaseAt: EpochMs | null;
}

/** A customer the models did not learn from. */
export interface UnusualCustomer extends ListedForecast {
  readonly because: UnusualBecause;
}

/** Whom to worry about. */
export interface RiskQuery extends Pick<RiskChoice, "reason" | "buyers"> {
  readonly probabilityAliveBelow: number;
  readonly lastPurchaseBefore: EpochMs;
  /** Of the first purchase. */
  readonly segment: Segment;
}

const COLUMNS: Readonly<Record<RiskColumn, string>> = {
  last: "f.last_purchase_at",
  purchases: "COALESCE(f.purchases, 0)",
  value: "c.value_to_date",
  chance: "c.probability_alive",
  expected: "c.value_12",
  loss: "c.loss",
  within30: "c.chance_30",
  within90: "c.chance_90",
};

/** From the table of forecasts `c` of a run, with what is known of the customers now. */
function atRisk(shopId: string, version: number, query: RiskQuery): { sql: string; values: unknown[] } {
  const { reason, buyers, segment } = query;
  const unlikely = "c.probability_alive < $3";
  const lapsed = "f.last_purchase_at < $4";
  const reasons = { any: `(${unlikely} OR ${lapsed})`, unlikely, lapsed };
  const purchases = { all: "", once: " AND f.purchases = 1", repeat: " AND f.purchases > 1" };
  const acquired = customersAcquiredIn(segment, "f", 4);
  return {
    // Both limits stay in the text, so that their places hold whatever is asked for.
    sql: `FROM customer_forecast c
      LEFT JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
      WHERE c.shop_id = $1 AND c.version = $2 AND c.loss > 0 AND $3::float8 IS NOT NULL AND $4::timestamptz IS NOT NULL
        AND ${reasons[reason]}${purchases[buyers]}${acquired.sql}`,
    values: [shopId, version, query.probabilityAliveBelow, new Date(query.lastPurchaseBefore), ...acquired.values],
  };
}

/** The customers at risk in the order asked for. */
export async function readCustomersAtRisk(
  tx: Tx,
  shopId: string,
  version: number,
  query: RiskQuery,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  { by, isAscending }: RiskOrder,
): Promise<ListedForecast[]> {
  const { sql, values } = atRisk(shopId, version, query);
  const { rows } = await tx.query<ListedRow>(
    `SELECT ${LISTED} ${sql} ORDER BY ${COLUMNS[by]} ${isAscending ? "ASC" : "DESC"} NULLS LAST, c.customer_id
     LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
    [...values, limit, offset],
  );
  return rows.map(listedForecast);
}

/** Customers the models did not learn from, those who brought most first. */
export async function readUnusualCustomers(
  tx: Tx,
  shopId: string,
  version: number,
  limit: number,
): Promise<UnusualCustomer[]> {
  const { rows } = await tx.query<ListedRow & { because: UnusualBecause }>(
    `SELECT ${LISTED}, c.set_apart_for AS because
     FROM customer_forecast c LEFT JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
     WHERE c.shop_id = $1 AND c.version = $2 AND c.set_apart_for IS NOT NULL
     ORDER BY c.value_to_date DESC, c.customer_id LIMIT $3`,
    [shopId, version, limit],
  );
  return rows.map((row) => ({ ...listedForecast(row), because: row.because }));
}

const LISTED = `c.customer_id AS "customerId", c.probability_alive AS "probabilityAlive", c.purchases_12 AS purchases12,
  c.value_12::float8 AS value12, c.value_to_date::float8 AS "valueToDate", c.loss::float8 AS loss,
  c.chance_30, c.chance_90, c.next_from_day AS "nextFromDay", c.next_to_day AS "nextToDay",
  COALESCE(f.purchases, 0) AS purchases, f.last_purchase_at AS "lastPurchaseAt"`;

interface ListedRow extends Omit<ListedForecast, "lastPurchaseAt" | "chances">, Record<`chance_${ChanceDays}`, number> {
  readonly lastPurchaseAt: Date | null;
}

function listedForecast({ chance_30, chance_90, lastPurchaseAt, ...row }: ListedRow): ListedForecast {
  return { ...row, chances: { 30: chance_30, 90: chance_90 }, lastPurchaseAt: lastPurchaseAt?.getTime() ?? null };
}

/** How many customers are at risk, and what is lost with them. */
export async function readRiskTotals(
  tx: Tx,
  shopId: string,
  version: number,
  query: RiskQuery,
): Promise<{ readonly customers: number; readonly loss: number }> {
  const { sql, values } = atRisk(shopId, version, query);
  const { rows } = await tx.query<{ customers: number; loss: number }>(
    `SELECT count(*)::float8 AS customers, COALESCE(sum(c.loss), 0)::float8 AS loss ${sql}`,
    values,
  );
  return { customers: rows[0]?.customers ?? 0, loss: rows[0]?.loss ?? 0 };
}
