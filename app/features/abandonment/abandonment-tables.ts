import { METRIC_COLUMNS, metricCells, moneyCell, momentCell, type FileTable } from "~/features/page/files/file-table";
import { trendTable } from "~/features/page/files/trend-table";
import type { AbandonmentView } from "./abandonment";
import { ratePeriods } from "./rate-periods";

/** The tables of Abandonment by their names in an address. */
export const ABANDONMENT_TABLES: Readonly<Record<string, (view: AbandonmentView) => FileTable>> = {
  abandonment_rate: ({ days, daysBefore }) =>
    trendTable("checkout_abandonment_rate", ratePeriods(days, daysBefore), (value) => value),
  abandonment_states: ({ states }) => ({
    columns: ["state", "label", "rule", "is_in_rate", "checkouts", "compared_checkouts"],
    rows: states.map(({ state, label, rule, isSettled, checkouts, checkoutsBefore }) => [
      state,
      label,
      rule,
      isSettled ? "yes" : "no",
      checkouts,
      checkoutsBefore,
    ]),
  }),
  abandonment_shipping: ({ shipping, shop }) => ({
    columns: ["shipping_of_basket", "abandoned", "recovered", "completed", ...METRIC_COLUMNS],
    rows: shipping.map(({ share, abandoned, recovered, completed, rate }) => [
      share,
      abandoned,
      recovered,
      completed,
      ...(rate === null ? METRIC_COLUMNS.map(() => null) : metricCells(rate, shop.currencyCode)),
    ]),
  }),
  abandonment_steps: ({ checkoutVisits }) => ({
    columns: ["step", "sessions", "share", "stopped"],
    rows: (checkoutVisits?.steps ?? []).map(({ step, sessions, share }, index, steps) => [
      step,
      sessions,
      share.value,
      sessions - (steps[index + 1]?.sessions ?? sessions),
    ]),
  }),
  abandonment_errors: ({ checkoutVisits, shop }) => ({
    columns: ["error", "shown", "sessions", ...METRIC_COLUMNS],
    rows: (checkoutVisits?.alerts ?? []).map(({ alert, shown, sessions, left }) => [
      alert,
      shown,
      sessions,
      ...metricCells(left, shop.currencyCode),
    ]),
  }),
  abandonment_other_sources: ({ otherSources }) => ({
    columns: ["source", "left_out"],
    rows: otherSources.map(({ sourceName, count }) => [sourceName, count]),
  }),
  abandonment_checkouts: ({ abandoned, shop }) => ({
    columns: ["checkout_id", "customer_id", "last_activity_at", "started_at", "value"],
    rows: abandoned.rows.map(({ checkoutId, customerId, lastActivityAt, startedAt, value }) => [
      checkoutId,
      customerId,
      momentCell(lastActivityAt),
      momentCell(startedAt),
      moneyCell(value, shop.currencyCode),
    ]),
  }),
};
