import { schemaState } from "~/adapters/migrations/migrate.server";
import { taskHandlers } from "~/runtime/task-handlers.server";
import { appContext } from "~/context/context.server";
import { scheduleDailyRefresh } from "~/runtime/daily-refresh.server";
import { provideSettings } from "~/process/env.server";
import { log } from "~/process/log.server";
import { runCommand, untilStopped } from "./command-line";

// As the web process does, and for the same packages.
provideSettings({ NODE_ENV: "production" });

const SCHEMA_CHECK_MS = 15_000;
const REFRESH_CHECK_MS = 60 * 60 * 1000;

await runCommand({
  help: `
Usage: npm run worker

Does the work in the background (imports, webhooks, recommendations) until it is told to stop by SIGTERM or Ctrl-C.
Any number may run at once. Needs Shopify's credentials and a database that npm run setup has prepared; the settings
are listed in .env.example.
`,
  async run() {
    const context = await appContext({ isWorker: true });
    await context.queue.work(taskHandlers(context));
    const refresh = () =>
      scheduleDailyRefresh(context).catch((error: unknown) =>
        log.warn({ err: error }, "no daily refresh was scheduled"),
      );
    await refresh();
    const refreshTimer = setInterval(() => void refresh(), REFRESH_CHECK_MS);
    log.info("worker is ready");

    const reason = await Promise.race([untilStopped(), untilOutdated(context.db.pool)]);
    log.info({ reason }, "worker is stopping");
    clearInterval(refreshTimer);
    await context.close();
    log.info("worker has stopped");
    process.exit(reason === "outdated" ? 1 : 0);
  },
});

/** Resolves when the schema became newer than this code, which then must not write to it any more. */
function untilOutdated(db: Parameters<typeof schemaState>[0]): Promise<"outdated"> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      schemaState(db)
        .then((state) => {
          if (state !== "newer") return;
          clearInterval(timer);
          log.error("the database was set up by a newer version; this worker gives way to it");
          resolve("outdated");
        })
        // A database that is away for now is not a newer one.
        .catch(() => {});
    }, SCHEMA_CHECK_MS);
  });
}
