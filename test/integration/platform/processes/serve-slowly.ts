import { untilStopped } from "~/commands/command-line";
import { createWebServer, serve } from "~/web/web-server";
import { createLog } from "~/process/log.server";
import { stubBuild } from "./stub-build";

// The web server without an app behind it; it says when a slow request has begun.
const log = createLog("info");
const build = stubBuild(() => process.stdout.write("begun\n"));
const server = createWebServer({
  build,
  appUrl: "https://comeback.example",
  clientFolder: "/nowhere",
  log,
  whyNotReady: async () => null,
});
await serve(server, { port: 0, host: "127.0.0.1", until: untilStopped, log });
