import { createHmac } from "node:crypto";
import type { ServerEnv } from "~/process/env.server";
import { Connection } from "~/adapters/db/connect/client.server";
import { prepareDatabase, schemaState } from "~/adapters/migrations/migrate.server";

export interface ProvidedDatabase {
  /** The login that row security binds. */
  readonly appUrl: string;
  /** The owner of the schema, where this process knows it. */
  readonly ownerUrl: string | null;
  readonly isEmbedded: boolean;
  /** Lets go of the embedded server; the last process out stops it. */
  stop(): Promise<void>;
}

export type DatabaseEnv = Pick<ServerEnv, "COMEBACK_DATA_DIR"> &
  Partial<Pick<ServerEnv, "NODE_ENV" | "DATABASE_URL" | "MIGRATION_DATABASE_URL" | "COMEBACK_EMBEDDED_DATABASE">>;

/**
 * The database the settings name: the server behind DATABASE_URL, or else the embedded one, started and set up; in
 * production only when the settings ask for that one.
 *
 * A DATABASE_URL alone that names an administrator is taken as the owner, and the restricted login is derived from it,
 * because row security does not bind an administrator.
 *
 * @throws {Error} with one sentence when no usable database is there.
 */
export async function provideDatabase(env: DatabaseEnv): Promise<ProvidedDatabase> {
  const { DATABASE_URL: given, MIGRATION_DATABASE_URL: owner } = env;
  if (!given && !owner) {
    if (!(env.COMEBACK_EMBEDDED_DATABASE ?? env.NODE_ENV !== "production")) {
      throw new Error(
        "DATABASE_URL is not set: name a PostgreSQL server there, or set COMEBACK_EMBEDDED_DATABASE=1 to keep the data on this machine.",
      );
    }
    // Only here, so that a process with a server of its own never loads what starts one.
    const { ensureEmbeddedDatabase } = await import("~/embedded-postgres/embedded.server");
    const server = await ensureEmbeddedDatabase({ dataDir: env.COMEBACK_DATA_DIR });
    await prepareDatabase(server.ownerUrl, server.appUrl).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return { appUrl: server.appUrl, ownerUrl: server.ownerUrl, isEmbedded: true, stop: () => server.stop() };
  }
  const stop = async () => {};
  if (owner) return { appUrl: given ?? restrictedLogin(owner), ownerUrl: owner, isEmbedded: false, stop };
  const url = given ?? "";
  return (await isAdministrator(url))
    ? { appUrl: restrictedLogin(url), ownerUrl: url, isEmbedded: false, stop }
    : { appUrl: url, ownerUrl: null, isEmbedded: false, stop };
}

/** A login for the app whose password follows from the owner's, so that every process finds the same one. */
function restrictedLogin(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.password = createHmac("sha256", decodeURIComponent(url.password)).update("comeback_app").digest("base64url");
  url.username = "comeback_app";
  return url.href;
}

async function isAdministrator(url: string): Promise<boolean> {
  const rows = await ask<{ found: boolean }>(
    url,
    "SELECT rolsuper OR rolbypassrls AS found FROM pg_roles WHERE rolname = current_user",
  );
  return rows[0]?.found ?? false;
}

/**
 * Refuses a database this code cannot work on, before anything relies on it.
 *
 * @throws {Error} with one sentence that says what to do.
 */
export async function checkDatabase(appUrl: string): Promise<void> {
  const client = await connect(appUrl);
  try {
    const state = await schemaState(client);
    if (state === "missing" || state === "older") {
      throw new Error(
        `The database ${state === "missing" ? "is not set up" : "was set up by an older version"}; run npm run setup.`,
      );
    }
    if (state === "newer") {
      throw new Error("The database was set up by a newer version of this app; install that version to go on.");
    }
  } finally {
    await client.end();
  }
}

/** How far the clock the database dates by lies ahead of this machine's. */
export async function databaseAheadMs(appUrl: string): Promise<number> {
  const [row] = await ask<{ at: Date }>(appUrl, "SELECT clock_timestamp() + app_clock_ahead() AS at");
  return (row?.at.getTime() ?? Date.now()) - Date.now();
}

async function ask<Row extends object>(url: string, query: string): Promise<Row[]> {
  const client = await connect(url);
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<Connection> {
  const client = new Connection({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: "comeback",
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw new Error(whyNotConnected(error, new URL(url)), { cause: error });
  }
}

function whyNotConnected(error: unknown, { hostname, port, username, pathname }: URL): string {
  const place = `${hostname}:${port || 5432}`;
  const code = error instanceof Error && "code" in error ? error.code : "";
  switch (code) {
    case "ECONNREFUSED":
      return `No PostgreSQL server answers at ${place}; start it or correct DATABASE_URL.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The database host ${hostname} is not known; correct DATABASE_URL.`;
    case "28P01":
    case "28000":
      return `The PostgreSQL server at ${place} refuses the login ${username}; correct DATABASE_URL or run npm run setup.`;
    case "3D000":
      return `The PostgreSQL server at ${place} has no database named ${pathname.slice(1)}; create it or correct DATABASE_URL.`;
    default:
      return `The database at ${place} cannot be used: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
