import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { prepareDatabase, schemaState } from "~/adapters/migrations/migrate.server";
import { checkDatabase, provideDatabase } from "~/context/provide-database.server";
import { withDatabase } from "../../support/database/database";
import { startCommand } from "../../support/processes/command-process";

let name: string;
let ownerUrl: string;
let appUrl: string;

async function runAsOwner<Row extends object>(text: string, url = ownerUrl): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const maintenanceUrl = () => withDatabase(ownerUrl, "postgres");

beforeEach(async () => {
  name = `migrate_${randomBytes(6).toString("hex")}`;
  ownerUrl = withDatabase(inject("templateOwnerUrl"), name);
  const app = new URL(ownerUrl);
  app.username = name;
  app.password = "app password";
  appUrl = app.href;
  await runAsOwner(`CREATE DATABASE ${name}`, maintenanceUrl());
});

afterEach(async () => {
  await runAsOwner(`DROP DATABASE ${name} WITH (FORCE)`, maintenanceUrl());
  await runAsOwner(`DROP ROLE IF EXISTS ${name}`, maintenanceUrl());
});

const state = () => {
  const client = new pg.Client({ connectionString: ownerUrl });
  return client
    .connect()
    .then(() => schemaState(client))
    .finally(() => client.end());
};

describe("setting up a database", () => {
  it("D9: is done once by two who begin at the same moment", async () => {
    const setup = () =>
      startCommand("app/commands/setup.ts", [], { MIGRATION_DATABASE_URL: ownerUrl, DATABASE_URL: appUrl });
    const both = [setup(), setup()];
    const codes = await Promise.all(both.map(({ ended }) => ended));
    expect(codes, both.map(({ output }) => output()).join("\n")).toEqual([0, 0]);
    expect(await state()).toBe("current");
    expect(await runAsOwner("SELECT migration_name FROM _prisma_migrations GROUP BY 1 HAVING count(*) > 1")).toEqual(
      [],
    );
    await checkDatabase(appUrl);
  });

  it("D9: goes on where a killed one stopped", async () => {
    const setup = startCommand("app/commands/setup.ts", [], { MIGRATION_DATABASE_URL: ownerUrl, DATABASE_URL: appUrl });
    // The owner's lock is the first thing a set-up does to the database.
    for (;;) {
      const [waiting] = await runAsOwner<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = '${name}' AND application_name = 'comeback-setup'`,
        maintenanceUrl(),
      );
      if (waiting?.n) break;
    }
    await setup.kill("SIGKILL");
    await prepareDatabase(ownerUrl, appUrl);
    expect(await state()).toBe("current");
    await checkDatabase(appUrl);
  });

  it("D9: is refused by code older than the schema", async () => {
    await prepareDatabase(ownerUrl, appUrl);
    await runAsOwner(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
                      VALUES ('x', 'x', '29990101000000_from_the_future', now())`);
    expect(await state()).toBe("newer");
    await expect(prepareDatabase(ownerUrl, appUrl)).rejects.toThrow(/newer version of this app/);
    await expect(checkDatabase(appUrl)).rejects.toThrow(/newer version of this app/);
  });

  it("gives the app a login of its own when only the owner is known", async () => {
    const provided = await provideDatabase({ DATABASE_URL: ownerUrl, COMEBACK_DATA_DIR: "unused" });
    expect(new URL(provided.appUrl).username).toBe("comeback_app");
    expect(provided.ownerUrl).toBe(ownerUrl);
  });

  it.each([
    [
      "a server that is not there",
      (url: URL) => void (url.port = "1"),
      /^No PostgreSQL server answers at 127\.0\.0\.1:1;/,
    ],
    [
      "a host that does not exist",
      (url: URL) => void (url.hostname = "nowhere.invalid"),
      /^The database host nowhere\.invalid is not known/,
    ],
    ["a wrong password", (url: URL) => void (url.password = "wrong"), /refuses the login/],
    ["a database that does not exist", (url: URL) => void (url.pathname = "/nothing"), /has no database named nothing/],
    ["a database that was never set up", () => {}, /is not set up; run npm run setup\.$/],
  ])("says in one sentence what is wrong with %s", async (_what, spoil, message) => {
    const url = new URL(ownerUrl);
    spoil(url);
    await expect(checkDatabase(url.href)).rejects.toThrow(message);
  });

  it("ends with one sentence and a failure on bad settings", async () => {
    const run = async (env: Record<string, string>) => {
      const { ended, output } = startCommand("app/commands/setup.ts", [], env);
      return { code: await ended, output: output() };
    };
    expect(await run({ DATABASE_URL: "postgresql://nobody:pw@127.0.0.1:1/none" })).toEqual({
      code: 1,
      output: "No PostgreSQL server answers at 127.0.0.1:1; start it or correct DATABASE_URL.\n",
    });
    expect(await run({ DATABASE_URL: "not a url" })).toEqual({
      code: 1,
      output: "DATABASE_URL must look like postgresql://user:password@host:5432/database.\n",
    });
  });
});
