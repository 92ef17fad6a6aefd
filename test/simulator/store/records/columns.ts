import type { Database, Row } from "../database";

/**
 * How records lie in the tables: what is searched or sorted stands in columns, the rest in one JSON document.
 */
export function documentOf(row: Row): object {
  return JSON.parse(String(row["doc"])) as object;
}

/**
 * Writes a record, `document` being what has no column. Where it is there already, its document and the columns
 * `changing` are replaced: the others stay as they were at first.
 */
export function writeRecord(
  database: Database,
  table: string,
  columns: Row,
  changing: readonly string[],
  document: object,
): void {
  const names = [...Object.keys(columns), "doc"];
  const changes = [...changing, "doc"].map((name) => `${name} = excluded.${name}`);
  database.run(
    `INSERT INTO "${table}" (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})
     ON CONFLICT (shop_id, id) DO UPDATE SET ${changes.join(", ")}`,
    ...Object.values(columns),
    JSON.stringify(document),
  );
}

export function numberOrNull(value: Row[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

export function textOrNull(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
