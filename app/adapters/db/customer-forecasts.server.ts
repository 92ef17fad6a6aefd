import type { ShopifyId } from "~/domain/order";
import type { EpochMs, ShopDay } from "~/domain/shop-time";
import type { Tx } from "./tenant.server";

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
  readonly nextFromDay: ShopDay | null;
  readonly nextToDay: ShopDay | null;
  readonly purchases: number;
  readonly lastPurchaseAt: EpochMs | null;
}

/** Whom to worry about: who is rather gone than not, or has been away for long. */
export interface RiskLimits {
  readonly probabilityAliveBelow: number;
  readonly lastPurchaseBefore: EpochMs;
}

const AT_RISK = `FROM customer_forecast c
  LEFT JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
  WHERE c.shop_id = $1 AND c.version = $2 AND c.loss > 0
    AND (c.probability_alive < $3 OR f.last_purchase_at < $4)`;

/** The customers at risk, the greatest expected loss first. */
export async function readCustomersAtRisk(
  tx: Tx,
  shopId: string,
  version: number,
  { probabilityAliveBelow, lastPurchaseBefore }: RiskLimits,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<ListedForecast[]> {
  const { rows } = await tx.query<Omit<ListedForecast, "lastPurchaseAt"> & { lastPurchaseAt: Date | null }>(
    `SELECT c.customer_id AS "customerId", c.probability_alive AS "probabilityAlive", c.purchases_12 AS purchases12,
            c.value_12::float8 AS value12, c.value_to_date::float8 AS "valueToDate", c.loss::float8 AS loss,
            c.next_from_day AS "nextFromDay", c.next_to_day AS "nextToDay",
            COALESCE(f.purchases, 0) AS purchases, f.last_purchase_at AS "lastPurchaseAt"
     ${AT_RISK} ORDER BY c.loss DESC, c.customer_id LIMIT $5 OFFSET $6`,
    [shopId, version, probabilityAliveBelow, new Date(lastPurchaseBefore), limit, offset],
  );
  return rows.map((row) => ({ ...row, lastPurchaseAt: row.lastPurchaseAt?.getTime() ?? null }));
}

/** How many customers are at risk, and what is lost with them. */
export async function readRiskTotals(
  tx: Tx,
  shopId: string,
  version: number,
  { probabilityAliveBelow, lastPurchaseBefore }: RiskLimits,
): Promise<{ readonly customers: number; readonly loss: number }> {
  const { rows } = await tx.query<{ customers: number; loss: number }>(
    `SELECT count(*)::float8 AS customers, COALESCE(sum(c.loss), 0)::float8 AS loss ${AT_RISK}`,
    [shopId, version, probabilityAliveBelow, new Date(lastPurchaseBefore)],
  );
  return { customers: rows[0]?.customers ?? 0, loss: rows[0]?.loss ?? 0 };
}
