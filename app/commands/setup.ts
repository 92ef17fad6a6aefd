import { provideDatabase } from "~/context/provide-database.server";
import { prepareDatabase } from "~/adapters/migrations/migrate.server";
import { serverEnv } from "~/process/env.server";
import { runCommand } from "./command-line";

await runCommand({
  help: `
Usage: npm run setup

Brings the database to the schema of this version: tables, row security, the job queue's schema, and the login of
DATABASE_URL with the rights the app needs and no more. Safe to repeat, and safe to run twice at once.

  MIGRATION_DATABASE_URL  the owner of the schema (may create logins)
  DATABASE_URL            the login of the app, made here when it is missing

Without either, the embedded server in COMEBACK_DATA_DIR (default .comeback) is set up; in production only with
COMEBACK_EMBEDDED_DATABASE=1.
`,
  async run() {
    const provided = await provideDatabase(serverEnv());
    try {
      if (!provided.ownerUrl) {
        throw new Error("MIGRATION_DATABASE_URL is not set: it names the login that owns the schema.");
      }
      // The embedded server was set up when it was provided.
      if (!provided.isEmbedded) await prepareDatabase(provided.ownerUrl, provided.appUrl);
    } finally {
      await provided.stop();
    }
    console.error("The database is ready.");
  },
});
