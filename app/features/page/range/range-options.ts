import { type Comparison, RANGE_PRESETS } from "~/domain/time/reporting-window";

export const RANGE_OPTIONS = Object.entries(RANGE_PRESETS).map(([value, label]) => ({ value, label }));

export const COMPARISON_OPTIONS: readonly { readonly value: Comparison; readonly label: string }[] = [
  { value: "previous_period", label: "Previous period" },
  { value: "previous_year", label: "Previous year" },
  { value: "none", label: "No comparison" },
];
