import { FORECAST_MONTHS, type ForecastMonths } from "~/domain/clv/forecast-months";
import { COHORT_PERIODS } from "~/domain/metrics/cohorts/period-cohorts";
import { PAGE_FIELDS } from "~/features/page/frame/page-controls";
import { keptParameters } from "~/ui/navigation/kept-parameters";

export const CUSTOMER_TABS = ["repeat", "cohorts", "value", "groups", "churn"] as const;
export type CustomerTab = (typeof CUSTOMER_TABS)[number];

export const COHORT_MEASURES = ["returning", "orders", "value"] as const;
export type CohortMeasure = (typeof COHORT_MEASURES)[number];

/** Per customer, or of the whole cohort. */
export const COHORT_SCALES = ["share", "absolute"] as const;
export type CohortScale = (typeof COHORT_SCALES)[number];

/** The fields of the address that belong to one tab. */
const TAB_FIELDS: Readonly<Record<CustomerTab, readonly string[]>> = {
  repeat: [],
  cohorts: ["period", "measure", "scale", "cohort", "offset", "page"],
  value: ["ahead", "anyway"],
  groups: ["group", "page"],
  churn: ["risk", "bought", "sort", "anyway", "page"],
};

/** Whether a tab is of the range in its address; the others are of the whole history, or of now. */
export function followsRange(tab: CustomerTab): boolean {
  return tab === "repeat" || tab === "value";
}

/** The tab an address asks for; anything unknown is the first. */
export function customerTab(params: URLSearchParams): CustomerTab {
  return CUSTOMER_TABS.find((tab) => tab === params.get("tab")) ?? "repeat";
}

/** How an address wants its cohorts; anything unknown is the first choice. */
export function cohortChoice(params: URLSearchParams) {
  return {
    period: COHORT_PERIODS.find((period) => period === params.get("period")) ?? "month",
    measure: COHORT_MEASURES.find((measure) => measure === params.get("measure")) ?? "returning",
    scale: COHORT_SCALES.find((scale) => scale === params.get("scale")) ?? "share",
  };
}

/** How many months ahead an address looks; a year unless it says otherwise. */
export function monthsAhead(params: URLSearchParams): ForecastMonths {
  return FORECAST_MONTHS.find((months) => String(months) === params.get("ahead")) ?? 12;
}

/** Whether an address asks for a forecast however poor it is. */
export function isPoorShown(params: URLSearchParams): boolean {
  return params.get("anyway") === "yes";
}

/** What range and filter must leave in the address: all but the page of a list, which begins again. */
export function fieldsKeptByControls(tab: CustomerTab): string[] {
  return ["tab", ...TAB_FIELDS[tab].filter((field) => field !== "page")];
}

/** The address of the same customers in another tab, or of the same tab with `changes`. */
export function customersAddress(search: string, tab: CustomerTab, changes: Readonly<Record<string, string>> = {}) {
  const isSameTab = customerTab(new URLSearchParams(search)) === tab;
  const own = isSameTab ? TAB_FIELDS[tab].filter((field) => field !== "page") : [];
  const kept = keptParameters(search, [...PAGE_FIELDS, ...own]);
  return `?${new URLSearchParams({ ...kept, tab, ...changes })}`;
}
