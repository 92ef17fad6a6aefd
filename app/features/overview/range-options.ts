import type { Comparison } from "~/domain/reporting-window";

/** The ranges the address may name, in the order they are offered. */
export const RANGE_PRESETS = [
  { value: "last_7_days", label: "Last 7 days" },
  { value: "last_30_days", label: "Last 30 days" },
  { value: "last_90_days", label: "Last 90 days" },
  { value: "last_365_days", label: "Last 365 days" },
  { value: "today", label: "Today" },
  { value: "yesterday", label: "Yesterday" },
  { value: "this_month", label: "This month" },
  { value: "last_month", label: "Last month" },
  { value: "this_quarter", label: "This quarter" },
  { value: "last_quarter", label: "Last quarter" },
  { value: "this_year", label: "This year" },
  { value: "last_year", label: "Last year" },
  { value: "all", label: "Since the first order" },
  { value: "custom", label: "Custom dates" },
];

export const COMPARISONS: readonly { readonly value: Comparison; readonly label: string }[] = [
  { value: "previous_period", label: "Previous period" },
  { value: "previous_year", label: "Previous year" },
  { value: "none", label: "No comparison" },
];
