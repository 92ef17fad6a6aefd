import { BLANK_ROW, type ExplainedRow, type ListTotals } from "~/domain/metrics/explain/explained-row";
import type { ListOrder, SortKey } from "~/domain/metrics/explain/list-order";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** The facts behind a number as a query of them: columns named as in `ExplainedRow`, listed or not. */
export interface FactQuery {
  readonly sql: string;
  /** Bound to $1, $2 and so on; the shop is $1. */
  readonly values: readonly unknown[];
  readonly hasDenominator: boolean;
  /** Whether every fact is an observation of the number, so that one of zero is listed too. */
  readonly listsZeros?: boolean;
}

/** A fact is listed when it adds to either part, or is counted whatever it adds. */
const isListed = ({ listsZeros = false }: FactQuery) => (listsZeros ? "true" : "(numerator <> 0 OR denominator <> 0)");

const SORT_COLUMNS: Readonly<Record<SortKey, string>> = {
  at: "at",
  numerator: "numerator",
  denominator: "denominator",
  value: "value",
  quantity: "quantity",
  days: "days",
};

const ROWS_AT_ONCE = 2_000;

type StoredRow = Partial<Record<keyof ExplainedRow, unknown>>;

/** What the listed facts add up to. */
export async function readListTotals(tx: Tx, query: FactQuery): Promise<ListTotals> {
  const { sql, values, hasDenominator } = query;
  const { rows } = await tx.query<{ count: string; numerator: string | null; denominator: string | null }>(
    `SELECT count(*) AS count, sum(numerator) AS numerator, sum(denominator) AS denominator
     FROM (${sql}) fact WHERE ${isListed(query)}`,
    [...values],
  );
  return {
    count: Number(rows[0]?.count ?? 0),
    numerator: Number(rows[0]?.numerator ?? 0),
    denominator: hasDenominator ? Number(rows[0]?.denominator ?? 0) : null,
  };
}

/** `limit` of the listed facts from the `offset`-th on. */
export async function readListPage(
  tx: Tx,
  query: FactQuery,
  order: ListOrder,
  limit: number,
  offset: number,
): Promise<ExplainedRow[]> {
  const { rows } = await tx.query<StoredRow>(
    `${ordered(query, order)} LIMIT $${query.values.length + 1} OFFSET $${query.values.length + 2}`,
    [...query.values, limit, offset],
  );
  return rows.map((row) => rowFrom(row, query));
}

/** The listed facts a few thousand at a time, `most` in all; the transaction must stay open meanwhile. */
export async function* readListInParts(
  tx: Tx,
  query: FactQuery,
  order: ListOrder,
  most: number,
): AsyncGenerator<ExplainedRow[]> {
  await tx.query(`DECLARE explained NO SCROLL CURSOR FOR ${ordered(query, order)} LIMIT $${query.values.length + 1}`, [
    ...query.values,
    most,
  ]);
  for (;;) {
    const { rows } = await tx.query<StoredRow>(`FETCH ${ROWS_AT_ONCE} FROM explained`);
    if (rows.length > 0) yield rows.map((row) => rowFrom(row, query));
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await tx.query("CLOSE explained");
}

/** Sort columns come from a fixed list, and the key makes the order total. */
function ordered(query: FactQuery, { by, isAscending }: ListOrder): string {
  const direction = isAscending ? "ASC" : "DESC";
  return `SELECT * FROM (${query.sql}) fact WHERE ${isListed(query)}
          ORDER BY ${SORT_COLUMNS[by]} ${direction} NULLS LAST, key ${direction}`;
}

function rowFrom(row: StoredRow, { hasDenominator }: FactQuery): ExplainedRow {
  const amount = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  return {
    ...BLANK_ROW,
    ...(row as Partial<ExplainedRow>),
    key: String(row.key),
    at: (row.at as Date).getTime(),
    quantity: amount(row.quantity),
    value: amount(row.value),
    days: amount(row.days),
    numerator: Number(row.numerator),
    denominator: hasDenominator ? Number(row.denominator) : null,
  };
}
