import { groupBy } from "~/domain/group-by";
import { cartStateAt, type CartEpisode } from "~/domain/measurement/cart-episodes";
import { CHECKOUT_STEPS } from "~/domain/measurement/funnel";
import type { Session } from "~/domain/measurement/sessions";
import { visitsOf, type Visits } from "~/domain/measurement/visits";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { ShopHistory } from "~/domain/orders/history";
import { cutOf, isKnownDay } from "~/domain/orders/known-checkouts";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf } from "~/domain/time/shop-time";
import { sortedCells, type MeasuredCarts, type MeasuredSessions, type SessionCell } from "./measured-totals";
import { SESSION_AMOUNTS } from "./session-amounts";

/** What the events of a history say as of a moment. */
export function visitsOfHistory({ storefront }: ShopHistory, { asOf }: MetricContext): Visits {
  return storefront ? visitsOf(storefront.events, asOf, storefront.seenClients) : { sessions: [], carts: [] };
}

/** Those of the visits or carts that began on the measured days of `range`. */
export function begunIn<Begun extends Pick<Session, "startedAt">>(
  begun: readonly Begun[],
  range: DayRange,
  { timeZone, measuredFrom }: MetricContext,
): Begun[] {
  return begun.filter(({ startedAt }) => {
    const day = dayOf(startedAt, timeZone);
    return isWithin(day, range) && isKnownDay(day, measuredFrom);
  });
}

export function measuredSessions(
  sessions: readonly Session[],
  range: DayRange,
  context: MetricContext,
): MeasuredSessions {
  const kindOf = ({ device, source, landing, isNew }: Session) => JSON.stringify([device, source, landing, isNew]);
  const cells = [...groupBy(begunIn(sessions, range, context), kindOf).values()].flatMap((own): SessionCell[] => {
    const [first] = own;
    if (first === undefined) return [];
    const sum = (amount: (session: Session) => number) => own.reduce((total, session) => total + amount(session), 0);
    const reached = (step: (typeof CHECKOUT_STEPS)[number]) =>
      sum(({ checkoutDepth }) => Number(checkoutDepth > CHECKOUT_STEPS.indexOf(step)));
    const { device, source, landing, isNew } = first;
    return [
      {
        device: device ?? "unknown",
        source,
        landing,
        isNew,
        sessions: own.length,
        product: sum(({ depth }) => Number(depth >= 1)),
        cart: sum(SESSION_AMOUNTS.hasCart),
        checkout: sum(SESSION_AMOUNTS.hasCheckout),
        contact: reached("contact"),
        address: reached("address"),
        shipping: reached("shipping"),
        payment: reached("payment"),
        completed: sum(SESSION_AMOUNTS.isCompleted),
        searching: sum(SESSION_AMOUNTS.isSearching),
        searchingCompleted: sum(SESSION_AMOUNTS.isSearchingCompleted),
        searches: sum(SESSION_AMOUNTS.searches),
        searchesWithoutResult: sum(SESSION_AMOUNTS.searchesWithoutResult),
        views: sum(({ products }) => products.reduce((total, each) => total + each.views, 0)),
        knownViews: sum(SESSION_AMOUNTS.knownViews),
        soldOutViews: sum(SESSION_AMOUNTS.soldOutViews),
      },
    ];
  });
  return { cells: sortedCells(cells), cut: cutOf(range, context.measuredFrom) };
}

export function measuredCarts(carts: readonly CartEpisode[], range: DayRange, context: MetricContext): MeasuredCarts {
  const states = begunIn(carts, range, context).map((cart) => cartStateAt(cart, context.asOf));
  const count = (state: (typeof states)[number]) => states.filter((each) => each === state).length;
  return {
    bought: count("bought"),
    abandoned: count("abandoned"),
    open: count("open"),
    cut: cutOf(range, context.measuredFrom),
  };
}
