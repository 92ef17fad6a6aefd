import { createHash } from "node:crypto";
import type { Database } from "../store/database";
import type { EpochMs } from "../store/records/values";
import type { ShopRecord } from "../store/records/shop";
import { LISTED_AFTER_IDLE_MS } from "../store/checkouts";
import type { SessionDimension } from "./parse-query";
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

/** Of the sessions of a day, how many are made by machines: they look and leave. */
const BOTS = 0.08;

/** How the sessions of a shop fall apart; of a country of its own nothing is known here. */
const SHARES: Readonly<Record<SessionDimension, readonly (readonly [key: string, share: number])[]>> = {
  session_device_type: [
    ["mobile", 0.62],
    ["desktop", 0.33],
    ["tablet", 0.05],
  ],
  referrer_source: [
    ["search", 0.36],
    ["direct", 0.31],
    ["social", 0.2],
    ["email", 0.13],
  ],
  session_country: [
    ["Germany", 0.8],
    ["Austria", 0.12],
    ["Switzerland", 0.08],
  ],
};

/** Sessions that machines made as well, for whoever does not ask for those of humans. */
export function withBots(of: Sessions): Sessions {
  return { ...of, sessions: of.sessions + Math.round(of.sessions * BOTS) };
}

/** The sessions by what they are grouped by; the groups add up to all of them. */
export function sessionGroups(of: Sessions, dimension: SessionDimension): { key: string; sessions: Sessions }[] {
  let before = 0;
  return SHARES[dimension].map(([key, share]) => {
    const [from, to] = [before, before + share];
    before = to;
    const part = (count: number) => Math.round(count * to) - Math.round(count * from);
    return {
      key,
      sessions: {
        sessions: part(of.sessions),
        withCartAdditions: part(of.withCartAdditions),
        reachedCheckout: part(of.reachedCheckout),
        completedCheckout: part(of.completedCheckout),
      },
    };
  });
}

/**
 * Sessions of each day of a range up to now, as a shop has them. Every online order is a completed one, announced or not;
 * every checkout of the online store that was left, with contact details or without, reached checkout, and so did the
 * earlier visit of one that lay idle and was taken up again. What lies before checkout follows from these by rates that
 * vary with the day and are the same for every question.
 */
export function sessionsByDay(
  database: Database,
  shop: ShopRecord,
  range: DayRange,
  now: EpochMs,
): { day: string; sessions: Sessions }[] {
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
  const days: { day: string; sessions: Sessions }[] = [];
  for (let day = range.since; day <= range.until; day = dayAfter(day)) {
    const end = startOf(dayAfter(day), shop.ianaTimezone);
    const [completed, leavers] = [
      countBefore(times.completed, end, ordersSeen),
      countBefore(times.left, end, leftSeen),
    ];
    [ordersSeen, leftSeen] = [ordersSeen + completed, leftSeen + leavers];
    const reached = completed + leavers;
    const carts = Math.round(reached / rateOfDay(shop, day, CARTS_REACHING_CHECKOUT));
    const visits = Math.round(carts / rateOfDay(shop, day, VISITS_WITH_CARTS));
    days.push({
      day,
      sessions: {
        sessions: visits,
        withCartAdditions: carts,
        reachedCheckout: reached,
        completedCheckout: completed,
      },
    });
  }
  return days;
}

/** Of all the days together. */
export function sumOfSessions(days: readonly { readonly sessions: Sessions }[]): Sessions {
  const sum = (key: keyof Sessions) => days.reduce((total, { sessions }) => total + sessions[key], 0);
  return {
    sessions: sum("sessions"),
    withCartAdditions: sum("withCartAdditions"),
    reachedCheckout: sum("reachedCheckout"),
    completedCheckout: sum("completedCheckout"),
  };
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
