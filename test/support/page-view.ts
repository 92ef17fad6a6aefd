import type { ImportView } from "~/features/installation/import-view";
import type { PageView } from "~/features/page/page-view";

/** What a page of numbers carries for a shop with orders, up to a minute ago. */
export function pageView(overrides: Partial<PageView> = {}): PageView {
  return {
    shop: {
      name: "Nordlicht Coffee",
      domain: "nordlicht.myshopify.com",
      currencyCode: "EUR",
      timeZone: "Europe/Berlin",
      isHistoryLimited: false,
    },
    window: {
      range: { from: "2026-10-22", to: "2026-11-20" },
      preset: "last_30_days",
      comparison: "none",
      comparisonRange: null,
      errors: {},
    },
    asOf: Date.UTC(2026, 10, 21, 13, 7),
    newestEventAt: Date.UTC(2026, 10, 21, 13, 5),
    dataVersion: 3,
    visitVersion: null,
    pending: 0,
    isRebuilding: false,
    forecastRun: null,
    hasOrders: true,
    segment: { segment: {}, words: "", errors: {}, options: { channels: [], countries: [], firstProducts: [] } },
    ...overrides,
  };
}

/** An import that is complete. */
export const IMPORTED: ImportView = {
  phase: "ready",
  parts: [],
  finishedAt: Date.UTC(2026, 10, 21),
  reason: null,
  secondsLeft: null,
  historyLimited: false,
  ordersNotRead: { missing: 0, stale: 0 },
};
