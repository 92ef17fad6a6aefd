import { groupBy } from "~/domain/group-by";
import { MINUTE_MS, type EpochMs } from "~/domain/time/shop-time";
import { completedCheckout, type Completing } from "./completions";
import { CHECKOUT_DEPTH, funnelDepth } from "./funnel";
import { landingOf, type Landing } from "./landing";
import { sourceOf, type Source } from "./sources";
import type { Device, RecommendationTrace, StorefrontEvent } from "./storefront-event";

/** A longer pause between two events of a client begins a new session. */
const LONGEST_PAUSE_MS = 30 * MINUTE_MS;

/** What one client did without a pause of more than half an hour. It belongs to the shop day of its first event. */
export interface Session {
  readonly clientId: string;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs;
  readonly device: Device | null;
  readonly source: Source;
  readonly landing: Landing;
  /** Whether the client was not seen in an earlier session. */
  readonly isNew: boolean;
  /** The first customer named in it. */
  readonly customerId: string | null;
  /** How many of `FUNNEL_STEPS` were reached. */
  readonly depth: number;
  /** How many of `CHECKOUT_STEPS` were reached. */
  readonly checkoutDepth: number;
  readonly completed: readonly CompletedCheckout[];
  readonly products: readonly ViewedProduct[];
  readonly searches: readonly Search[];
  readonly alerts: readonly CountedAlert[];
  readonly recommendations: readonly CountedRecommendation[];
  /** In order. */
  readonly clicks: readonly ListClick[];
}

/** A product that was looked at through a list. */
export interface ListClick {
  readonly trace: RecommendationTrace;
  readonly productId: string;
  readonly at: EpochMs;
}

/** A checkout by its token, or by its order where it has none. */
export interface CompletedCheckout {
  readonly checkout: string;
  readonly at: EpochMs;
}

export interface ViewedProduct {
  readonly productId: string | null;
  readonly views: number;
  /** Views of a variant of which it is known whether it could be bought. */
  readonly knownViews: number;
  readonly soldOutViews: number;
  readonly adds: number;
}

export interface Search {
  readonly query: string | null;
  readonly searches: number;
  readonly withoutResult: number;
}

export interface CountedAlert {
  readonly alert: string;
  readonly shown: number;
}

export interface CountedRecommendation extends RecommendationTrace {
  /** How often the list was on screen. */
  readonly views: number;
  /** How often a product was looked at through it, or bought by its own button. */
  readonly clicks: number;
}

/**
 * The sessions of one client, first to last.
 *
 * @param events - of one client, in order, without repetitions.
 * @param completing - which of the shop's events complete a checkout.
 * @param wasSeenBefore - whether the client is known from sessions that are no longer kept.
 */
export function sessionsOf(
  events: readonly StorefrontEvent[],
  completing: Completing,
  wasSeenBefore = false,
): Session[] {
  const parts: StorefrontEvent[][] = [];
  let last: StorefrontEvent | undefined;
  for (const event of events) {
    if (last === undefined || event.at - last.at > LONGEST_PAUSE_MS) parts.push([]);
    parts.at(-1)?.push(event);
    last = event;
  }
  return parts.map((part, index) => sessionOf(part, completing, !wasSeenBefore && index === 0));
}

function sessionOf(events: readonly StorefrontEvent[], completing: Completing, isNew: boolean): Session {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("a session has at least one event");
  // A completion that was told already is no step.
  const steps = events.filter(({ name, id }) => name !== "checkout_completed" || completing.has(id));
  return {
    clientId: first.clientId,
    startedAt: first.at,
    endedAt: last.at,
    device: firstKnown(events, ({ device }) => device),
    source: sourceOf(first),
    landing: landingOf(first),
    isNew,
    customerId: firstKnown(events, ({ customerId }) => customerId),
    depth: Math.max(0, ...steps.map(({ name }) => funnelDepth(name))),
    checkoutDepth: Math.max(0, ...steps.map(({ name }) => CHECKOUT_DEPTH[name] ?? 0)),
    completed: steps.flatMap((event) => {
      const checkout = completedCheckout(event);
      return checkout === null ? [] : [{ checkout, at: event.at }];
    }),
    products: productsIn(events),
    searches: searchesIn(events),
    alerts: alertsIn(events),
    recommendations: recommendationsIn(events),
    clicks: events.flatMap(({ name, rec, productId, at }): ListClick[] =>
      name === "product_viewed" && rec !== null && productId !== null ? [{ trace: rec, productId, at }] : [],
    ),
  };
}

function firstKnown<Value>(
  events: readonly StorefrontEvent[],
  read: (event: StorefrontEvent) => Value | null,
): Value | null {
  for (const event of events) {
    const value = read(event);
    if (value !== null) return value;
  }
  return null;
}

function productsIn(events: readonly StorefrontEvent[]): ViewedProduct[] {
  const ofProducts = events.filter(({ name }) => name === "product_viewed" || name === "product_added_to_cart");
  return [...groupBy(ofProducts, ({ productId }) => productId)].map(([productId, own]) => {
    const views = own.filter(({ name }) => name === "product_viewed");
    return {
      productId,
      views: views.length,
      knownViews: views.filter(({ inStock }) => inStock !== null).length,
      soldOutViews: views.filter(({ inStock }) => inStock === false).length,
      adds: own.length - views.length,
    };
  });
}

function searchesIn(events: readonly StorefrontEvent[]): Search[] {
  const searches = events.filter(({ name }) => name === "search_submitted");
  return [...groupBy(searches, ({ query }) => query)].map(([query, own]) => ({
    query,
    searches: own.length,
    withoutResult: own.filter(({ results }) => results === 0).length,
  }));
}

function alertsIn(events: readonly StorefrontEvent[]): CountedAlert[] {
  const shown = events.flatMap(({ name, alert }) => (name === "alert_displayed" && alert !== null ? [alert] : []));
  return [...groupBy(shown, (alert) => alert)].map(([alert, own]) => ({ alert, shown: own.length }));
}

function recommendationsIn(events: readonly StorefrontEvent[]): CountedRecommendation[] {
  const traced = events.flatMap(({ name, rec }) => {
    if (rec === null) return [];
    if (name === "rec_viewed") return [{ rec, isClick: false }];
    return name === "product_viewed" ? [{ rec, isClick: true }] : [];
  });
  const byTrace = groupBy(traced, ({ rec: { place, list, position } }) => JSON.stringify([place, list, position]));
  return [...byTrace.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const clicks = own.filter(({ isClick }) => isClick).length;
    return [{ ...first.rec, views: own.length - clicks, clicks }];
  });
}
