import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { schemaState } from "~/adapters/migrations/migrate.server";
import type { appContext } from "~/context/context.server";
import { env, provideSettings } from "~/process/env.server";
import { log } from "~/process/log.server";
import { projectRoot } from "~/process/project-root.server";
import { runCommand, untilStopped } from "./command-line";
import { createWebServer, serve } from "~/web/web-server";

// Before React is loaded with the build, which chooses its slow development half otherwise.
provideSettings({ NODE_ENV: "production" });

await runCommand({
  help: `
Usage: npm start

Serves the built app (npm run build) until it is told to stop by SIGTERM or Ctrl-C. Needs Shopify's credentials and a
database that npm run setup has prepared; the settings are listed in .env.example. /healthz reports that the process is
up, /readyz that it can answer requests.
`,
  async run() {
    const { SHOPIFY_APP_URL, PORT, HOST = env().NODE_ENV === "production" ? "0.0.0.0" : "127.0.0.1" } = env();
    const entry = join(projectRoot, "build", "server", "index.js");
    if (!existsSync(entry)) throw new Error("The app is not built; run npm run build first.");
    const build = (await import(pathToFileURL(entry).href)) as ServerBuild;
    // The build holds its own copy of the app's modules: the context must be the one its routes use.
    const { appContext: openContext } = build.entry.module as unknown as { appContext: typeof appContext };
    const context = await openContext();

    const server = createWebServer({
      build,
      appUrl: SHOPIFY_APP_URL,
      clientFolder: join(projectRoot, "build", "client"),
      log,
      async whyNotReady() {
        const state = await schemaState(context.db.pool).catch(() => null);
        if (state === null) return "the database is not available";
        return state === "current" ? null : `the database schema is ${state}`;
      },
    });
    try {
      await serve(server, { port: PORT, host: HOST, until: untilStopped, log });
    } finally {
      await context.close();
    }
    log.info("web has stopped");
  },
});
