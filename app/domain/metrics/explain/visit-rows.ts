import { cartStateAt } from "~/domain/measurement/cart-episodes";
import type { Session } from "~/domain/measurement/sessions";
import type { Visits } from "~/domain/measurement/visits";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { CartsBasis, PriorPurchasesBasis, SessionsBasis } from "~/domain/metrics/records/basis";
import { priorPurchaseCounts } from "~/domain/metrics/totals/measured-orders";
import { begunIn, measuredSessions } from "~/domain/metrics/totals/measured-sessions";
import { COMPARED_PRIOR_PURCHASES, largestSource } from "~/domain/metrics/totals/measured-totals";
import { SESSION_AMOUNTS, sessionAmount, type SessionAmount } from "~/domain/metrics/totals/session-amounts";
import { withDirectAdds } from "~/domain/metrics/totals/recommended-sales";
import type { Order } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";
import { BLANK_ROW, type ExplainedRow } from "./explained-row";

/** The sessions begun on the measured days of the range. */
export function sessionRows(
  { numerator, denominator }: SessionsBasis,
  { sessions }: Visits,
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
): ExplainedRow[] {
  const largest = largestSource(measuredSessions(sessions, range, context));
  const amountOf = (session: Session, amount: SessionAmount) => sessionAmount(session, amount, largest);
  return begunIn(withDirectAdds(sessions, orders, context), range, context).map((session) => ({
    ...sessionRow(session),
    numerator: amountOf(session, numerator),
    denominator: denominator && amountOf(session, denominator),
  }));
}

/** Those of customers who had bought as often as the number compares. */
export function priorPurchaseRows(
  _: PriorPurchasesBasis,
  { sessions }: Visits,
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
): ExplainedRow[] {
  const countOf = priorPurchaseCounts(orders, context);
  return begunIn(sessions, range, context).flatMap((session): ExplainedRow[] => {
    const prior = countOf(session);
    if (prior === null || !COMPARED_PRIOR_PURCHASES.some((compared) => compared === prior)) return [];
    return [
      { ...sessionRow(session), quantity: prior, numerator: SESSION_AMOUNTS.isCompleted(session), denominator: 1 },
    ];
  });
}

/** The carts begun on the measured days of the range. */
export function cartRows(
  { numerator, denominator }: CartsBasis,
  { carts }: Visits,
  range: DayRange,
  context: MetricContext,
): ExplainedRow[] {
  return begunIn(carts, range, context).map((cart): ExplainedRow => {
    const state = cartStateAt(cart, context.asOf);
    const amounts = { isAbandoned: Number(state === "abandoned"), hasEnded: Number(state !== "open") };
    return {
      ...BLANK_ROW,
      key: `${cart.clientId}:${cart.startedAt}`,
      at: cart.startedAt,
      state,
      numerator: amounts[numerator],
      denominator: denominator && amounts[denominator],
    };
  });
}

/** Nothing in it says who the visitor was. */
function sessionRow({ clientId, startedAt, device, source, landing, depth }: Session) {
  return {
    ...BLANK_ROW,
    key: `${clientId}:${startedAt}`,
    at: startedAt,
    device: device ?? "unknown",
    source,
    landing,
    step: STEPS_REACHED[depth] ?? null,
  };
}

/** What a session that reached so many steps of the funnel came to, by the name of the last. */
export const STEPS_REACHED = ["visit", "product", "cart", "checkout", "completed"] as const;
