import { existsSync } from "node:fs";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { schemaState } from "~/adapters/db/migrate.server";
import type { appContext } from "~/features/context.server";
import { env } from "~/env.server";
import { log } from "~/log.server";
import { projectRoot } from "~/project-root.server";
import { runCommand, untilStopped } from "./command-line";
import { createWebServer } from "./web-server";

const SHUTDOWN_MS = 6_000;

// Before React is loaded with the build, which chooses its slow development half otherwise.
process.env.NODE_ENV ??= "production";

await runCommand({
  help: `
Usage: npm start

Serves the built app (npm run build) until it is told to stop by SIGTERM or Ctrl-C. Needs Shopify's credentials and a
database that npm run setup has prepared; the settings are listed in .env.example. /healthz says that the process
lives, /readyz that it can answer requests.
`,
  async run() {
    const { PORT, HOST = env().NODE_ENV === "production" ? "0.0.0.0" : "127.0.0.1" } = env();
    const entry = join(projectRoot, "build", "server", "index.js");
    if (!existsSync(entry)) throw new Error("The app is not built; run npm run build first.");
    const build = (await import(pathToFileURL(entry).href)) as ServerBuild;
    // The build holds its own copy of the app's modules: the context must be the one its routes use.
    const { appContext: openContext } = build.entry.module as unknown as { appContext: typeof appContext };
    const context = await openContext();

    const server = createWebServer({
      build,
      clientFolder: join(projectRoot, "build", "client"),
      log,
      async whyNotReady() {
        const state = await schemaState(context.db.pool).catch(() => null);
        if (state === null) return "the database is not available";
        return state === "current" ? null : `the database schema is ${state}`;
      },
    });
    server.listen(PORT, HOST);
    await Promise.race([
      once(server, "listening"),
      once(server, "error").then(([error]) => {
        throw whyNotListening(error, PORT);
      }),
    ]).catch(async (error: unknown) => {
      await context.close();
      throw error;
    });
    const { port } = server.address() as AddressInfo;
    log.info({ port, host: HOST }, "web is listening");

    log.info({ signal: await untilStopped() }, "web is stopping");
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    const late = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS);
    await closed;
    clearTimeout(late);
    await context.close();
    log.info("web has stopped");
  },
});

function whyNotListening(error: NodeJS.ErrnoException, port: number): Error {
  const reason =
    error.code === "EADDRINUSE"
      ? `Port ${port} is taken; stop what uses it or set PORT to another.`
      : error.code === "EACCES"
        ? `Port ${port} may not be used by this user; set PORT to one above 1023.`
        : `Port ${port} cannot be listened on: ${error.message}.`;
  return new Error(reason, { cause: error });
}
