import { moneyCell, type FileTable } from "~/features/page/files/file-table";
import type { WhatListsBring } from "./load-what-lists-bring.server";

/** What each list brought in each place, by the keys a store's own scripts may add to. */
export function whatListsBringTable({ results }: Pick<WhatListsBring, "results">, currencyCode: string): FileTable {
  return {
    columns: ["place", "list", "sessions_that_saw", "clicked", "added_to_cart", "assisted_sales"],
    rows: results.lists.map(({ place, list, seen, clicking, adding, assistedSales }) => [
      place,
      list,
      seen,
      clicking,
      adding,
      moneyCell(assistedSales, currencyCode),
    ]),
  };
}
