import { compareIds } from "~/domain/orders/purchases";
import type { ExplainedRow } from "./explained-row";

export const SORT_KEYS = ["at", "numerator", "denominator", "value", "quantity", "days"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** How a list is sorted; rows without a value come last either way. */
export interface ListOrder {
  readonly by: SortKey;
  readonly isAscending: boolean;
}

/** Newest first. */
export const DEFAULT_ORDER: ListOrder = { by: "at", isAscending: false };

/** Reads `sort` of a page's address: a column, with a minus before it for the largest first. */
export function parseListOrder(sort: string | null): ListOrder {
  const by = SORT_KEYS.find((key) => key === sort?.replace(/^-/, ""));
  return by ? { by, isAscending: !sort?.startsWith("-") } : DEFAULT_ORDER;
}

export function sortParameter({ by, isAscending }: ListOrder): string {
  return isAscending ? by : `-${by}`;
}

/** Sorts as the database does; keys that are ids by their number. */
export function compareRows({ by, isAscending }: ListOrder): (a: ExplainedRow, b: ExplainedRow) => number {
  const direction = isAscending ? 1 : -1;
  return (a, b) => {
    const [first, second] = [a[by], b[by]];
    const byKey = direction * compareIds(a.key, b.key);
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byKey;
    return direction * (first - second) || byKey;
  };
}
