import type { ServerBuild } from "@remix-run/node";
import * as eventsRoute from "~/routes/events";
import * as forYouRoute from "~/routes/proxy.for-you";
import * as webhooksRoute from "~/routes/webhooks";

/** Only the routes that others than merchants send to, served by the app's own HTTP server with its limits. */
export const OPEN_ROUTES = {
  entry: { module: { default: () => new Response(null, { status: 404 }) } },
  routes: {
    root: { id: "root", path: "", module: { default: () => null } },
    "routes/webhooks": { id: "routes/webhooks", parentId: "root", path: "webhooks", module: webhooksRoute },
    "routes/for-you": { id: "routes/for-you", parentId: "root", path: "proxy/for-you", module: forYouRoute },
    "routes/events": { id: "routes/events", parentId: "root", path: "events", module: eventsRoute },
  },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "test" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: { v3_singleFetch: true },
  isSpaMode: false,
  mode: "test",
} as unknown as ServerBuild;
