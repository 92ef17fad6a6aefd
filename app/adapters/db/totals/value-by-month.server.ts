import type { ValueHorizon } from "~/domain/metrics/totals/totals";
import type { DayRange } from "~/domain/time/reporting-window";
import type { ShopMonth } from "~/domain/time/shop-time";
import type { Tx } from "~/adapters/db/connect/tenant.server";

export interface MonthlyValue {
  readonly month: ShopMonth;
  readonly customers: number;
  /** Kept value of their purchases within the horizon of each one's first. */
  readonly keptValue: number;
}

/** What the customers acquired on these days bought and kept within a horizon, by acquisition month, oldest first. */
export async function readValueByMonth(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  horizonDays: ValueHorizon,
): Promise<MonthlyValue[]> {
  const { rows } = await tx.query<MonthlyValue>(
    `SELECT to_char(first_day, 'YYYY-MM') AS month, sum(customers)::float8 AS customers,
            sum(value_${Number(horizonDays)})::float8 AS "keptValue"
     FROM rollup_acquisition
     WHERE shop_id = $1 AND is_whole AND first_day BETWEEN $2 AND $3
     GROUP BY 1 ORDER BY 1`,
    [shopId, from, to],
  );
  return rows;
}
