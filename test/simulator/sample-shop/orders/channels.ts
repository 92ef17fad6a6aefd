import { between, type Random, weighted } from "../random";

/** Shopify's `sourceName` of an order, in the order their index is kept of a customer. */
export const CHANNELS = ["web", "mobile_app", "pos", "shopify_draft_order"] as const;
export type Channel = (typeof CHANNELS)[number];

const HABIT_SHARE = 0.85;

const firstChannel = weighted<Channel>([
  ["web", 86],
  ["mobile_app", 5],
  ["pos", 7],
  ["shopify_draft_order", 1.2],
]);

export const homeChannel = (random: Random): Channel => firstChannel(random);

/** Customers mostly stay with their channel; trade customers always call. */
export function channelOf(random: Random, home: Channel): Channel {
  if (home === "shopify_draft_order") return home;
  return random.next() < HABIT_SHARE ? home : "web";
}

export const isOnline = (channel: Channel): boolean => channel === "web" || channel === "mobile_app";

interface Visit {
  readonly source: string;
  readonly medium: string;
}

const visitOfNew = weighted<Visit>([
  [{ source: "google", medium: "organic" }, 27],
  [{ source: "google", medium: "cpc" }, 19],
  [{ source: "direct", medium: "none" }, 17],
  [{ source: "instagram", medium: "paid_social" }, 13],
  [{ source: "facebook", medium: "paid_social" }, 7],
  [{ source: "tiktok", medium: "social" }, 4],
  [{ source: "pinterest", medium: "social" }, 3],
  [{ source: "thebrewjournal.example", medium: "referral" }, 5],
  [{ source: "bing", medium: "organic" }, 3],
  [{ source: "newsletter", medium: "email" }, 2],
]);
const visitOfReturning = weighted<Visit>([
  [{ source: "direct", medium: "none" }, 36],
  [{ source: "newsletter", medium: "email" }, 29],
  [{ source: "google", medium: "organic" }, 20],
  [{ source: "google", medium: "cpc" }, 7],
  [{ source: "instagram", medium: "social" }, 8],
]);

/** Shoppers who bought on a later day and came by the way they came first. */
const SAME_WAY_SHARE = 0.4;

/** The visits an order began and ended with: who buys days later mostly comes back another way. */
export function visitsOf(random: Random, isFirstOrder: boolean, daysToConversion: number) {
  const first = isFirstOrder ? visitOfNew(random) : visitOfReturning(random);
  const isSame = daysToConversion === 0 || random.next() < SAME_WAY_SHARE;
  return { first, last: isSame ? first : visitOfReturning(random) };
}

const LOCATION_ID = 65_012_345_678;
const TILL_ID = 310_450;
const STAFF_ID = 80_012_345_600;
/** When Shopify's subscriptions began to renew through its new checkout, and to say so in another name. */
const RENEWED_BY_CHECKOUT_SINCE = Date.UTC(2025, 9, 1);

export const renewalSource = (at: number): string =>
  at < RENEWED_BY_CHECKOUT_SINCE ? "subscription_contract" : "subscription_contract_checkout_one";

/** A till names itself, its place and who stands at it; an order written by hand names its writer. */
export function originOf(random: Random, sourceName: string) {
  if (sourceName === "pos") {
    const [till, clerk] = [between(random, 0, 1), between(random, 0, 3)];
    return { sourceName, deviceId: TILL_ID + till, userId: STAFF_ID + clerk, locationId: LOCATION_ID };
  }
  return sourceName === "shopify_draft_order" ? { sourceName, userId: STAFF_ID } : { sourceName };
}

/** Whether a source's checkouts are those of the shop's own online store or app. */
export const isOnlineSource = (sourceName: string | undefined): boolean =>
  CHANNELS.some((channel) => channel === sourceName && isOnline(channel));
