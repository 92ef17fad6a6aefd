import type { Row } from "../database";

/**
 * How records lie in the tables: what is searched or sorted stands in columns, the rest in one JSON document.
 */
export function documentOf(row: Row): object {
  return JSON.parse(String(row["doc"])) as object;
}

export function numberOrNull(value: Row[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

export function textOrNull(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
