import type { ApiContext } from "./context";
import { badRequest } from "./errors";

/** The arguments a field was called with, as graphql-js hands them over. */
export type Args = Readonly<Record<string, unknown>>;

/** What a resolver answers for an object; `__typename` picks the table of its fields. */
export interface Source {
  readonly __typename: string;
}

/** One page of a connection. `EdgesOf...` types of the schema are served from it by name. */
export interface Page {
  readonly __connection: true;
  readonly items: readonly Source[];
  readonly cursorOf: (index: number) => string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

const MAX_PAGE = 250;

export interface PageRequest {
  readonly size: number;
  /** True when the last rows were asked for. */
  readonly fromEnd: boolean;
  readonly after: string | null;
  readonly before: string | null;
  readonly reverse: boolean;
}

export function pageRequest(args: Args): PageRequest {
  const first = sizeOf(args, "first");
  const last = sizeOf(args, "last");
  if (first === null && last === null) throw badRequest("you must provide one of first or last");
  if (first !== null && last !== null) throw badRequest("providing both first and last is not supported");
  return {
    size: first ?? last ?? 0,
    fromEnd: first === null,
    after: textOf(args["after"]),
    before: textOf(args["before"]),
    reverse: args["reverse"] === true,
  };
}

function sizeOf(args: Args, name: "first" | "last"): number | null {
  const value = args[name];
  if (typeof value !== "number") return null;
  if (value < 0) throw badRequest(`${name} must not be negative`);
  if (value > MAX_PAGE) throw badRequest(`${name} cannot exceed ${MAX_PAGE}`);
  return value;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function encodeCursor(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

export function decodeCursor(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(value)) return value;
  } catch {
    // Falls through to the refusal: what is no JSON is no cursor of ours.
  }
  throw badRequest(`Invalid cursor for current pagination sort: ${cursor}`);
}

/** A connection over a list that is at hand as a whole, such as the lines of an order. */
export function listConnection(context: ApiContext, all: readonly Source[], args: Args): Page {
  if (context.isBulk) {
    return { __connection: true, items: all, cursorOf: String, hasNextPage: false, hasPreviousPage: false };
  }
  const { size, fromEnd, after, before, reverse } = pageRequest(args);
  const ordered = reverse ? all.toReversed() : all;
  const begin = after === null ? 0 : Number(decodeCursor(after)[0]) + 1;
  const end = before === null ? ordered.length : Number(decodeCursor(before)[0]);
  const from = fromEnd ? Math.max(begin, end - size) : begin;
  const to = fromEnd ? end : Math.min(end, begin + size);
  return {
    __connection: true,
    items: ordered.slice(from, to),
    cursorOf: (index) => encodeCursor([from + index]),
    hasNextPage: to < ordered.length,
    hasPreviousPage: from > 0,
  };
}
