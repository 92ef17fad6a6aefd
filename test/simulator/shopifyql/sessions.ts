import { createHash } from "node:crypto";
import type { Database } from "../store/database";
import type { EpochMs } from "../store/records/values";
import type { ShopRecord } from "../store/records/shop";
import { LISTED_AFTER_IDLE_MS } from "../store/checkouts";
import { dayAfter, momentsOf, startOf, type DayRange } from "./days";

/** The funnel of visits to the online store, each step a part of the one before. */
export interface Sessions {
  readonly sessions: number;
  readonly withCartAdditions: number;
  readonly reachedCheckout: number;
  readonly completedCheckout: number;
}

/** What is not in the shop's data: how many carts reach checkout, and how many visits put something in a cart. */
const CARTS_REACHING_CHECKOUT = { from: 0.5, to: 0.6 };
const VISITS_WITH_CARTS = { from: 0.085, to: 0.115 };

/**
 * Sessions of a range of days up to now, as a shop has them. Every online order is a completed one, announced or not;
 * every checkout of the online store that was left, with contact details or without, reached checkout, and so did the
 * earlier visit of one that lay idle and was taken up again. What lies before checkout follows from these by rates that
 * vary with the day and are the same for every question.
 */
export function sessionsIn(database: Database, shop: ShopRecord, range: DayRange, now: EpochMs): Sessions {
  const { from, before } = momentsOf(range, shop.ianaTimezone);
  const until = Math.min(before, now + 1);
  const orders = database.all(
    `SELECT processed_at AS at FROM "order" WHERE shop_id = ? AND processed_at >= ? AND processed_at < ? AND is_test = 0
       AND checkout_token IS NOT NULL AND doc ->> 'sourceName' = 'web' ORDER BY at`,
    shop.id,
    from,
    until,
  );
  const left = database.all(
    `SELECT created_at AS at FROM checkout WHERE shop_id = ? AND created_at >= ? AND created_at < ?
       AND doc ->> 'sourceName' = 'web' AND doc ->> 'deviceId' IS NULL
       AND (completed_at IS NULL OR was_idle = 1 OR completed_at - updated_at > ?) ORDER BY at`,
    shop.id,
    from,
    until,
    LISTED_AFTER_IDLE_MS,
  );
  const times = { completed: orders.map(({ at }) => Number(at)), left: left.map(({ at }) => Number(at)) };
  let [ordersSeen, leftSeen] = [0, 0];
  const sum = { sessions: 0, withCartAdditions: 0, reachedCheckout: 0, completedCheckout: 0 };
  for (let day = range.since; day <= range.until; day = dayAfter(day)) {
    const end = startOf(dayAfter(day), shop.ianaTimezone);
    const [completed, leavers] = [
      countBefore(times.completed, end, ordersSeen),
      countBefore(times.left, end, leftSeen),
    ];
    [ordersSeen, leftSeen] = [ordersSeen + completed, leftSeen + leavers];
    const reached = completed + leavers;
    const carts = Math.round(reached / rateOfDay(shop, day, CARTS_REACHING_CHECKOUT));
    sum.completedCheckout += completed;
    sum.reachedCheckout += reached;
    sum.withCartAdditions += carts;
    sum.sessions += Math.round(carts / rateOfDay(shop, day, VISITS_WITH_CARTS));
  }
  return sum;
}

/** How many of the sorted moments, from the one at `first`, lie before `end`. */
function countBefore(moments: readonly EpochMs[], end: EpochMs, first: number): number {
  let next = first;
  while ((moments[next] ?? Infinity) < end) next += 1;
  return next - first;
}

function rateOfDay({ domain }: ShopRecord, day: string, { from, to }: { from: number; to: number }): number {
  const luck = createHash("sha256").update(`${domain} ${day} ${from}`).digest().readUInt32BE(0) / 2 ** 32;
  return from + (to - from) * luck;
}
