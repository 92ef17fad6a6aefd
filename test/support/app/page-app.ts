import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import { createWebServer } from "~/web/web-server";
import { createLog } from "~/process/log.server";
import type { IngestApp } from "./ingest-app";

/** The app's own HTTP server over an ingest app, with those routes that are not pages: their data, files and webhooks. */
export interface PageApp {
  readonly url: string;
  /** What has been logged so far. */
  logged(): string;
  /** Asks as the frame in the admin does: with a session token in the header. */
  ask(path: string, sessionToken: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function startPageApp({ context }: IngestApp): Promise<PageApp> {
  // They read the settings when they are loaded, which the ingest app has made.
  const [layout, pulse, file, definitions, goals, login, auth, webhooks] = await Promise.all([
    import("~/routes/app"),
    import("~/routes/app.pulse"),
    import("~/routes/app.export"),
    import("~/routes/app.settings_.definitions"),
    import("~/routes/app.goals"),
    import("~/routes/auth.login"),
    import("~/routes/auth.$"),
    import("~/routes/webhooks"),
  ]);
  // Without its component a page answers with its data alone.
  const dataOf = (module: object) => ({ ...module, default: undefined });
  const under = (parentId: string, path: string, module: object) => ({
    id: `${parentId}/${path}`,
    parentId,
    path,
    module,
  });
  const routes = [
    { id: "root", path: "", module: { default: () => null } },
    { ...under("root", "app", layout), id: "app" },
    under("app", "pulse", pulse),
    under("app", "export", file),
    under("app", "settings/definitions", dataOf(definitions)),
    under("app", "goals", dataOf(goals)),
    under("root", "auth/login", dataOf(login)),
    under("root", "auth/*", auth),
    under("root", "webhooks", webhooks),
  ];
  let logged = "";
  const log = createLog("info", { write: (line) => void (logged += line) });
  const server = createWebServer({
    build: {
      entry: {
        module: { default: () => new Response("page"), handleError: (err: unknown) => log.error({ err }, "failed") },
      },
      routes: Object.fromEntries(routes.map((route) => [route.id, route])),
      assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "test" },
      publicPath: "/",
      assetsBuildDirectory: "",
      future: { v3_singleFetch: true },
      isSpaMode: false,
      mode: "test",
    } as unknown as ServerBuild,
    appUrl: context.env.SHOPIFY_APP_URL,
    clientFolder: "/nowhere",
    log,
    whyNotReady: async () => null,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    logged: () => logged,
    ask: (path, sessionToken, { headers, ...init } = {}) =>
      fetch(`${url}${path}`, {
        redirect: "manual",
        ...init,
        headers: { Authorization: `Bearer ${sessionToken}`, "User-Agent": "Mozilla/5.0 Chrome/147.0.0.0", ...headers },
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
