import type { ListResult } from "~/adapters/db/recommendations/list-results.server";
import { formatDecimal } from "~/domain/money";

/** What each list brought in each place. */
export interface ReportedList extends Omit<ListResult, "assistedSales"> {
  readonly assistedSales: string;
}

export function reportedLists(lists: readonly ListResult[], currencyCode: string): ReportedList[] {
  return lists.map((list) => ({ ...list, assistedSales: formatDecimal(list.assistedSales, currencyCode) }));
}
