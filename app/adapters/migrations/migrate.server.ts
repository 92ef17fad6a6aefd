import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { createQueueSchema } from "~/adapters/jobs/schema.server";
import { environmentWith } from "~/process/env.server";
import { projectRoot } from "~/process/project-root.server";
import { Connection, type Database } from "~/adapters/db/connect/client.server";

/** Any constant: two set-ups of one database must pick the same. */
const SETUP_LOCK = 7_266_223;

export type SchemaState = "current" | "older" | "newer" | "missing";

/**
 * Brings the database behind `ownerUrl` to the schema of this code and gives the login in `appUrl` the rights it needs
 * and no more. Two at once take turns; one that was interrupted is simply run again.
 *
 * @throws {Error} with one sentence when the schema is newer than this code or a migration fails.
 */
export async function prepareDatabase(ownerUrl: string, appUrl: string): Promise<void> {
  const client = new Connection({ connectionString: ownerUrl, application_name: "comeback-setup" });
  await client.connect();
  try {
    // Held by a transaction, not by the session, so that it also holds behind a pooler.
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${SETUP_LOCK})`);
    await migrate(ownerUrl);
    await createQueueSchema(ownerUrl);
    await grantAppRole(client, new URL(appUrl));
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

/** Applies what is missing of `prisma/migrations`. */
async function migrate(ownerUrl: string): Promise<void> {
  const client = new Connection({ connectionString: ownerUrl });
  await client.connect();
  const state = await schemaState(client).finally(() => client.end());
  if (state === "current") return;
  if (state === "newer") {
    throw new Error("The database was set up by a newer version of this app; install that version to go on.");
  }
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  try {
    await promisify(execFile)(process.execPath, [prisma, "migrate", "deploy"], {
      cwd: projectRoot,
      env: environmentWith({
        MIGRATION_DATABASE_URL: ownerUrl,
        DATABASE_URL: ownerUrl,
        // Without it the command line insists on downloading a native engine it then does not use.
        PRISMA_CLI_QUERY_ENGINE_TYPE: "client",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      }),
    });
  } catch (cause) {
    const output = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim() : String(cause);
    throw new Error(`The database could not be migrated: ${output}`, { cause });
  }
}

/** How the schema of a database compares with the migrations this code brings along. */
export async function schemaState(db: Pick<Connection | Database["pool"], "query">): Promise<SchemaState> {
  const known = readdirSync(join(projectRoot, "prisma", "migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const { rows: tables } = await db.query<{ found: string | null }>(
    "SELECT to_regclass('_prisma_migrations') AS found",
  );
  if (!tables[0]?.found) return "missing";
  const { rows } = await db.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  if (known.some((name) => !applied.has(name))) return "older";
  return applied.size > known.length ? "newer" : "current";
}

/** Creates the login of `appUrl`: bound by row security, owner of nothing. */
async function grantAppRole(client: Connection, appUrl: URL): Promise<void> {
  const name = decodeURIComponent(appUrl.username);
  const role = client.escapeIdentifier(name);
  const password = client.escapeLiteral(decodeURIComponent(appUrl.password));
  const { rows: roles } = await client.query<{ isBound: boolean }>(
    'SELECT NOT (rolsuper OR rolbypassrls) AS "isBound" FROM pg_roles WHERE rolname = $1',
    [name],
  );
  const attributes = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${password}`;
  if (roles.length === 0) await client.query(`CREATE ROLE ${role} ${attributes}`);
  // A login belongs to the whole server: it is left alone while it works, for other databases may use it too.
  else if (!roles[0]?.isBound || !(await canLogIn(appUrl))) await client.query(`ALTER ROLE ${role} ${attributes}`);
  const { rows } = await client.query<{ name: string }>("SELECT current_database() AS name");
  await client.query(`
    GRANT CONNECT, TEMPORARY ON DATABASE ${client.escapeIdentifier(rows[0]?.name ?? "")} TO ${role};
    GRANT USAGE ON SCHEMA public, pgboss TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, pgboss TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA pgboss TO ${role};
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public, pgboss GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
  `);
}

async function canLogIn(url: URL): Promise<boolean> {
  const client = new Connection({ connectionString: url.href, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
