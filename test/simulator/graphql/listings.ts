import type { SQLInputValue } from "node:sqlite";
import type { Row } from "../store/database";
import { LISTED_AFTER_IDLE_MS } from "../store/checkouts";
import type { Args, Page, Source } from "./connections";
import { decodeCursor, encodeCursor, pageRequest } from "./connections";
import type { ApiContext } from "./context";
import { oldestVisibleOrder } from "./context";
import { absent, badRequest } from "./errors";
import { searchConditions } from "./search-query";
import type { SearchFields, SqlCondition } from "./search-query";

/** A table that a root connection lists. */
export interface Listing {
  readonly name: string;
  readonly table: string;
  /** Sort key of the schema to column. */
  readonly sortKeys: Readonly<Record<string, string>>;
  readonly fields: SearchFields;
  /** Rows the app may not see at all. */
  readonly visible: (context: ApiContext) => SqlCondition[];
  readonly sourceOf: (context: ApiContext, row: Row) => Source;
}

const TIMES = {
  created_at: { column: "created_at", kind: "time" },
  updated_at: { column: "updated_at", kind: "time" },
} as const;
const ID = { id: { column: "id", kind: "number" } } as const;

export const ORDER_FIELDS: SearchFields = {
  ...ID,
  ...TIMES,
  processed_at: { column: "processed_at", kind: "time" },
  customer_id: { column: "customer_id", kind: "number" },
  checkout_token: { column: "checkout_token", kind: "text" },
  cart_token: { column: "cart_token", kind: "text" },
  name: { column: "name", kind: "text" },
  test: { column: "is_test", kind: "boolean" },
  status(value) {
    const conditions: Record<string, string> = {
      any: "1",
      open: "cancelled_at IS NULL",
      not_closed: "1",
      cancelled: "cancelled_at IS NOT NULL",
    };
    const sql = conditions[value];
    if (sql === undefined) throw badRequest(`the order status "${value}" is absent in the simulator`);
    return { sql, values: [] };
  },
};
export const CUSTOMER_FIELDS: SearchFields = { ...ID, ...TIMES };
export const PRODUCT_FIELDS: SearchFields = {
  ...ID,
  ...TIMES,
  handle: { column: "handle", kind: "text" },
  status: (value) => ({ sql: "status = ?", values: [value.toUpperCase()] }),
};
export const VARIANT_FIELDS: SearchFields = { ...ID, product_id: { column: "product_id", kind: "number" } };
export const CHECKOUT_FIELDS: SearchFields = {
  ...ID,
  ...TIMES,
  recovery_state: (value) => ({
    sql: value === "recovered" ? "completed_at IS NOT NULL" : "completed_at IS NULL",
    values: [],
  }),
};

export const visibleOrders = (context: ApiContext): SqlCondition[] => [
  { sql: "created_at >= ?", values: [oldestVisibleOrder(context)] },
];

const FORGOTTEN_AFTER_MS = 90 * 86_400_000;

/**
 * Shopify's list of abandoned checkouts: contact details, idle for more than ten minutes at some time, and not begun at
 * a till. The invoice of a draft that was left is in it.
 */
export const listedCheckouts = ({ clock, profile }: ApiContext): SqlCondition[] => [
  {
    sql: "has_contact = 1 AND (was_idle = 1 OR coalesce(completed_at, ?) - updated_at > ?)",
    values: [clock(), LISTED_AFTER_IDLE_MS],
  },
  { sql: "doc ->> 'sourceName' <> 'pos' AND doc ->> 'deviceId' IS NULL", values: [] },
  {
    sql: "updated_at >= ?",
    values: [profile.forgetsOldCheckouts ? clock() - FORGOTTEN_AFTER_MS : Number.MIN_SAFE_INTEGER],
  },
];

function conditionsOf(listing: Listing, context: ApiContext, query: unknown): SqlCondition[] {
  return [
    { sql: "shop_id = ?", values: [context.shop.id] },
    ...listing.visible(context),
    ...searchConditions(typeof query === "string" ? query : null, listing.fields),
  ];
}

function where(conditions: readonly SqlCondition[]): { sql: string; values: SQLInputValue[] } {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(" AND "),
    values: conditions.flatMap(({ values }) => values),
  };
}

export function pageOf(listing: Listing, context: ApiContext, args: Args): Page {
  if (typeof args["savedSearchId"] === "string") throw absent(`${listing.name}(savedSearchId:)`);
  const request = pageRequest(args);
  const sortKey = String(args["sortKey"] ?? "ID");
  const column = listing.sortKeys[sortKey];
  if (column === undefined) throw absent(`${listing.name}(sortKey: ${sortKey})`);
  const descending = request.reverse !== request.fromEnd;
  const conditions = conditionsOf(listing, context, args["query"]);
  // A cursor stands between rows in the order the caller sees, whichever end it reads from.
  const boundary = (cursor: string | null, onwards: boolean) => {
    if (cursor === null) return;
    const [value, id] = decodeCursor(cursor) as SQLInputValue[];
    const operator = onwards !== request.reverse ? ">" : "<";
    conditions.push({ sql: `(${column}, id) ${operator} (?, ?)`, values: [value ?? null, id ?? null] });
  };
  boundary(request.after, true);
  boundary(request.before, false);
  const direction = descending ? "DESC" : "ASC";
  const { sql, values } = where(conditions);
  const rows = context.database.all(
    `SELECT * FROM ${listing.table} WHERE ${sql} ORDER BY ${column} ${direction}, id ${direction} LIMIT ?`,
    ...values,
    request.size + 1,
  );
  const isMore = rows.length > request.size;
  const page = rows.slice(0, request.size);
  if (request.fromEnd) page.reverse();
  return {
    __connection: true,
    items: page.map((row) => listing.sourceOf(context, row)),
    cursorOf: (index) => encodeCursor([page[index]?.[column] ?? null, page[index]?.["id"] ?? null]),
    hasNextPage: request.fromEnd ? request.before !== null : isMore,
    hasPreviousPage: request.fromEnd ? isMore : request.after !== null,
  };
}

/** @param limit - counting stops there; null counts everything. */
export function countOf(
  listing: Listing,
  context: ApiContext,
  query: unknown,
  limit: unknown,
): { count: number; precision: "EXACT" | "AT_LEAST" } {
  const { sql, values } = where(conditionsOf(listing, context, query));
  const ceiling = typeof limit === "number" ? limit : Number.MAX_SAFE_INTEGER;
  const counted = Number(
    context.database.get(
      `SELECT count(*) AS n FROM (SELECT 1 FROM ${listing.table} WHERE ${sql} LIMIT ?)`,
      ...values,
      Math.min(ceiling + 1, Number.MAX_SAFE_INTEGER),
    )?.["n"],
  );
  return counted > ceiling ? { count: ceiling, precision: "AT_LEAST" } : { count: counted, precision: "EXACT" };
}

/** All rows by id, a block at a time; memory stays flat and other commands may run between blocks. */
export function* blocksOf(listing: Listing, context: ApiContext, query: unknown, size: number): Generator<Source[]> {
  const { sql, values } = where([...conditionsOf(listing, context, query), { sql: "id > ?", values: [] }]);
  for (let after: SQLInputValue = 0; ;) {
    const rows = context.database.all(
      `SELECT * FROM ${listing.table} WHERE ${sql} ORDER BY id LIMIT ?`,
      ...values,
      after,
      size,
    );
    if (rows.length === 0) return;
    yield rows.map((row) => listing.sourceOf(context, row));
    after = rows.at(-1)?.["id"] ?? 0;
  }
}
