import type { CheckoutHistory } from "~/domain/orders/checkout";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { Order, SalesRow } from "~/domain/orders/order";

/** Milliseconds of an ISO instant; a bare day is its UTC midnight, a minute of it needs no seconds. */
export function at(iso: string): number {
  const instant = Date.parse(iso.length === 16 ? `${iso}Z` : iso);
  if (Number.isNaN(instant)) throw new RangeError(`not an instant: ${iso}`);
  return instant;
}

/** One product unit sold at 100.00 with the order, unless said otherwise. */
export function row(overrides: Partial<SalesRow> = {}): SalesRow {
  const action = overrides.action ?? "ORDER";
  return {
    happenedAt: 0,
    action,
    lineType: "PRODUCT",
    quantity: action === "RETURN" ? -1 : 1,
    total: action === "RETURN" ? -10_000 : 10_000,
    tax: 0,
    discount: 0,
    isOriginal: action === "ORDER",
    lineId: null,
    ...overrides,
  };
}

let lastId = 1000;

/** A paid order of customer 1 with one product row of 100.00, unless said otherwise; original rows take its date. */
export function order(overrides: Partial<Order> = {}): Order {
  const processedAt = overrides.processedAt ?? at("2026-01-15T12:00");
  const { rows = [row()], ...rest } = overrides;
  return {
    id: String(++lastId),
    customerId: "1",
    customerCreatedAt: null,
    createdAt: processedAt,
    cancelledAt: null,
    isTest: false,
    financialStatus: "PAID",
    sourceName: "web",
    channel: "Online Store",
    country: null,
    tags: [],
    isRenewal: false,
    checkoutToken: null,
    cartToken: null,
    customerOrderIndex: null,
    customerOrderCount: null,
    firstVisitSource: null,
    firstVisitMedium: null,
    lastVisitSource: null,
    lastVisitMedium: null,
    daysToConversion: null,
    leadProductId: null,
    totalPaid: rows.filter(({ isOriginal }) => isOriginal).reduce((sum, { total }) => sum + total, 0),
    currencyCode: "EUR",
    lines: [],
    ...rest,
    processedAt,
    rows: rows.map((each) => (each.isOriginal ? { ...each, happenedAt: processedAt } : each)),
  };
}

/** An announced checkout with contact details, begun at noon of 30 April 2026, unless said otherwise. */
export function checkout(overrides: Partial<CheckoutHistory> = {}): CheckoutHistory {
  const startedAt = overrides.startedAt ?? at("2026-04-30T12:00");
  const id = ++lastId;
  return {
    key: `c${id}`,
    token: `token-${id}`,
    cartToken: null,
    customerId: null,
    sourceName: null,
    hasContact: true,
    activity: [startedAt],
    completedAt: null,
    orderId: null,
    value: 5_000,
    shipping: null,
    isAnnounced: true,
    origin: "webhook",
    isTest: false,
    isDeleted: false,
    ...overrides,
    startedAt,
  };
}

/** A shop in UTC with euros, the default definitions and all checkouts known, seen at the end of 2026, unless said otherwise. */
export function context(overrides: Partial<MetricContext> = {}): MetricContext {
  return {
    timeZone: "UTC",
    asOf: at("2026-12-31T00:00"),
    definitions: DEFAULT_DEFINITIONS,
    currencyCode: "EUR",
    isHistoryLimited: false,
    checkoutsKnownFrom: "2000-01-01",
    measuredFrom: "2000-01-01",
    ...overrides,
  };
}
