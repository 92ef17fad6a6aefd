import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import type { CsvFile } from "~/features/page/files/csv-file";
import { reportCsv, reportTableNames } from "./report-csv";
import { shopReport, type ReportRequest } from "./shop-report.server";

/** One table of a report as a file, or the names of the tables there are, when there is no such one. */
export async function exportReport(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  table: string,
  request: ReportRequest,
): Promise<CsvFile | { readonly tables: readonly string[] }> {
  const report = await shopReport(context, shopId, request);
  const profile = await withShop(context.db, shopId, (tx) => readShopProfile(tx, shopId));
  const parts = reportCsv(report, table, profile?.currencyCode ?? "");
  if (parts === null) return { tables: reportTableNames(report) };
  return { name: `${table}-${request.from}-${request.to}.csv`, parts, rows: parts.length - 1 };
}
