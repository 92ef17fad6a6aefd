import type pg from "pg";
import type { Database } from "~/adapters/db/connect/client.server";

export class Killed extends Error {
  override readonly name = "Killed";
}

/**
 * The database as a process sees it that dies at its `query`-th statement: that one and all later ones fail, and what
 * was not committed is gone.
 */
export function dyingDatabase(db: Database, query: number): Database {
  let left = query;
  const pool = new Proxy(db.pool, {
    get(target, name) {
      if (name !== "connect") return Reflect.get(target, name, target) as unknown;
      return async () => {
        if (left <= 0) throw new Killed();
        const client = await target.connect();
        return new Proxy(client, {
          get(connection, member) {
            if (member === "query") {
              return (...args: Parameters<pg.PoolClient["query"]>) => {
                const isEnd = args[0] === ("ROLLBACK" as never);
                if (!isEnd && --left <= 0) throw new Killed();
                return connection.query(...args);
              };
            }
            const value = Reflect.get(connection, member, connection) as unknown;
            return typeof value === "function" ? (value.bind(connection) as unknown) : value;
          },
        });
      };
    },
  });
  return { ...db, pool };
}
