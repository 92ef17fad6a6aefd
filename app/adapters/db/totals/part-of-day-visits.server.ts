import type { Tx } from "~/adapters/db/connect/tenant.server";
import { sessionCells } from "~/adapters/db/measurement/visit-rollups.server";
import { readMeasuredSince } from "~/adapters/db/shop/measured-from.server";
import { columnOf } from "~/adapters/db/sql/ledger-sums.server";
import { CART_IDLE_MS } from "~/domain/measurement/cart-episodes";
import {
  SESSION_COUNTS,
  sortedCells,
  type MeasuredCarts,
  type MeasuredSessions,
  type SessionCell,
} from "~/domain/metrics/totals/measured-totals";
import { cutOf } from "~/domain/orders/known-checkouts";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";

/** Days of which the last one counts up to a moment. */
export interface RangeUntil extends DayRange {
  readonly until: EpochMs;
}

/** Sessions that began in the range, of its last day those before the moment. */
export async function readSessionsUntil(
  tx: Tx,
  shopId: string,
  { from, to, until }: RangeUntil,
): Promise<MeasuredSessions> {
  const part = sessionCells("s.day = $3 AND s.started_at < $4");
  const { rows } = await tx.query<SessionCell>(
    `SELECT device, source, landing, is_new AS "isNew",
            ${SESSION_COUNTS.map((count) => `sum(${columnOf(count)})::float8 AS "${count}"`).join(", ")}
     FROM (
       SELECT ${part.columns.join(", ")} FROM rollup_session_day
       WHERE shop_id = $1 AND day BETWEEN $2::date AND $3::date - 1
       UNION ALL
       ${part.sql}
     ) began (${part.columns.join(", ")})
     GROUP BY device, source, landing, is_new
     HAVING sum(sessions) > 0`,
    [shopId, from, to, new Date(until)],
  );
  const { measuredFrom } = await readMeasuredSince(tx, shopId);
  return { cells: sortedCells(rows), cut: cutOf({ from, to }, measuredFrom) };
}

/** Carts begun in the range, of its last day those before the moment, as they stand at `now`. */
export async function readCartsUntil(
  tx: Tx,
  shopId: string,
  { from, to, until }: RangeUntil,
  now: EpochMs,
): Promise<MeasuredCarts> {
  const { rows } = await tx.query<{ bought: number; abandoned: number; open: number }>(
    `SELECT count(*) FILTER (WHERE is_bought)::float8 AS bought,
            count(*) FILTER (WHERE NOT is_bought AND last_activity_at <= $5)::float8 AS abandoned,
            count(*) FILTER (WHERE NOT is_bought AND last_activity_at > $5)::float8 AS open
     FROM cart_episode WHERE shop_id = $1 AND day BETWEEN $2 AND $3 AND started_at < $4`,
    [shopId, from, to, new Date(until), new Date(now - CART_IDLE_MS)],
  );
  const { bought = 0, abandoned = 0, open = 0 } = rows[0] ?? {};
  const { measuredFrom } = await readMeasuredSince(tx, shopId);
  return { bought, abandoned, open, cut: cutOf({ from, to }, measuredFrom) };
}
