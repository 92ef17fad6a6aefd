import { csvLine, type CsvCell } from "~/domain/csv";
import type { ExplainedRow } from "~/domain/metrics/explain/explained-row";
import { DEFAULT_ORDER } from "~/domain/metrics/explain/list-order";
import { formatDecimal, roundHalfAwayFromZero } from "~/domain/money";
import type { AppContext } from "~/context/context.server";
import { MOST_EXPORTED_ROWS, type CsvFile } from "~/features/page/files/csv-file";
import { withExplained, type ExplainRequest } from "./explain.server";
import type { ListColumn } from "./explanation";
import { listColumns } from "./list-columns";

const DAY_DECIMALS = 6;

/**
 * All rows behind a number as a CSV file. The text is complete before the first byte is sent: a reader on a slow line
 * must not keep a transaction open, and a file that breaks off would look whole.
 */
export function exportList(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  request: ExplainRequest,
): Promise<CsvFile> {
  const { key, range, order = DEFAULT_ORDER } = request;
  return withExplained(context, shopId, request, async (_tx, { basis, shop, source }) => {
    const columns = listColumns(key, basis);
    const parts = [csvLine([...columns.flatMap(headerCells), "currency"])];
    let rows = 0;
    for await (const some of source.parts(order, MOST_EXPORTED_ROWS)) {
      rows += some.length;
      parts.push(some.map((row) => csvLine([...cellsOf(row, columns, shop.currencyCode), shop.currencyCode])).join(""));
    }
    return { name: `${key}-${range.from}-${range.to}.csv`, parts, rows };
  });
}

/** An order stands in a file by its id and by the name the merchant knows. */
function headerCells({ unit, key }: ListColumn): string[] {
  return unit === "order" ? [key, "order_name"] : [key];
}

function cellsOf(row: ExplainedRow, columns: readonly ListColumn[], currencyCode: string): CsvCell[] {
  return columns.flatMap((column): CsvCell[] => {
    const value = row[column.field];
    if (column.unit === "order") return [row.orderId, row.orderName];
    return [value === null ? null : cellOf(value, column, currencyCode)];
  });
}

function cellOf(value: string | number, { unit }: ListColumn, currencyCode: string): CsvCell {
  if (typeof value === "string") return value;
  switch (unit) {
    case "money":
      return formatDecimal(value, currencyCode);
    case "moment":
      return new Date(value).toISOString();
    case "days":
      return roundHalfAwayFromZero(value, DAY_DECIMALS);
    default:
      return value;
  }
}
