import type { SQLInputValue } from "node:sqlite";
import { badRequest } from "./errors";

/** A filter of a search text such as `updated_at:>='2026-01-01T00:00:00Z' id:>5`. */
export interface SearchTerm {
  readonly field: string;
  readonly operator: ">" | ">=" | "<" | "<=" | "=";
  readonly value: string;
}

/**
 * Reads the part of Shopify's search syntax that the simulator knows: filters joined by a space or AND. Quoting
 * matters as it does there: an unquoted moment ends at its second colon.
 */
export function parseSearch(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  const pattern = /\s*(?:AND\s+)?([a-z_]+):(>=|<=|>|<|=)?(?:'([^']*)'|"([^"]*)"|([^\s'"]+))\s*/gy;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw badRequest(`the simulator cannot read the search text from "${text.slice(start)}"`);
    const [, field = "", operator = "=", single, double, bare] = match;
    if (bare !== undefined && bare.includes(":")) {
      throw badRequest(`"${bare}" must be quoted in a search text, because it holds a colon`);
    }
    terms.push({ field, operator: operator as SearchTerm["operator"], value: single ?? double ?? bare ?? "" });
  }
  return terms;
}

export type ColumnKind = "time" | "number" | "text" | "boolean";

/** How a filter's name becomes SQL: a column of a kind, or its own condition. */
export type SearchFields = Readonly<
  Record<string, { readonly column: string; readonly kind: ColumnKind } | ((value: string) => SqlCondition)>
>;

export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

export function searchConditions(text: string | null, fields: SearchFields): SqlCondition[] {
  if (text === null) return [];
  return parseSearch(text).map(({ field, operator, value }) => {
    const known = fields[field];
    if (known === undefined) throw badRequest(`the search filter "${field}" is absent in the simulator`);
    if (typeof known === "function") return known(value);
    return { sql: `${known.column} ${operator} ?`, values: [valueOf(value, known.kind, field)] };
  });
}

function valueOf(text: string, kind: ColumnKind, field: string): SQLInputValue {
  if (kind === "text") return text;
  if (kind === "boolean") return text === "true" ? 1 : 0;
  const value = kind === "time" ? Date.parse(text) : Number(/(\d+)$/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(value)) throw badRequest(`"${text}" is no value for the search filter "${field}"`);
  return value;
}
