import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Tx } from "./tenant.server";

export type CopyValue = string | number | boolean | Date | null | readonly string[];

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const escape = (text: string) => (/[\\\t\n\r]/.test(text) ? text.replace(SPECIAL, (c) => ESCAPES[c] ?? c) : text);

function field(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escape(value);
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (value instanceof Date) return value.toISOString();
  return escape(`{${value.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`);
}

/**
 * Rows into a table through COPY. Row security refuses COPY into a tenant table, so the rows go into a temporary
 * copy of it, which ends with the transaction, and from there on by `insert`, a statement that reads from
 * `incoming_<table>`.
 */
export async function copyThrough(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
  insert: { readonly text: string; readonly values: unknown[] },
): Promise<number> {
  const incoming = `incoming_${table}`;
  await tx.query(`CREATE TEMP TABLE IF NOT EXISTS ${incoming} (LIKE ${table} INCLUDING DEFAULTS) ON COMMIT DROP`);
  await tx.query(`TRUNCATE ${incoming}`);
  const stream = tx.client.query(copyFrom(`COPY ${incoming} (${columns.join(", ")}) FROM STDIN`));
  const finished = once(stream, "finish");
  // Awaited below; a failure while rows are still being written must not count as unhandled meanwhile.
  finished.catch(() => {});
  let buffered = "";
  for (const row of rows) {
    buffered += `${row.map(field).join("\t")}\n`;
    if (buffered.length >= 1 << 18) {
      if (!stream.write(buffered)) await Promise.race([once(stream, "drain"), finished]);
      buffered = "";
      // The server may take rows faster than they are written: other work of the process gets its turn all the same.
      await setImmediate();
    }
  }
  stream.end(buffered);
  await finished;
  const { rowCount } = await tx.query(insert.text, insert.values);
  return rowCount ?? 0;
}
