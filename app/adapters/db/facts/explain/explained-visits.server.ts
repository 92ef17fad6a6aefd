import { isMeasuredDay } from "~/adapters/db/sql/measured-days.server";
import { ORDERS_OF_CHECKOUT } from "~/adapters/db/sql/recommended-sales.server";
import { CART_IDLE_MS } from "~/domain/measurement/cart-episodes";
import { FUNNEL_STEPS } from "~/domain/measurement/funnel";
import { SOURCES } from "~/domain/measurement/sources";
import { STEPS_REACHED } from "~/domain/metrics/explain/visit-rows";
import type { CartAmount, CartsBasis, PriorPurchasesBasis, SessionsBasis } from "~/domain/metrics/records/basis";
import { COMPARED_PRIOR_PURCHASES } from "~/domain/metrics/totals/measured-totals";
import type { SessionAmount } from "~/domain/metrics/totals/session-amounts";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";
import type { FactQuery } from "./fact-list.server";

const IS_COMPLETED = `s.depth = ${FUNNEL_STEPS.length}`;
const IS_MOBILE = "s.device = 'mobile'";
const IS_SOCIAL = "s.source = 'social'";
const IS_SEARCHING = "s.searches <> '[]'::jsonb";
const where = (...conditions: readonly string[]) => `(${conditions.join(" AND ")})::int`;
const sumOf = (column: string, key: string) =>
  `(SELECT COALESCE(sum((part ->> '${key}')::bigint), 0) FROM jsonb_array_elements(s.${column}) AS part)`;

/** Where most sessions of the range came from; of several the first in the list of sources. */
const LARGEST_SOURCE = `(
  SELECT r.source FROM rollup_session_day r WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3
  GROUP BY r.source
  ORDER BY sum(r.sessions) DESC, array_position(ARRAY[${SOURCES.map((source) => `'${source}'`).join(", ")}], r.source)
  LIMIT 1)`;

/** Whether it bought something that a list's own button put into the cart. */
const HAS_BOUGHT_FROM_LIST = `(${IS_COMPLETED} AND EXISTS (
  SELECT FROM completed_checkout c
  CROSS JOIN LATERAL (${ORDERS_OF_CHECKOUT}) o
  JOIN order_line l ON l.shop_id = $1 AND l.order_id = o.order_id AND l.rec IS NOT NULL
  WHERE c.shop_id = $1 AND c.client_hash = s.client_hash AND c.completed_at BETWEEN s.started_at AND s.ended_at))`;

/** The SQL of the domain's `SESSION_AMOUNTS`, of rows `s`. */
const SESSION_AMOUNTS: Readonly<Record<SessionAmount, string>> = {
  one: "1",
  hasCart: where("s.depth >= 2"),
  hasCheckout: where("s.depth >= 3"),
  isCompleted: where(IS_COMPLETED),
  isMobile: where(IS_MOBILE),
  isMobileCompleted: where(IS_MOBILE, IS_COMPLETED),
  isSocial: where(IS_SOCIAL),
  isSocialCompleted: where(IS_SOCIAL, IS_COMPLETED),
  isSearching: where(IS_SEARCHING),
  isSearchingCompleted: where(IS_SEARCHING, IS_COMPLETED),
  searches: sumOf("searches", "searches"),
  searchesWithoutResult: sumOf("searches", "withoutResult"),
  knownViews: sumOf("products", "knownViews"),
  soldOutViews: sumOf("products", "soldOutViews"),
  hasList: where(`(s.recommendations <> '[]'::jsonb OR ${HAS_BOUGHT_FROM_LIST})`),
  hasClickedList: where(`(${sumOf("recommendations", "clicks")} > 0 OR ${HAS_BOUGHT_FROM_LIST})`),
  isOfLargestSource: where(`s.source = ${LARGEST_SOURCE}`),
};

/** @param more - what is added to the key where a session is listed more than once. */
const keyAndMoment = (more = "''") => `
  encode(s.client_hash, 'hex') || ':' || (extract(epoch FROM s.started_at) * 1000)::bigint || ${more} AS key,
  s.started_at AS at`;

export const sessionColumns = (more?: string) => `${keyAndMoment(more)}, s.device, s.source, s.landing,
  (ARRAY[${STEPS_REACHED.map((step) => `'${step}'`).join(", ")}])[s.depth + 1] AS step`;

/** The sessions begun in the range. */
export function explainedSessions(
  shopId: string,
  { numerator, denominator }: SessionsBasis,
  { from, to }: DayRange,
): FactQuery {
  return {
    sql: `SELECT ${sessionColumns()}, ${SESSION_AMOUNTS[numerator]} AS numerator,
                 ${denominator === null ? "0" : SESSION_AMOUNTS[denominator]} AS denominator
          FROM storefront_session s WHERE s.shop_id = $1 AND s.day BETWEEN $2 AND $3`,
    values: [shopId, from, to],
    hasDenominator: denominator !== null,
  };
}

/** Those of customers who had bought as often as the number compares. */
export function explainedPriorPurchases(shopId: string, _: PriorPurchasesBasis, { from, to }: DayRange): FactQuery {
  return {
    sql: `SELECT ${sessionColumns()}, prior.purchases::int AS quantity, ${where(IS_COMPLETED)} AS numerator,
                 1 AS denominator
          FROM storefront_session s
          LEFT JOIN customer m ON m.shop_id = $1 AND m.customer_id = s.customer_id
          CROSS JOIN LATERAL (
            SELECT count(*) AS purchases FROM orders o
            WHERE o.shop_id = $1 AND o.customer_id = CASE WHEN m.merged_into IS NULL THEN s.customer_id ELSE m.merged_into END
              AND o.purchase_number IS NOT NULL AND o.processed_at < s.started_at
          ) prior
          WHERE s.shop_id = $1 AND s.day BETWEEN $2 AND $3 AND s.customer_id IS NOT NULL
            AND prior.purchases IN (${COMPARED_PRIOR_PURCHASES.join(", ")})`,
    values: [shopId, from, to],
    hasDenominator: true,
  };
}

const CART_AMOUNTS: Readonly<Record<CartAmount, string>> = {
  isAbandoned: "(s.state = 'abandoned')::int",
  hasEnded: "(s.state <> 'open')::int",
};

/** The carts begun in the range, by how they stand at `now`. */
export function explainedCarts(
  shopId: string,
  { numerator, denominator }: CartsBasis,
  { from, to }: DayRange,
  now: EpochMs,
): FactQuery {
  return {
    sql: `SELECT ${keyAndMoment()}, s.state, ${CART_AMOUNTS[numerator]} AS numerator,
                 ${denominator === null ? "0" : CART_AMOUNTS[denominator]} AS denominator
          FROM (
            SELECT c.client_hash, c.started_at,
                   CASE WHEN c.is_bought THEN 'bought' WHEN c.last_activity_at > $4 THEN 'open' ELSE 'abandoned' END AS state
            FROM cart_episode c WHERE c.shop_id = $1 AND c.day BETWEEN $2 AND $3 AND ${isMeasuredDay("c.day")}
          ) s`,
    values: [shopId, from, to, new Date(now - CART_IDLE_MS)],
    hasDenominator: denominator !== null,
  };
}
