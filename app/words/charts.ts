import { charts as en } from "./en/charts";

export const CHART_TEXTS = { en };
