import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { openDatabase, type Database } from "~/adapters/db/connect/client.server";

export interface TestDatabase {
  readonly db: Database;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** With `db`, what reading asks of the context. */
  now(): number;
  drop(): Promise<void>;
}

declare module "vitest" {
  interface ProvidedContext {
    templateOwnerUrl: string;
    templateAppUrl: string;
  }
}

/** A database of its own for one test file: a copy of the migrated template on the server of this run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject("templateOwnerUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await runOn(template, `CREATE DATABASE ${name} TEMPLATE ${databaseOf(template)}`);
  const appUrl = withDatabase(inject("templateAppUrl"), name);
  const db = openDatabase(appUrl);
  return {
    db,
    ownerUrl: withDatabase(template, name),
    appUrl,
    now: Date.now,
    async drop() {
      await db.close();
      await runOn(template, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Statements that cannot run inside the database they concern run in `postgres`. */
async function runOn(ownerUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(ownerUrl, "postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

const databaseOf = (url: string) => new URL(url).pathname.slice(1);
