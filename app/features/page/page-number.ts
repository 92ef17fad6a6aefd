import type { Paged } from "./page-view";

export const PAGE_SIZE = 50;

/** Reads `page` of an address, from 1; anything else is the first page. */
export function pageNumber(params: URLSearchParams): number {
  const asked = params.get("page") ?? "";
  return /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
}

/** How many pages a list has; an empty one has a page that says so. */
export function pageCount(total: number, pageSize: number): number {
  return Math.max(1, Math.ceil(total / pageSize));
}

/** The rows of one page, or of the last one when there are not so many pages. */
export async function readPage<Row>(
  asked: number,
  total: number,
  read: (window: { readonly offset: number; readonly limit: number }) => Promise<readonly Row[]>,
  pageSize: number = PAGE_SIZE,
): Promise<Paged<Row>> {
  const page = Math.min(asked, pageCount(total, pageSize));
  const rows = total === 0 ? [] : await read({ offset: (page - 1) * pageSize, limit: pageSize });
  return { rows, page, pageSize, total };
}
