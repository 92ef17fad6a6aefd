import type { AppContext } from "~/context/context.server";
import { ABANDONMENT_TABLES } from "~/features/abandonment/abandonment-tables";
import { loadAbandonment } from "~/features/abandonment/load-abandonment.server";
import { CONVERSION_TABLES } from "~/features/conversion/conversion-tables";
import { loadConversion } from "~/features/conversion/load-conversion.server";
import { COHORTS_TABLES, GROUPS_TABLES, REPEAT_TABLES, VALUE_TABLES } from "~/features/customers/customers-tables";
import { CHURN_TABLES } from "~/features/customers/expected/risk-tables";
import { loadCohorts } from "~/features/customers/load-cohorts.server";
import { loadGroups } from "~/features/customers/load-groups.server";
import { loadRepeat } from "~/features/customers/load-repeat.server";
import { loadValue } from "~/features/customers/load-value.server";
import { loadDefinitionsPage } from "~/features/definitions/load-definitions-page.server";
import { loadChurnRisk } from "~/features/forecast/load-churn-risk.server";
import { GOALS_TABLES } from "~/features/goals/goals-tables";
import { loadGoals } from "~/features/goals/load-goals.server";
import { loadOrders } from "~/features/orders/load-orders.server";
import { ORDERS_TABLES } from "~/features/orders/orders-tables";
import { loadOverview } from "~/features/overview/load-overview.server";
import { OVERVIEW_TABLES } from "~/features/overview/overview-tables";
import { MOST_EXPORTED_ROWS, type CsvFile } from "~/features/page/files/csv-file";
import { tableFile, type FileTable } from "~/features/page/files/file-table";
import type { PageView } from "~/features/page/page-view";
import { shopFormat } from "~/features/page/shop-format.server";
import { loadWhatListsBring } from "~/features/recommendations/experiment/load-what-lists-bring.server";
import { whatListsBringTable } from "~/features/recommendations/experiment/what-lists-bring-table";
import { loadRecommendations } from "~/features/recommendations/load-recommendations.server";
import { listSearch } from "~/ui/navigation/list-search";
import { recommendationsTable } from "~/features/recommendations/recommendations-table";
import { loadCheck } from "~/features/reconciliation/load-check.server";
import { loadSettings } from "~/features/settings/load-settings.server";
import type { DataSettings } from "~/features/settings/settings-page";
import {
  CHECK_TABLES,
  changeHistoryTable,
  letterTable,
  metricListTable,
  ordersNotReadTable,
  previewTable,
  topicTable,
} from "~/features/settings/settings-tables";

/** Their lists hold a few entries each. */
const MOST_EXPORTED_PRODUCTS = MOST_EXPORTED_ROWS / 10;

interface PageFileRequest {
  readonly context: AppContext;
  readonly shopId: string;
  /** What the page's own address says. */
  readonly params: URLSearchParams;
  readonly signal: AbortSignal;
}

/** Makes one table of one page, from the very view that the page shows. */
type PageFile = (name: string, request: PageFileRequest) => Promise<CsvFile>;

const PAGE_FILES: Readonly<Record<string, PageFile>> = {
  ...ofRange(OVERVIEW_TABLES, loadOverview),
  ...ofRange(ORDERS_TABLES, loadOrders),
  ...ofRange(REPEAT_TABLES, loadRepeat),
  ...ofRange(COHORTS_TABLES, (context, shopId, params) =>
    loadCohorts(context, shopId, params, context.now(), MOST_EXPORTED_ROWS),
  ),
  ...ofRange(VALUE_TABLES, loadValue),
  ...ofRange(GROUPS_TABLES, (context, shopId, params) =>
    loadGroups(context, shopId, params, context.now(), MOST_EXPORTED_ROWS),
  ),
  ...ofRange(CHURN_TABLES, (context, shopId, params) =>
    loadChurnRisk(context, shopId, params, context.now(), MOST_EXPORTED_ROWS),
  ),
  ...ofRange(ABANDONMENT_TABLES, (context, shopId, params) =>
    loadAbandonment(context, shopId, params, context.now(), MOST_EXPORTED_ROWS),
  ),
  ...ofRange(CONVERSION_TABLES, loadConversion),
  ...filesOf(CHECK_TABLES, (table) => async (name, { context, shopId, params, signal }) => {
    const { view } = await loadCheck(context, shopId, params, signal);
    return tableFile(datedName(name, view.range), table(view), view.shop.currencyCode);
  }),
  ...filesOf(GOALS_TABLES, (table) => async (name, { context, shopId }) => {
    const view = await loadGoals(context, shopId);
    return tableFile(name, table(view), view.shop.currencyCode);
  }),
  definitions_numbers: async (name, { context, shopId, params }) => {
    const { view, search } = await loadDefinitionsPage(context, shopId, params);
    return tableFile(name, metricListTable(search, view.version), view.shop.currencyCode);
  },
  definitions_changes: async (name, { context, shopId, params }) => {
    const { view } = await loadDefinitionsPage(context, shopId, params);
    return tableFile(name, changeHistoryTable(view), view.shop.currencyCode);
  },
  definitions_preview: async (name, { context, shopId, params }) => {
    const { view, preview } = await loadDefinitionsPage(context, shopId, params);
    const { currencyCode } = view.shop;
    if (preview?.status !== "ready") return tableFile(name, { columns: ["key"], rows: [] }, currencyCode);
    return tableFile(datedName(name, preview.preview.range), previewTable(preview.preview, currencyCode), currencyCode);
  },
  recommendations_lists: async (name, { context, shopId, params }) => {
    const search = listSearch(params);
    const data = await loadRecommendations(context, shopId, { page: 1, search, perPage: MOST_EXPORTED_PRODUCTS });
    const { currencyCode } = await shopFormat(context, shopId);
    return tableFile(name, recommendationsTable(data), currencyCode);
  },
  recommendations_results: async (name, { context, shopId }) => {
    const brought = await loadWhatListsBring(context, shopId);
    const { currencyCode } = await shopFormat(context, shopId);
    return tableFile(datedName(name, brought.range), whatListsBringTable(brought, currencyCode), currencyCode);
  },
  data_messages: ofData(topicTable),
  data_orders_not_read: ofData(ordersNotReadTable),
  data_unusable: ofData(letterTable),
};

/** The file of a table that stands on a page; null when no page has one of that name. */
export async function pageFile(name: string, request: PageFileRequest): Promise<CsvFile | null> {
  const file = Object.hasOwn(PAGE_FILES, name) ? PAGE_FILES[name] : undefined;
  return file ? file(name, request) : null;
}

function ofData(table: (data: DataSettings) => FileTable): PageFile {
  return async (name, { context, shopId }) => {
    const { data, shop } = await loadSettings(context, shopId);
    return tableFile(name, table(data), shop.currencyCode);
  };
}

function ofRange<View extends PageView>(
  tables: Readonly<Record<string, (view: View) => FileTable>>,
  load: (context: AppContext, shopId: string, params: URLSearchParams) => Promise<View>,
): Record<string, PageFile> {
  return filesOf(tables, (table) => async (name, { context, shopId, params }) => {
    const view = await load(context, shopId, params);
    return tableFile(datedName(name, view.window.range), table(view), view.shop.currencyCode);
  });
}

function filesOf<View>(
  tables: Readonly<Record<string, (view: View) => FileTable>>,
  fileOf: (table: (view: View) => FileTable) => PageFile,
): Record<string, PageFile> {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, fileOf(table)]));
}

function datedName(name: string, { from, to }: { readonly from: string; readonly to: string }): string {
  return `${name}-${from}-${to}`;
}
