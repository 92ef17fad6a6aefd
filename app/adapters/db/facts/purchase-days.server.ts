import { forecastInputBuilder, type ForecastInput } from "~/domain/clv/log/forecast-input";
import type { ForecastBasis } from "~/domain/clv/log/forecast-readiness";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";
import type { Tx } from "~/adapters/db/connect/tenant.server";

const ROWS_AT_ONCE = 20_000;

/**
 * What a forecast is made from: the purchases of every identified customer up to a moment, streamed so that memory holds
 * columns only.
 */
export async function readForecastInput(tx: Tx, shopId: string, asOf: EpochMs): Promise<ForecastInput> {
  await tx.query(
    `DECLARE purchase_day NO SCROLL CURSOR FOR
     SELECT customer_id AS "customerId", extract(epoch FROM processed_at)::float8 * 1000 AS at,
            day - date '1970-01-01' AS day, kept_value::float8 AS "keptValue",
            purchase_number IS NOT NULL AS "isNumbered"
     FROM orders
     WHERE shop_id = $1 AND is_purchase AND customer_id IS NOT NULL AND processed_at <= $2
     ORDER BY customer_id, processed_at, order_id`,
    [shopId, new Date(asOf)],
  );
  const input = forecastInputBuilder();
  for (;;) {
    const { rows } = await tx.query<Parameters<typeof input.add>[0]>(`FETCH ${ROWS_AT_ONCE} FROM purchase_day`);
    for (const row of rows) input.add(row);
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await tx.query("CLOSE purchase_day");
  return input.build();
}

/** How much history there is for a forecast. */
export async function readForecastBasis(tx: Tx, shopId: string, timeZone: string): Promise<ForecastBasis> {
  const { rows } = await tx.query<{ customers: number; repeaters: number; first_day: ShopDay | null }>(
    `SELECT count(*)::float8 AS customers, min(first_day) AS first_day,
            (count(*) FILTER (WHERE (last_purchase_at AT TIME ZONE $2)::date > first_day))::float8 AS repeaters
     FROM customer_facts WHERE shop_id = $1`,
    [shopId, timeZone],
  );
  const [row] = rows;
  return { customers: row?.customers ?? 0, repeaters: row?.repeaters ?? 0, firstDay: row?.first_day ?? null };
}
