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

const CHUNK_LENGTH = 1 << 18;

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
  // A lost connection is told twice, by the server's farewell and by the closed socket, and by no promise the second time.
  stream.on("error", () => {});
  const finished = once(stream, "finish");
  let failure: { readonly reason: unknown } | undefined;
  finished.catch((reason: unknown) => (failure = { reason }));
  const write = async (text: string) => {
    if (!stream.write(text)) await Promise.race([once(stream, "drain"), finished]);
    // The server may take rows faster than they are written: other work of the process gets its turn all the same.
    await setImmediate();
    if (failure !== undefined) throw failure.reason;
  };
  try {
    let buffered = "";
    for (const row of rows) {
      buffered += `${row.map(field).join("\t")}\n`;
      if (buffered.length < CHUNK_LENGTH) continue;
      await write(buffered);
      buffered = "";
    }
    stream.end(buffered);
    await finished;
  } catch (error) {
    // A row that cannot be made must not leave the connection waiting for the rest of them.
    if (failure === undefined) stream.destroy();
    throw error;
  }
  const { rowCount } = await tx.query(insert.text, insert.values);
  return rowCount ?? 0;
}
