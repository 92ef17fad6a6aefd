import { charts as en } from "../en/parts/charts";

export const CHART_TEXTS = { en };
