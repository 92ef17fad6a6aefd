import { openDatabase } from "~/adapters/db/connect/client.server";

/** Every table, the job queue's among them, in a row of which one of `texts` stands; searched as the owner. */
export async function tablesMentioning(ownerUrl: string, ...texts: readonly string[]): Promise<string[]> {
  const owner = openDatabase(ownerUrl);
  try {
    const { rows } = await owner.pool.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { schema, name } of rows) {
      const { rowCount } = await owner.pool.query(
        `SELECT FROM "${schema}"."${name}" t, unnest($1::text[], $2::bytea[]) AS needle (plain, bytes)
         WHERE position(needle.plain IN t::text) > 0 OR position(encode(needle.bytes, 'hex') IN t::text) > 0 LIMIT 1`,
        [texts, texts.map((text) => Buffer.from(text))],
      );
      if ((rowCount ?? 0) > 0) found.push(name);
    }
    return found;
  } finally {
    await owner.close();
  }
}
