import { chartPeriods } from "~/features/page/cards/chart-periods";
import { moneyCell, type FileTable } from "~/features/page/files/file-table";
import { trendTable } from "~/features/page/files/trend-table";
import type { Overview } from "./overview";

/** The tables of the overview by their names in an address. */
export const OVERVIEW_TABLES: Readonly<Record<string, (view: Overview) => FileTable>> = {
  overview_net_sales: ({ chart, shop }) =>
    trendTable(chart.key, chartPeriods(chart.points, chart.comparison), (value) => moneyCell(value, shop.currencyCode)),
};
