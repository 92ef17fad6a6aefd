import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readMeasuredSince } from "~/adapters/db/shop/measured-from.server";
import { columnOf } from "~/adapters/db/sql/ledger-sums.server";
import { NET_SALES, ORDERS_WITH_TOKEN, SALES_OF_KNOWN_DEVICE } from "~/adapters/db/sql/measured-orders.server";
import { CART_IDLE_MS } from "~/domain/measurement/cart-episodes";
import { FUNNEL_STEPS } from "~/domain/measurement/funnel";
import {
  PRIOR_PURCHASES,
  SESSION_COUNTS,
  sortedCells,
  type MeasuredCarts,
  type MeasuredOrders,
  type MeasuredSales,
  type MeasuredSessions,
  type PriorPurchases,
  type SessionCell,
} from "~/domain/metrics/totals/measured-totals";
import { cutOf, type CheckoutCut } from "~/domain/orders/known-checkouts";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";

async function readCut(tx: Tx, shopId: string, range: DayRange): Promise<CheckoutCut | null> {
  return cutOf(range, (await readMeasuredSince(tx, shopId)).measuredFrom);
}

/** Sessions that began in the range, by what they have in common. */
export async function readMeasuredSessions(tx: Tx, shopId: string, range: DayRange): Promise<MeasuredSessions> {
  const { rows } = await tx.query<SessionCell>(
    `SELECT device, source, landing, is_new AS "isNew",
            ${SESSION_COUNTS.map((count) => `sum(${columnOf(count)})::float8 AS "${count}"`).join(", ")}
     FROM rollup_session_day
     WHERE shop_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY device, source, landing, is_new
     HAVING sum(sessions) > 0`,
    [shopId, range.from, range.to],
  );
  return { cells: sortedCells(rows), cut: await readCut(tx, shopId, range) };
}

/** Carts begun in the range. The rollup says which nobody bought; those touched a short while ago are still open. */
export async function readMeasuredCarts(tx: Tx, shopId: string, range: DayRange, now: EpochMs): Promise<MeasuredCarts> {
  const { rows } = await tx.query<{ bought: number; unfinished: number; open: number }>(
    `SELECT COALESCE(sum(bought), 0)::float8 AS bought, COALESCE(sum(unfinished), 0)::float8 AS unfinished,
            (SELECT count(*)::float8 FROM cart_episode
             WHERE shop_id = $1 AND day BETWEEN $2 AND $3 AND NOT is_bought AND last_activity_at > $4) AS open
     FROM rollup_cart_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3`,
    [shopId, range.from, range.to, new Date(now - CART_IDLE_MS)],
  );
  const { bought = 0, unfinished = 0, open = 0 } = rows[0] ?? {};
  return { bought, abandoned: unfinished - open, open, cut: await readCut(tx, shopId, range) };
}

export async function readMeasuredOrders(
  tx: Tx,
  shopId: string,
  range: DayRange,
  checkoutSources: readonly string[],
): Promise<MeasuredOrders> {
  const { rows } = await tx.query<{ seen: number; orders: number }>(
    `SELECT count(c.checkout)::float8 AS seen, count(*)::float8 AS orders ${ORDERS_WITH_TOKEN}`,
    [shopId, range.from, range.to, checkoutSources],
  );
  const { seen = 0, orders = 0 } = rows[0] ?? {};
  return { seen, orders, cut: await readCut(tx, shopId, range) };
}

export async function readMeasuredSales(tx: Tx, shopId: string, range: DayRange): Promise<MeasuredSales> {
  const { rows } = await tx.query<{ mobile: number; known: number; orders: number }>(
    `SELECT COALESCE(${NET_SALES} FILTER (WHERE c.device = 'mobile'), 0)::float8 AS mobile,
            COALESCE(${NET_SALES}, 0)::float8 AS known, count(DISTINCT o.order_id)::float8 AS orders
     ${SALES_OF_KNOWN_DEVICE}`,
    [shopId, range.from, range.to],
  );
  const { mobile = 0, known = 0, orders = 0 } = rows[0] ?? {};
  return { mobile, known, orders, cut: await readCut(tx, shopId, range) };
}

/**
 * Sessions of known customers that began in $2 to $3, and how often these had bought before. Row security takes COALESCE
 * for leaky and would not look its value up in an index: CASE says the same.
 */
const SESSIONS_OF_CUSTOMERS = `
  FROM storefront_session s
  LEFT JOIN customer m ON m.shop_id = $1 AND m.customer_id = s.customer_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS purchases FROM orders o
    WHERE o.shop_id = $1 AND o.purchase_number IS NOT NULL
      AND o.customer_id = CASE WHEN m.merged_into IS NULL THEN s.customer_id ELSE m.merged_into END
      AND o.processed_at < s.started_at
  ) prior
  WHERE s.shop_id = $1 AND s.day BETWEEN $2 AND $3 AND s.customer_id IS NOT NULL`;

const IS_COMPLETED = `s.depth = ${FUNNEL_STEPS.length}`;

export async function readPriorPurchases(tx: Tx, shopId: string, range: DayRange): Promise<PriorPurchases> {
  const { rows } = await tx.query<{ prior: number; sessions: number; completed: number }>(
    `SELECT LEAST(prior.purchases, ${PRIOR_PURCHASES.length - 1})::int AS prior, count(*)::float8 AS sessions,
            count(*) FILTER (WHERE ${IS_COMPLETED})::float8 AS completed
     ${SESSIONS_OF_CUSTOMERS}
     GROUP BY 1`,
    [shopId, range.from, range.to],
  );
  const groups = PRIOR_PURCHASES.map((number) => {
    const { sessions = 0, completed = 0 } = rows.find(({ prior }) => prior === number) ?? {};
    return { sessions, completed };
  });
  return { groups, cut: await readCut(tx, shopId, range) };
}
